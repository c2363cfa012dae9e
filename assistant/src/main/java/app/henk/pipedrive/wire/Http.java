package app.henk.pipedrive.wire;

import app.henk.pipedrive.wire.Failure.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way to Pipedrive, both versions. A request that does no harm twice is repeated a few times; a POST only when it is
 * certain that it was not done. The token goes in a header and nowhere else.
 */
@Component
public class Http {

    /** Amounts stay decimal. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** From the first byte sent to the last one read, however slowly they come. */
    public static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 32;
    private static final int MOST_BYTES = 16 << 20;
    private static final int REPEATS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);

    private final HttpClient http;
    private final Permits permits;
    private final Gate gate;
    private final MeterRegistry registry;
    private final Duration longest;

    @Autowired
    Http(Permits permits, MeterRegistry registry) {
        this(permits, registry, LONGEST);
    }

    Http(Permits permits, MeterRegistry registry, Duration longest) {
        this.permits = permits;
        this.gate = new Gate(permits);
        this.registry = registry;
        this.longest = longest;
        this.http = HttpClient.create(ConnectionProvider.builder("pipedrive")
                        .maxConnections(CONNECTIONS)
                        .pendingAcquireMaxCount(1_000)
                        .pendingAcquireTimeout(Duration.ofSeconds(20))
                        .maxIdleTime(Duration.ofSeconds(30))
                        .build())
                .protocol(HttpProtocol.HTTP11)
                .disableRetry(true)
                .followRedirect(false)
                .proxyWithSystemProperties()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()));
    }

    /** Fails with a {@link Failure} and nothing else. */
    public Mono<Answer> send(Access access, Call call) {
        return send(access, call, () -> true);
    }

    /** @param still asked at the last moment, after all waiting: whether the request is still wanted */
    public Mono<Answer> send(Access access, Call call, BooleanSupplier still) {
        return gate.pass(access.tenant(), call)
                .then(Mono.defer(() -> still.getAsBoolean()
                        ? once(access, call)
                        : Mono.error(Failure.of(Kind.EXPIRED, "Its time was over"))))
                .retryWhen(Retry.backoff(REPEATS, FIRST_PAUSE)
                        .filter(failure -> failure instanceof Failure known && worthwhile(call, known))
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .onErrorMap(
                        failure -> failure instanceof Failure ? failure : Failure.of(Kind.UNKNOWN, failure.toString()));
    }

    private static boolean worthwhile(Call call, Failure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> true;
            case UNKNOWN -> call.repeatable();
            // a pause is the whole account's matter, not one request's
            case BURST, REFUSED, CAP, GONE, EXPIRED, UNAUTHORIZED, FORBIDDEN, DAILY, BLOCKED -> false;
        };
    }

    private Mono<Answer> once(Access access, Call call) {
        return http.headers(headers -> headers.set(access.header(), access.value())
                        .set("Accept", "application/json")
                        .set("Content-Type", "application/json"))
                .request(HttpMethod.valueOf(call.method().name()))
                .uri(uri(access, call))
                .send(call.body()
                        .map(body -> Mono.fromSupplier(() -> Unpooled.wrappedBuffer(JSON.writeValueAsBytes(body))))
                        .orElseGet(Mono::empty))
                .response((response, body) -> {
                    HttpHeaders headers = response.responseHeaders();
                    permits.seen(
                            access.tenant(),
                            number(headers.get("x-ratelimit-limit")).map(Math::toIntExact),
                            number(headers.get("x-daily-ratelimit-token-limit")));
                    return read(response, body);
                })
                .next()
                .timeout(longest)
                .onErrorMap(Http::known)
                .switchIfEmpty(Mono.error(() -> Failure.of(Kind.UNKNOWN, "No answer")))
                .doOnSuccess(answer -> count(call, "done"))
                .doOnError(Failure.class, failure -> count(call, failure.kind().name()));
    }

    private static Optional<Long> number(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Long::parseLong);
    }

    private static Flux<Answer> read(HttpClientResponse response, ByteBufFlux body) {
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, part) -> {
                    if (all.size() + part.length > MOST_BYTES) {
                        throw Failure.of(Kind.UNKNOWN, "An answer of more than " + MOST_BYTES + " bytes");
                    }
                    all.writeBytes(part);
                })
                .map(all -> answer(response, all.toByteArray()))
                .flux();
    }

    private static Answer answer(HttpClientResponse response, byte[] bytes) {
        int status = response.status().code();
        if (status / 100 != 2) {
            throw Refusals.of(status, response.responseHeaders(), bytes);
        }
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw Failure.of(Kind.UNKNOWN, "An answer that is no JSON");
        }
        if (!json.isObject() || !json.path("success").asBoolean(false)) {
            throw Failure.of(Kind.UNKNOWN, "An answer that says nothing");
        }
        return new Answer(json);
    }

    private static String uri(Access access, Call call) {
        QueryStringEncoder uri = new QueryStringEncoder(access.baseUrl() + call.path());
        call.query().forEach(uri::addParam);
        return uri.toString();
    }

    /** Only what failed before a byte left is known not to have been done. */
    private static Throwable known(Throwable failure) {
        return switch (failure) {
            case Failure known -> known;
            case ConnectException refused -> Failure.of(Kind.UNREACHABLE, "Nobody answers");
            case UnknownHostException unknown -> Failure.of(Kind.UNREACHABLE, "There is no such host");
            case PrematureCloseException cut -> Failure.of(Kind.UNKNOWN, "The connection ended before the answer");
            case TimeoutException slow -> Failure.of(Kind.UNKNOWN, "No answer in time");
            default ->
                // the pool's own exceptions are not public
                failure.getClass().getSimpleName().startsWith("PoolAcquire")
                        ? Failure.of(Kind.UNREACHABLE, "No connection was free in time")
                        : Failure.of(Kind.UNKNOWN, failure.getClass().getSimpleName());
        };
    }

    private void count(Call call, String outcome) {
        registry.counter(
                        "henk.pipedrive.calls",
                        "method",
                        call.method().name(),
                        "outcome",
                        outcome.toLowerCase(Locale.ROOT))
                .increment();
    }
}
