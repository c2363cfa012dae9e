package app.henk.agent.tools;

import app.henk.agent.AgentRequest.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answer to "which one?": the same call again, with the record that was chosen in place of the name. */
public final class Choice {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A name that fits several, and one that fits none but comes near some. */
    private static final Set<String> UNSETTLED = Set.of("ambiguous", "none");

    private Choice() {}

    /** Empty unless exactly one call of the last answer asked, and the message is one of the labels that it showed. */
    public static Optional<CardButtons.Call> made(List<Step> steps, String text) {
        List<CardButtons.Call> calls =
                steps.stream().flatMap(step -> made(step, text).stream()).toList();
        return calls.size() == 1 ? Optional.of(calls.getFirst()) : Optional.empty();
    }

    private static Optional<CardButtons.Call> made(Step step, String text) {
        JsonNode result = read(step.result());
        if (!UNSETTLED.contains(result.path("status").asString(""))
                || !(read(step.arguments()) instanceof ObjectNode arguments)) {
            return Optional.empty();
        }
        return result.path("records")
                .valueStream()
                .filter(record -> label(record).equalsIgnoreCase(text.strip()))
                .findFirst()
                .map(record -> arguments.put(
                        result.path("argument").asString("which"),
                        record.path("id").asString("")))
                .map(changed -> new CardButtons.Call(step.tool(), changed.toString()));
    }

    /** What a quick reply says: label and detail, so that two of the same name differ. */
    static String label(JsonNode record) {
        return label(record.path("label").asString(""), record.path("detail").asString(""));
    }

    public static String label(String label, String detail) {
        return detail.isBlank() ? label : label + " (" + detail + ")";
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException cut) {
            return JSON.createObjectNode();
        }
    }
}
