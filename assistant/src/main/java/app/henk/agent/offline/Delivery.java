package app.henk.agent.offline;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Hands an answer of the engine over as a model would: in pieces, or as calls of tools. */
public final class Delivery {

    /** The attribute of an answer under which it offers replies: a list of texts. */
    public static final String QUICK_REPLIES = "quick_replies";
    /** The attribute of an answer by which it says that it did not understand. */
    public static final String NOT_UNDERSTOOD = "not_understood";

    private static final Pattern PIECE = Pattern.compile("\\S+\\s*|\\s+");
    private static final JsonMapper JSON = new JsonMapper();

    private final StreamingChatResponseHandler handler;

    public Delivery(StreamingChatResponseHandler handler) {
        this.handler = handler;
    }

    /**
     * Ids follow from the place in the conversation, so that the same request gives the same calls.
     *
     * @param turn how many exchanges went before
     * @param ran how many calls of this turn went before
     */
    public void calls(List<Move.ToolCall> wanted, int turn, int ran) {
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (Move.ToolCall call : wanted) {
            calls.add(ToolExecutionRequest.builder()
                    .id("offline-" + turn + "-" + (ran + calls.size()))
                    .name(call.tool())
                    .arguments(JSON.writeValueAsString(call.arguments()))
                    .build());
        }
        complete(AiMessage.from(calls), FinishReason.TOOL_EXECUTION);
    }

    /** @param attributes what the turn should know about this answer besides its words */
    public void text(String text, Map<String, Object> attributes) {
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            handler.onPartialResponse(pieces.group());
        }
        AiMessage.Builder message = AiMessage.builder().text(text);
        complete(
                attributes.isEmpty()
                        ? message.build()
                        : message.attributes(attributes).build(),
                FinishReason.STOP);
    }

    private void complete(AiMessage message, FinishReason reason) {
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(message)
                .modelName("offline")
                .tokenUsage(new TokenUsage(0, 0))
                .finishReason(reason)
                .build());
    }
}
