package app.henk.agent.tools;

import app.henk.agent.Card;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool gives back.
 *
 * @param json for the model: small, typed, with the instruction that belongs to this result
 * @param cards for the person; shown when the tool has finished
 * @param tainted holds text that somebody outside wrote
 * @param closing a sentence that the answer must end with, word by word: a question whose wording matters
 * @param question the token of the confirmation that this result waits for; nothing that a model may see
 */
public record ToolResult(
        String json,
        List<Card> cards,
        Status status,
        boolean tainted,
        Optional<String> closing,
        Optional<String> question) {

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
        return new ToolResult(
                JSON.writeValueAsString(data), List.of(), Status.DONE, false, Optional.empty(), Optional.empty());
    }

    public static ToolResult refused(String error, Object detail) {
        return new ToolResult(
                JSON.writeValueAsString(Map.of("error", error, "detail", detail)),
                List.of(),
                Status.REFUSED,
                false,
                Optional.empty(),
                Optional.empty());
    }

    static ToolResult failed(String error, String detail) {
        return refused(error, detail).as(Status.FAILED);
    }

    public ToolResult with(List<Card> shown) {
        return new ToolResult(json, List.copyOf(shown), status, tainted, closing, question);
    }

    public ToolResult fromOutside() {
        return new ToolResult(json, cards, status, true, closing, question);
    }

    public ToolResult closingWith(String sentence) {
        return new ToolResult(json, cards, status, tainted, Optional.of(sentence), question);
    }

    ToolResult as(Status other) {
        return new ToolResult(json, cards, other, tainted, closing, question);
    }

    /** The same, but nothing was done. */
    public ToolResult refused() {
        return as(Status.REFUSED);
    }

    /** The same with a sentence of the program's own in place of what it said. */
    ToolResult saying(String sentence) {
        ObjectNode said = (ObjectNode) JSON.readTree(json);
        return new ToolResult(said.put("say", sentence).toString(), cards, status, tainted, closing, question);
    }

    ToolResult asking(String token) {
        return new ToolResult(json, cards, status, tainted, closing, Optional.of(token));
    }

    /** What the program says of it, in the person's language, where it has a sentence of its own. */
    public Optional<String> say() {
        return Optional.of(JSON.readTree(json).path("say").asString("")).filter(sentence -> !sentence.isBlank());
    }

    public boolean isFailed() {
        return status == Status.REFUSED || status == Status.FAILED;
    }
}
