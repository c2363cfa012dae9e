package app.henk.fakes.pipedrive;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** What comes over the wire in place of an answer. */
final class Mishaps {

    /** @param daily whether the day's tokens are spent, or only the last two seconds' */
    static final class TooMany extends RuntimeException {

        private final boolean daily;

        TooMany(boolean daily) {
            super("429", null, false, false);
            this.daily = daily;
        }

        boolean daily() {
            return daily;
        }
    }

    private static final String LIMIT = "{\"success\":false,\"error\":\"Rate limit exceeded\",\"errorCode\":429}";
    private static final String PAGE = "<!doctype html><html><body><h1>Access denied</h1></body></html>";

    private Mishaps() {}

    static Publisher<Void> instead(HttpServerResponse response, Fault fault) {
        return switch (fault) {
            case CUT_AFTER, CUT_BEFORE -> {
                response.withConnection(connection -> connection.channel().close());
                yield Mono.never();
            }
            case BURST ->
                text(
                        response.header("Retry-After", "1").header("x-ratelimit-remaining", "0"),
                        429,
                        "application/json",
                        LIMIT);
            case BURST_SILENT -> text(response, 429, "application/json", LIMIT);
            case DAILY ->
                text(
                        response.header("x-daily-ratelimit-token-remaining", "0")
                                .header("x-daily-ratelimit-token-limit", "210000000"),
                        429,
                        "application/json",
                        LIMIT);
            case BLOCKED -> text(response, 403, "text/html", PAGE);
            case MAINTENANCE -> text(response, 503, "text/html", PAGE);
            case BROKEN_AFTER -> text(response, 500, "application/json", "{\"success\":false,\"error\":\"Internal\"}");
            case HTML -> text(response, 200, "text/html", PAGE);
            case EMPTY -> text(response, 200, "application/json", "");
            case HALF_JSON -> text(response, 200, "application/json", "{\"success\":true,\"data\":{\"id\":1");
            case WRONG_JSON -> text(response, 200, "application/json", "{\"success\":true,\"data\":[\"no\"]}");
            case DRIP ->
                response.header("Content-Type", "application/json")
                        .send(
                                Flux.interval(Duration.ofMillis(200))
                                        .onBackpressureDrop()
                                        .map(tick -> Unpooled.copiedBuffer(" ", StandardCharsets.UTF_8)),
                                buffer -> true);
            case CAP ->
                text(
                        response,
                        403,
                        "application/json",
                        "{\"success\":false,\"error\":\"Limit reached\",\"code\":\"feature_capping_deals_limit\"}");
            case REFUSED ->
                text(
                        response,
                        400,
                        "application/json",
                        "{\"success\":false,\"error\":\"Validation failed\",\"code\":\"ERR_SCHEMA_VALIDATION_FAILED\"}");
            case UNAUTHORIZED ->
                text(
                        response,
                        401,
                        "application/json",
                        "{\"success\":false,\"error\":\"unauthorized access\",\"errorCode\":401}");
        };
    }

    private static Publisher<Void> text(HttpServerResponse response, int status, String type, String body) {
        return response.status(status)
                .header("Content-Type", type)
                .sendByteArray(Mono.just(body.getBytes(StandardCharsets.UTF_8)));
    }
}
