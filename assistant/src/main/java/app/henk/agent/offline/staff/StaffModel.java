package app.henk.agent.offline.staff;

import app.henk.agent.TurnContext;
import app.henk.agent.TurnParameters;
import app.henk.agent.offline.Delivery;
import app.henk.agent.offline.Move.ToolCall;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The offline engine as the rest knows it: answers colleagues itself, and leaves visitors and customers to the
 * consultation. Keeps nothing between two calls, never blocks and never waits.
 */
@Component("offlineModel")
public class StaffModel implements StreamingChatModel {

    private final StaffUnderstanding understanding;
    private final StaffReply reply;
    private final StreamingChatModel consultation;

    StaffModel(
            StaffUnderstanding understanding,
            StaffReply reply,
            @Qualifier("consultationModel") StreamingChatModel consultation) {
        this.understanding = understanding;
        this.reply = reply;
        this.consultation = consultation;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return TurnParameters.none();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        try {
            TurnContext turn = TurnParameters.of(request);
            if (turn.speaker() == TurnContext.Speaker.STAFF) {
                answer(request, turn, new Delivery(handler));
            } else {
                consultation.doChat(request, handler);
            }
        } catch (RuntimeException e) {
            handler.onError(e);
        }
    }

    private void answer(ChatRequest request, TurnContext turn, Delivery delivery) {
        Memory memory = Memory.of(request.messages());
        var understood = understanding.understand(
                memory.text(),
                turn.language(),
                turn.terms(),
                turn.now().toLocalDate(),
                memory.before(),
                memory.earlier());
        Set<String> tools = request.toolSpecifications().stream()
                .map(ToolSpecification::name)
                .collect(Collectors.toCollection(HashSet::new));
        List<ToolCall> calls = StaffPolicy.next(understood.commands(), memory, tools);
        if (calls.isEmpty()) {
            StaffReply.Said said = reply.to(understood, memory, turn, tools);
            delivery.text(said.text(), said.attributes());
        } else {
            delivery.calls(calls, memory.turns(), memory.results().size());
        }
    }
}
