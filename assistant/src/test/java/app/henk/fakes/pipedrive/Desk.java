package app.henk.fakes.pipedrive;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes requests: asks for credentials, holds them against the vendor's description and the limits, and answers or fails. */
final class Desk {

    final Rates rates = new Rates();
    final Conformance conformance = new Conformance();
    final Consent consent = new Consent();
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<Fault> script = new ConcurrentLinkedQueue<>();
    final Map<Fault, AtomicLong> happened = new EnumMap<>(Fault.class);
    volatile Function<String, Optional<Fault>> faults = call -> Optional.empty();
    volatile String token = "secret-token";
    volatile boolean keep = true;
    volatile Duration latency = Duration.ZERO;
    volatile Watcher watcher = (moment, call, port) -> {};

    private final Company company;
    private final Routes routes;

    Desk(Company company) {
        this.company = company;
        this.routes = new Routes(company);
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Mono<Void> answer = request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.from(answer(request, response, body)));
        return latency.isZero() ? answer : Mono.delay(latency).then(answer);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, byte[] bytes) {
        String path = URI.create(request.uri()).getPath();
        try {
            return path.equals("/oauth/token")
                    ? token(request, response, bytes)
                    : call(
                            request,
                            response,
                            new Asked(request.method().name(), path, query(request.uri()), parse(bytes)));
        } catch (Refusal refusal) {
            return json(response, refusal.status(), refusal.body());
        }
    }

    private Publisher<Void> token(HttpServerRequest request, HttpServerResponse response, byte[] form) {
        String client = request.requestHeaders().get("Authorization", "");
        return json(response, 200, consent.answer(client, new String(form, StandardCharsets.UTF_8), baseUrl(request)));
    }

    private static String baseUrl(HttpServerRequest request) {
        return "http://" + request.requestHeaders().get("Host");
    }

    private record Asked(String method, String path, Map<String, String> query, JsonNode body) {

        String call() {
            return method + " " + path;
        }
    }

    private Publisher<Void> call(HttpServerRequest request, HttpServerResponse response, Asked asked) {
        int client =
                request.remoteAddress() == null ? 0 : request.remoteAddress().getPort();
        rates.calls.incrementAndGet();
        Optional<Fault> fault = Optional.ofNullable(script.poll()).or(() -> faults.apply(asked.call()));
        fault.ifPresent(this::count);
        try {
            credentials(request);
            conformance.check(asked.method(), asked.path(), asked.query(), asked.body());
            watcher.at(Moment.ARRIVED, asked.call(), client);
            if (fault.filter(wrong -> !wrong.done()).isPresent()) {
                note(asked, 0, 0, fault);
                return Mishaps.instead(response, fault.get());
            }
            rates.take(asked.path());
            Routes.Answer answer;
            synchronized (company) {
                answer = routes.answer(asked.method(), asked.path(), asked.query(), asked.body());
            }
            rates.tokens.addAndGet(answer.tokens());
            note(asked, answer.status(), answer.tokens(), fault);
            watcher.at(Moment.DONE, asked.call(), client);
            Publisher<Void> sent = fault.isPresent()
                    ? Mishaps.instead(response, fault.get())
                    : json(response, answer.status(), answer.body());
            return Mono.from(sent).doOnSuccess(done -> watcher.at(Moment.ANSWERED, asked.call(), client));
        } catch (Refusal refusal) {
            note(asked, refusal.status(), 0, fault);
            throw refusal;
        } catch (Mishaps.TooMany tooMany) {
            rates.limited.incrementAndGet();
            note(asked, 429, 0, fault);
            return Mishaps.instead(response, tooMany.daily() ? Fault.DAILY : Fault.BURST);
        }
    }

    private void count(Fault fault) {
        synchronized (happened) {
            happened.computeIfAbsent(fault, any -> new AtomicLong()).incrementAndGet();
        }
    }

    private void note(Asked asked, int status, int cost, Optional<Fault> fault) {
        if (keep) {
            seen.add(new Seen(asked.method(), asked.path(), asked.query(), asked.body(), status, cost, fault));
        }
    }

    private void credentials(HttpServerRequest request) {
        if (request.uri().contains("api_token") || request.uri().contains(token)) {
            conformance.violated("a token in an address");
            throw Refusal.bad("A token does not belong into an address.");
        }
        if (!token.equals(request.requestHeaders().get("x-api-token"))
                && !consent.accepts(request.requestHeaders().get("Authorization", ""))) {
            throw Refusal.unauthorized();
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return bytes.length == 0 ? Company.JSON.missingNode() : Company.JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw Refusal.bad("Invalid JSON");
        }
    }

    private static Map<String, String> query(String uri) {
        Map<String, String> query = new LinkedHashMap<>();
        new QueryStringDecoder(uri).parameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    private Publisher<Void> json(HttpServerResponse response, int status, ObjectNode body) {
        if (rates.burstLimit < Integer.MAX_VALUE) {
            response.header("x-ratelimit-limit", Integer.toString(rates.burstLimit));
        }
        return response.status(status)
                .header("Content-Type", "application/json; charset=utf-8")
                .sendByteArray(Mono.just(Company.JSON.writeValueAsBytes(body)));
    }
}
