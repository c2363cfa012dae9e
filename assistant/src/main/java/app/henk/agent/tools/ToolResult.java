package app.henk.agent.tools;

import app.henk.agent.Card;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tool gives back.
 *
 * @param json for the model: small, typed, with the instruction that belongs to this result
 * @param cards for the person; shown when the tool has finished
 * @param tainted holds text that somebody outside wrote
 * @param closing a sentence that the answer must end with, word by word: a question whose wording matters
 */
public record ToolResult(String json, List<Card> cards, Status status, boolean tainted, Optional<String> closing) {

    public enum Status {
        DONE,
        /** Nothing was done, for a reason that stands in the result. */
        REFUSED,
        /** Nothing was done yet: a person must confirm. */
        WAITING,
        FAILED
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static ToolResult done(Map<String, ?> data) {
        return new ToolResult(JSON.writeValueAsString(data), List.of(), Status.DONE, false, Optional.empty());
    }

    public static ToolResult refused(String error, Object detail) {
        return new ToolResult(
                JSON.writeValueAsString(Map.of("error", error, "detail", detail)),
                List.of(),
                Status.REFUSED,
                false,
                Optional.empty());
    }

    static ToolResult failed(String error, String detail) {
        return refused(error, detail).as(Status.FAILED);
    }

    public ToolResult with(List<Card> shown) {
        return new ToolResult(json, List.copyOf(shown), status, tainted, closing);
    }

    public ToolResult fromOutside() {
        return new ToolResult(json, cards, status, true, closing);
    }

    public ToolResult closingWith(String sentence) {
        return new ToolResult(json, cards, status, tainted, Optional.of(sentence));
    }

    ToolResult as(Status other) {
        return new ToolResult(json, cards, other, tainted, closing);
    }

    public boolean isFailed() {
        return status == Status.REFUSED || status == Status.FAILED;
    }
}
