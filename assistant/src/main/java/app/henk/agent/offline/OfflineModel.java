package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import app.henk.agent.TurnParameters;
import app.henk.identity.Tenant;
import app.henk.knowledge.Answerable;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Answers without any language model, through the same tools and events. Keeps nothing between two calls: all that it
 * knows stands in the request. Never blocks and never waits; an answer takes a few milliseconds.
 */
@Component("consultationModel")
public class OfflineModel implements StreamingChatModel {

    private final EngineData data;
    private final Understanding understanding;
    private final Questions questions;
    private final TradeWords trades;
    private final Wording wording;
    private final Speech speech;
    private final Map<String, Consultation> consultations = new ConcurrentHashMap<>();

    OfflineModel(
            Wording wording, TradeWords trades, LearntWeights learnt, @Value("${henk.prompts:}") String overrides) {
        this.data = EngineData.of(overrides, learnt);
        this.understanding = new Understanding(data);
        this.questions = new Questions(data);
        this.trades = trades;
        this.wording = wording;
        this.speech = new Speech(wording);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return TurnParameters.none();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        try {
            answer(request, handler);
        } catch (RuntimeException e) {
            handler.onError(e);
        }
    }

    private void answer(ChatRequest request, StreamingChatResponseHandler handler) {
        TurnContext turn = TurnParameters.of(request);
        Consultation consultation = consultation(turn);
        Dialogue dialogue = dialogue(request.messages(), turn);
        Show show = new Show(wording, dialogue.language, turn.tenant().currency(), dialogue.concepts);
        List<String> tools = request.toolSpecifications().stream()
                .map(ToolSpecification::name)
                .toList();
        switch (new Policy(consultation).next(dialogue, show, tools)) {
            case Move.Call call -> new Delivery(handler).calls(call.calls(), dialogue.turns, dialogue.results.size());
            case Move.Say say -> {
                String text = speech.say(
                        say.lines(),
                        consultation.wording(),
                        dialogue.language,
                        turn.turn(),
                        dialogue.said + turn.spoken());
                new Delivery(handler).text(text, attributes(replies(text, say, dialogue, consultation), say));
            }
        }
    }

    /** Where a conversation stands. */
    Dialogue dialogue(List<ChatMessage> messages, TurnContext turn) {
        return Dialogue.replay(messages, turn, understanding, questions, trades.of(turn.tenant()), consultation(turn));
    }

    /** What is understood of a message that stands alone, for tests to look at. */
    Heard hear(String text, String language, Tenant tenant) {
        return understanding.hear(
                text,
                new Understanding.Setting(
                        language,
                        List.of(language),
                        Known.nothing(),
                        LocalDate.of(2026, 11, 20),
                        Set.of(),
                        Answerable.NOTHING,
                        trades.of(tenant),
                        consultation(tenant)));
    }

    public EngineData data() {
        return data;
    }

    /** What a text asks for, for tests to look at. */
    String asked(String text, String language) {
        return questions.asked(text, language);
    }

    Consultation consultation(TurnContext turn) {
        return consultation(turn.tenant());
    }

    Consultation consultation(Tenant tenant) {
        return consultations.computeIfAbsent(tenant.slug(), slug -> Consultation.of(data.consultation(slug)));
    }

    /** What may be tapped instead of typed, as an answer to what was asked. */
    private List<String> replies(String text, Move.Say say, Dialogue dialogue, Consultation consultation) {
        boolean lost = say.lines().stream().anyMatch(line -> line.key().startsWith("unknown"));
        String asked = questions.asked(text, dialogue.language);
        if (asked.equals("pick") && dialogue.table.shown.size() == 1) {
            return speech.replies("pick_one", consultation.wording(), dialogue.language);
        }
        return speech.replies(lost && asked.isEmpty() ? "unknown" : asked, consultation.wording(), dialogue.language);
    }

    /** What the turn should know about this answer besides its words. */
    private static Map<String, Object> attributes(List<String> replies, Move.Say say) {
        Map<String, Object> attributes = new HashMap<>();
        if (!replies.isEmpty()) {
            attributes.put(Delivery.QUICK_REPLIES, replies);
        }
        List<String> keys = say.lines().stream().map(Move.Line::key).toList();
        if (keys.contains("unknown")) {
            attributes.put(Delivery.NOT_UNDERSTOOD, "");
        } else if (keys.stream().anyMatch(key -> key.startsWith("unknown."))) {
            // from the second time on it offers a person itself
            attributes.put(Delivery.NOT_UNDERSTOOD, "offered");
        }
        return attributes;
    }
}
