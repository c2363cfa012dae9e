package app.henk.fakes;

import app.henk.fakes.FakeReply.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
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

    static FakeGemini start(FakeBrain brain, int port) {
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

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(1));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> Mono.from(answer(request, response, body)));
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
            return send(response, FakeReply.error(rejection));
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
            case "embedContent", "batchEmbedContents" -> json(response, FakeEmbeddings.answer(model, method, json));
            case "countTokens" ->
                json(
                        response,
                        JSON.createObjectNode()
                                .put("totalTokens", json.toString().length() / 4));
            case "list" -> json(response, models(model));
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
            return send(response, reply);
        }
        return stream(
                response,
                reply,
                new FakeEvents(
                        model, signatures, reply.delimiter, json.toString().length() / 4));
    }

    private Publisher<Void> stream(HttpServerResponse response, FakeReply reply, FakeEvents events) {
        AtomicBoolean whole = new AtomicBoolean();
        Flux<ByteBuf> body = Flux.fromIterable(FakeEvents.complete(reply.steps))
                .takeWhile(step -> !(step instanceof Step.Cut cut && !cut.hard()))
                .concatMap(step -> perform(step, reply, events, response), 1)
                .doOnComplete(() -> whole.set(true));
        Flux<ByteBuf> portions = reply.cutEvery > 0 ? inPortions(body, reply.cutEvery) : body;
        return response.header("Content-Type", "text/event-stream")
                .send(
                        portions.doOnCancel(() -> {
                            if (!whole.get()) {
                                clientsLeft.release();
                            }
                        }),
                        buffer -> true);
    }

    private static Publisher<ByteBuf> perform(
            Step step, FakeReply reply, FakeEvents events, HttpServerResponse response) {
        return switch (step) {
            case Step.Pause pause -> Mono.delay(pause.length()).then(Mono.empty());
            case Step.Hang _ -> Flux.never();
            case Step.Cut _ -> {
                response.withConnection(connection -> connection.channel().close());
                yield Flux.never();
            }
            default -> {
                Mono<ByteBuf> event = Mono.fromSupplier(() -> Unpooled.wrappedBuffer(events.event(step)));
                yield reply.pace.isZero() ? event : Mono.delay(reply.pace).then(event);
            }
        };
    }

    private static Flux<ByteBuf> inPortions(Flux<ByteBuf> body, int size) {
        return body.collect(ByteArrayOutputStream::new, (all, part) -> {
                    byte[] bytes = new byte[part.readableBytes()];
                    part.readBytes(bytes);
                    all.writeBytes(bytes);
                })
                .flatMapIterable(all -> {
                    List<ByteBuf> portions = new ArrayList<>();
                    byte[] bytes = all.toByteArray();
                    for (int from = 0; from < bytes.length; from += size) {
                        portions.add(Unpooled.wrappedBuffer(
                                Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
                    }
                    return portions;
                });
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

    private static Publisher<Void> json(HttpServerResponse response, ObjectNode body) {
        return response.header("Content-Type", "application/json; charset=UTF-8")
                .sendByteArray(Mono.just(JSON.writeValueAsBytes(body)));
    }

    private static Publisher<Void> send(HttpServerResponse response, FakeReply reply) {
        if (!reply.retryAfter.isEmpty()) {
            response.header("Retry-After", reply.retryAfter);
        }
        return response.status(reply.status)
                .header("Content-Type", reply.contentType)
                .sendByteArray(Mono.just(reply.body));
    }
}
