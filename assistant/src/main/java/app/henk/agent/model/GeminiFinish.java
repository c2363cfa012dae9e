package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import dev.langchain4j.model.output.FinishReason;
import java.util.Optional;

/** What Gemini's finish and block reasons mean. Reasons that are not known yet count as OTHER. */
final class GeminiFinish {

    private GeminiFinish() {}

    /** Why an answer that ended like this is none; empty when it is one. */
    static Optional<Kind> wrong(String finishReason, String blockReason, boolean hasCalls, boolean hasText) {
        if (!blockReason.isEmpty()) {
            return Optional.of(Kind.BLOCKED);
        }
        return switch (finishReason) {
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> Optional.of(Kind.BLOCKED);
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE" ->
                Optional.of(Kind.MALFORMED_CALL);
            default -> hasCalls || hasText ? Optional.empty() : Optional.of(Kind.EMPTY);
        };
    }

    static FinishReason reason(String finishReason) {
        return switch (finishReason) {
            case "STOP" -> FinishReason.STOP;
            case "MAX_TOKENS", "CONTINUATION" -> FinishReason.LENGTH;
            default -> FinishReason.OTHER;
        };
    }
}
