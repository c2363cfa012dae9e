package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Gemini, or a proxy before it, answers when something is wrong. */
final class GeminiErrors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SECRET =
            Pattern.compile("AIza[\\w-]{10,}|AQ\\.[\\w.-]{10,}|key=[^&\\s\"]+|[\\w.+-]+@[\\w.-]+");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)s?");
    private static final int MAX_MESSAGE = 300;

    private GeminiErrors() {}

    /** @param retryAfter the header of that name, empty if absent */
    static ModelFailure ofResponse(int status, byte[] body, String retryAfter) {
        JsonNode error = error(body);
        ModelFailure failure = ofError(status, error);
        return retryDelay(error)
                .or(() -> seconds(retryAfter))
                .map(failure::retryAfter)
                .orElse(failure);
    }

    /** An error inside the stream, if these bytes are one. */
    static Optional<ModelFailure> inStream(byte[] bytes) {
        JsonNode error = error(bytes);
        if (error.isMissingNode()) {
            return Optional.empty();
        }
        ModelFailure failure = ofError(error.path("code").asInt(500), error);
        return Optional.of(retryDelay(error).map(failure::retryAfter).orElse(failure));
    }

    /** Never lets a key or an address through, wherever it came from: these words end in logs. */
    static String redact(String text) {
        String plain = SECRET.matcher(text).replaceAll("***");
        return plain.length() <= MAX_MESSAGE ? plain : plain.substring(0, MAX_MESSAGE) + "…";
    }

    private static ModelFailure ofError(int status, JsonNode error) {
        String said = error.path("message").asString("");
        String name = error.path("status").asString("");
        return new ModelFailure(kind(status, error), redact(("HTTP " + status + " " + name + " " + said).strip()));
    }

    private static Kind kind(int status, JsonNode error) {
        return switch (status) {
            case 400 -> badRequest(error);
            case 401, 403 -> Kind.BAD_KEY;
            case 404 -> Kind.UNKNOWN_MODEL;
            case 408, 504 -> Kind.TIMEOUT;
            case 429 -> hasText(error, "quotaId", "PerDay") ? Kind.QUOTA_SPENT : Kind.RATE_LIMITED;
            case 499 -> Kind.CANCELLED;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.BAD_REQUEST;
        };
    }

    /** A wrong key and a project without billing come as 400 too. */
    private static Kind badRequest(JsonNode error) {
        boolean key = hasText(error, "reason", "API_KEY_INVALID")
                || "FAILED_PRECONDITION".equals(error.path("status").asString(""));
        return key ? Kind.BAD_KEY : Kind.BAD_REQUEST;
    }

    private static boolean hasText(JsonNode error, String field, String text) {
        return error.path("details").findValues(field).stream()
                .anyMatch(value -> value.asString("").contains(text));
    }

    private static Optional<Duration> retryDelay(JsonNode error) {
        return error.path("details").findValues("retryDelay").stream()
                .flatMap(delay -> seconds(delay.asString("")).stream())
                .findFirst();
    }

    private static Optional<Duration> seconds(String text) {
        Matcher matcher = SECONDS.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * 1000)))
                : Optional.empty();
    }

    /** The error object, also when it stands in an array of one; missing when the body is anything else. */
    private static JsonNode error(byte[] body) {
        try {
            JsonNode root = JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return (root.isArray() ? root.path(0) : root).path("error");
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
