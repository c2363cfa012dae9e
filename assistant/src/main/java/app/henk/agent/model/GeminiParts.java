package app.henk.agent.model;

import dev.langchain4j.data.message.AiMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The parts of an answer as Gemini sent them. It signs some and refuses a conversation whose signatures are missing or
 * stand elsewhere, so the bytes are kept and sent back as they came; bare text between them is joined.
 */
final class GeminiParts {

    /** JSON array of parts, and the model that may see its own signatures again. */
    private static final String PARTS = "gemini.parts";

    private static final String MODEL = "gemini.model";

    private final List<String> parts = new ArrayList<>();
    private final StringBuilder bareText = new StringBuilder();

    void text(String text) {
        bareText.append(text);
    }

    void raw(String part) {
        closeText();
        parts.add(part);
    }

    /** Attributes for the message, nothing when it is bare text that can be said again from the message itself. */
    Optional<Map<String, Object>> attributes(String model) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        closeText();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(PARTS, "[" + String.join(",", parts) + "]");
        attributes.put(MODEL, model);
        return Optional.of(attributes);
    }

    /** The parts of this message, if this very model said it. */
    static Optional<String> saidBy(String model, AiMessage message) {
        return model.equals(message.attributes().get(MODEL))
                ? Optional.ofNullable(message.attribute(PARTS, String.class))
                : Optional.empty();
    }

    private void closeText() {
        if (!bareText.isEmpty()) {
            parts.add(
                    "{\"text\":\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(bareText)) + "\"}");
            bareText.setLength(0);
        }
    }
}
