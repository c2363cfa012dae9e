package app.henk.pipedrive.wire;

import app.henk.pipedrive.wire.Failure.Kind;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an answer that is no success means. */
final class Refusals {

    private static final int LONGEST_DETAIL = 300;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private Refusals() {}

    static Failure of(int status, HttpHeaders headers, byte[] body) {
        Optional<JsonNode> json = json(body);
        String detail = json.map(Refusals::words).orElse("Status " + status + " without JSON");
        return switch (status) {
            case 401 -> Failure.of(Kind.UNAUTHORIZED, detail);
            case 402 -> Failure.of(Kind.FORBIDDEN, detail);
            case 403 -> forbidden(json, detail);
            case 404, 410 -> Failure.of(Kind.GONE, detail);
            case 429 -> tooMany(headers, detail);
            default -> status >= 500 ? Failure.of(Kind.UNKNOWN, detail) : Failure.of(Kind.REFUSED, detail);
        };
    }

    /** A page instead of JSON comes from the content delivery network, which shuts out whoever ignores 429. */
    private static Failure forbidden(Optional<JsonNode> json, String detail) {
        if (json.isEmpty()) {
            return new Failure(
                    Kind.BLOCKED, "Shut out with a page instead of an answer", Optional.of(Duration.ofMinutes(5)));
        }
        boolean cap = json.get().path("code").asString("").startsWith("feature_capping");
        return Failure.of(cap ? Kind.CAP : Kind.REFUSED, detail);
    }

    private static Failure tooMany(HttpHeaders headers, String detail) {
        Optional<Duration> pause =
                seconds(headers.get("Retry-After")).or(() -> seconds(headers.get("x-ratelimit-reset")));
        boolean spent = "0".equals(headers.get("x-daily-ratelimit-token-remaining"))
                || "0".equals(headers.get("x-daily-requests-left"))
                || pause.filter(long_ -> long_.compareTo(LONGEST_PAUSE) > 0).isPresent();
        return new Failure(spent ? Kind.DAILY : Kind.BURST, detail, pause);
    }

    private static Optional<Duration> seconds(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(Http.JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String words(JsonNode json) {
        String words = json.path("error").asString("");
        if (words.isEmpty()) {
            words = json.path("errors").toString();
        }
        // what stands there may be our own text again, which must not grow without end
        return new String(words.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .substring(0, Math.min(words.length(), LONGEST_DETAIL));
    }
}
