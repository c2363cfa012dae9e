package app.henk.fakes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's Gemini as far as Henk knows it, on a port of its own: as strict, with its wire, its errors and its bad days.
 * It answers what a test scripted, in order; without a script as its {@link FakeBrain} decides.
 */
public final class FakeGemini implements AutoCloseable {

    /** A request as it came, and why it was refused, if it was. */
    public record Received(String model, String method, JsonNode body, Optional<String> refusal) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FakeBrain brain;
    private final DisposableServer server;
    private final FakeSignatures signatures = new FakeSignatures();
    private final ConcurrentLinkedQueue<FakeReply> script = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Semaphore clientsLeft = new Semaphore(0);
    private final AtomicInteger open = new AtomicInteger();

    private FakeGemini(FakeBrain brain, int port) {
        this.brain = brain;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle(this::handle)
                .bindNow();
    }

    /** Says a friendly sentence when nothing is scripted. */
    public static FakeGemini start() {
        return start(request -> FakeReply.text("Guten ", "Tag. ", "Womit ", "kann ich helfen?"));
    }

    public static FakeGemini start(FakeBrain brain) {
        return start(brain, 0);
    }

    /** On this port; 0 for any that is free. */
    public static FakeGemini start(FakeBrain brain, int port) {
        return new FakeGemini(brain, port);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    DisposableServer server() {
        return server;
    }

    /** Answers to the next generate requests that are not refused, one each. */
    public FakeGemini script(FakeReply... replies) {
        script.addAll(Arrays.asList(replies));
        return this;
    }

    /** All that came to a known path, in order. */
    public List<Received> requests() {
        return List.copyOf(received);
    }

    /** Forgets scripts and requests. */
    public void reset() {
        script.clear();
        received.clear();
        clientsLeft.drainPermits();
    }

    /** Whether a client closes its connection before it has its whole answer; waits for it. */
    public boolean clientLeavesWithin(Duration patience) throws InterruptedException {
        return clientsLeft.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Requests that are being answered. */
    public int open() {
        return open.get();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(1));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        open.incrementAndGet();
        AtomicBoolean isOver = new AtomicBoolean();
        Runnable over = () -> {
            if (isOver.compareAndSet(false, true)) {
                open.decrementAndGet();
            }
        };
        request.withConnection(connection -> connection.onDispose(over::run));
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.from(answer(request, response, body)))
                .doFinally(end -> over.run());
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, byte[] body) {
        String path = request.path();
        String model = path.replaceFirst(".*models/?", "").replaceFirst(":.*", "");
        String method = path.contains(":") ? path.substring(path.lastIndexOf(':') + 1) : "list";
        JsonNode json = JSON.missingNode();
        try {
            FakeCredentials.check(request);
            json = parse(body);
            Publisher<Void> answer = route(request, response, model, method, json);
            received.add(new Received(model, method, json, Optional.empty()));
            return answer;
        } catch (Rejection rejection) {
            received.add(new Received(model, method, json, Optional.of(rejection.getMessage())));
            return FakeWire.send(response, FakeReply.error(rejection));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw Rejection.invalid("Invalid JSON payload received. " + e.getOriginalMessage());
        }
    }

    private Publisher<Void> route(
            HttpServerRequest request, HttpServerResponse response, String model, String method, JsonNode json) {
        return switch (method) {
            case "streamGenerateContent" -> generate(request, response, model, json);
            case "embedContent", "batchEmbedContents" ->
                FakeWire.json(response, FakeEmbeddings.answer(model, method, json));
            case "countTokens" ->
                FakeWire.json(
                        response,
                        JSON.createObjectNode()
                                .put("totalTokens", json.toString().length() / 4));
            case "list" -> FakeWire.json(response, models(model));
            default -> throw Rejection.of(404, "NOT_FOUND", "Method not found: " + method);
        };
    }

    private Publisher<Void> generate(
            HttpServerRequest request, HttpServerResponse response, String name, JsonNode json) {
        if (!request.uri().endsWith("?alt=sse")) {
            throw Rejection.invalid("this stand-in speaks server-sent events only: alt=sse");
        }
        FakeModels model = FakeModels.named(name);
        new FakeRules(model).check(json, signatures);
        FakeReply scripted = script.poll();
        FakeReply reply = scripted != null ? scripted : brain.answer(json);
        if (reply.silent) {
            return Mono.<Void>never().doOnCancel(clientsLeft::release);
        }
        if (reply.resets) {
            response.withConnection(connection -> connection.channel().close());
            return Mono.never();
        }
        if (reply.status != 200) {
            return FakeWire.send(response, reply);
        }
        return FakeWire.stream(
                response,
                reply,
                new FakeEvents(
                        model, signatures, reply.delimiter, json.toString().length() / 4),
                clientsLeft::release);
    }

    private static ObjectNode models(String name) {
        if (!name.isEmpty()) {
            return model(FakeModels.named(name).name());
        }
        ObjectNode answer = JSON.createObjectNode();
        FakeModels.names().forEach(known -> answer.withArray("models").add(model(known)));
        return answer;
    }

    private static ObjectNode model(String name) {
        ObjectNode model = JSON.createObjectNode().put("name", "models/" + name);
        model.put("inputTokenLimit", 1_048_576).put("outputTokenLimit", 65_536);
        model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        return model;
    }
}
