package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import app.henk.agent.TurnParameters;
import app.henk.identity.Tenant;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers without any language model, through the same tools and events. Keeps nothing between two calls: all that it
 * knows stands in the request. Never blocks and never waits; an answer takes a few milliseconds.
 */
@Component("offlineModel")
public class OfflineModel implements StreamingChatModel {

    private static final Pattern PIECE = Pattern.compile("\\S+\\s*|\\s+");
    private static final String QUICK_REPLIES = "quick_replies";
    private static final String NOT_UNDERSTOOD = "not_understood";
    private static final JsonMapper JSON = new JsonMapper();

    private final EngineData data;
    private final Understanding understanding;
    private final Questions questions;
    private final TradeWords trades;
    private final Wording wording;
    private final Speech speech;
    private final Map<String, Consultation> consultations = new ConcurrentHashMap<>();

    OfflineModel(Wording wording, TradeWords trades, @Value("${henk.prompts:}") String overrides) {
        this.data = new EngineData(overrides);
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
        TurnContext turn = turn(request);
        Consultation consultation = consultation(turn);
        Dialogue dialogue = dialogue(request.messages(), turn);
        Show show = new Show(wording, dialogue.language, turn.tenant().currency(), dialogue.concepts);
        List<String> tools = request.toolSpecifications().stream()
                .map(ToolSpecification::name)
                .toList();
        switch (new Policy(consultation).next(dialogue, show, tools)) {
            case Move.Call call -> call(call, dialogue, handler);
            case Move.Say say -> {
                String text = speech.say(
                        say.lines(),
                        consultation.wording(),
                        dialogue.language,
                        turn.turn(),
                        dialogue.said + turn.spoken());
                say(text, attributes(replies(text, say, dialogue, consultation), say), handler);
            }
        }
    }

    /** Where a conversation stands. */
    Dialogue dialogue(List<ChatMessage> messages, TurnContext turn) {
        return Dialogue.replay(messages, turn, understanding, questions, trades.of(turn.tenant()), consultation(turn));
    }

    /** What is understood of a message that stands alone, for tests to look at. */
    Heard hear(String text, String language, Tenant tenant) {
        Consultation consultation =
                consultations.computeIfAbsent(tenant.slug(), slug -> Consultation.of(data.consultation(slug)));
        return understanding.hear(
                text,
                new Understanding.Setting(
                        language,
                        List.of(language),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        "",
                        false,
                        LocalDate.of(2026, 11, 20),
                        trades.of(tenant),
                        consultation));
    }

    EngineData data() {
        return data;
    }

    /** What a text asks for, for tests to look at. */
    String asked(String text, String language) {
        return questions.asked(text, language);
    }

    Consultation consultation(TurnContext turn) {
        return consultations.computeIfAbsent(turn.tenant().slug(), slug -> Consultation.of(data.consultation(slug)));
    }

    private static TurnContext turn(ChatRequest request) {
        if (request.parameters() instanceof TurnParameters parameters) {
            return parameters.turn().orElseThrow(() -> new IllegalArgumentException("The turn's facts are missing"));
        }
        throw new IllegalArgumentException("The offline engine needs the turn's facts beside the messages");
    }

    /** Ids follow from the place in the conversation, so that the same request gives the same calls. */
    private static void call(Move.Call move, Dialogue dialogue, StreamingChatResponseHandler handler) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (Move.ToolCall call : move.calls()) {
            calls.add(ToolExecutionRequest.builder()
                    .id("offline-" + dialogue.turns + "-" + calls.size())
                    .name(call.tool())
                    .arguments(JSON.writeValueAsString(call.arguments()))
                    .build());
        }
        complete(handler, AiMessage.from(calls), FinishReason.TOOL_EXECUTION);
    }

    /** What may be tapped instead of typed, as an answer to what was asked. */
    private List<String> replies(String text, Move.Say say, Dialogue dialogue, Consultation consultation) {
        boolean lost = say.lines().stream().anyMatch(line -> line.key().startsWith("unknown"));
        String asked = questions.asked(text, dialogue.language);
        return speech.replies(lost && asked.isEmpty() ? "unknown" : asked, consultation.wording(), dialogue.language);
    }

    /** What the turn should know about this answer besides its words. */
    private static Map<String, Object> attributes(List<String> replies, Move.Say say) {
        Map<String, Object> attributes = new HashMap<>();
        if (!replies.isEmpty()) {
            attributes.put(QUICK_REPLIES, replies);
        }
        List<String> keys = say.lines().stream().map(Move.Line::key).toList();
        if (keys.contains("unknown")) {
            attributes.put(NOT_UNDERSTOOD, "");
        } else if (keys.stream().anyMatch(key -> key.startsWith("unknown."))) {
            // from the second time on it offers a person itself
            attributes.put(NOT_UNDERSTOOD, "offered");
        }
        return attributes;
    }

    private static void say(String text, Map<String, Object> attributes, StreamingChatResponseHandler handler) {
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            handler.onPartialResponse(pieces.group());
        }
        AiMessage.Builder message = AiMessage.builder().text(text);
        complete(
                handler,
                attributes.isEmpty()
                        ? message.build()
                        : message.attributes(attributes).build(),
                FinishReason.STOP);
    }

    private static void complete(StreamingChatResponseHandler handler, AiMessage message, FinishReason reason) {
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(message)
                .modelName("offline")
                .tokenUsage(new TokenUsage(0, 0))
                .finishReason(reason)
                .build());
    }
}
