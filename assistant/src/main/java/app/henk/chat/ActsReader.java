package app.henk.chat;

import app.henk.agent.Acts;
import app.henk.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what a person did besides writing: {@code resume} for what was asked, {@code action} for a button. */
final class ActsReader {

    private static final int MOST_ANSWERS = 10;
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_TOKEN = 24_000;
    private static final int LONGEST_BUTTON = 2_000;

    private ActsReader() {}

    static Acts read(JsonNode body) {
        return new Acts(answers(body.path("resume")), pressed(body.path("action")));
    }

    /**
     * Each {@code {interruptId, status, payload: {approved, …}}}: {@code cancelled} is a no, what else stands in the
     * payload are the arguments as the person changed them. A payload without {@code approved} is a form's.
     */
    private static List<Acts.Answer> answers(JsonNode resume) {
        if (!resume.isArray()) {
            return List.of();
        }
        if (resume.size() > MOST_ANSWERS) {
            throw Problem.badRequest("too-many-answers", "Answer at most " + MOST_ANSWERS + " interrupts at once.");
        }
        List<Acts.Answer> answers = new ArrayList<>();
        for (JsonNode entry : resume) {
            JsonNode payload = entry.path("payload");
            boolean cancelled = entry.path("status").asString("").equals("cancelled");
            if (cancelled || payload.has("approved")) {
                Map<String, String> edits = new LinkedHashMap<>(fields(payload));
                boolean approved = !cancelled && "true".equals(edits.get("approved"));
                edits.remove("approved");
                answers.add(new Acts.Answer(id(entry.path("interruptId"), LONGEST_TOKEN), approved, edits));
            }
        }
        return List.copyOf(answers);
    }

    /** With {@code values} it is a form that is sent, and no button. */
    private static Optional<String> pressed(JsonNode action) {
        return action.has("id") && !action.has("values")
                ? Optional.of(id(action.path("id"), LONGEST_BUTTON))
                : Optional.empty();
    }

    /** Plain values by name. */
    static Map<String, String> fields(JsonNode values) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (values.isObject()) {
            if (values.size() > MOST_FIELDS) {
                throw Problem.badRequest("form-too-large", "A form has at most " + MOST_FIELDS + " fields.");
            }
            values.properties().forEach(field -> {
                if (!field.getValue().isValueNode()) {
                    throw Problem.badRequest(
                            "wrong-type",
                            "The form field '" + ChatRequestReader.shorten(field.getKey())
                                    + "' must be a plain value.");
                }
                fields.put(field.getKey(), field.getValue().asString(""));
            });
        }
        return fields;
    }

    private static String id(JsonNode id, int longest) {
        if (!id.isString() || id.asString().isBlank() || id.asString().length() > longest) {
            throw Problem.badRequest(
                    "wrong-type",
                    "An answer names its 'interruptId' and a button its 'id', as they stood on the card.");
        }
        return id.asString();
    }
}
