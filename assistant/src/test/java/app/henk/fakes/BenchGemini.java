package app.henk.fakes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The fake for measuring: the same answer to everyone, written once, checked not at all, so that what is measured is the
 * other side. With a tool's name it asks for that tool first and answers after its result.
 */
public final class BenchGemini implements AutoCloseable {

    private static final byte[] RESULT = "\"functionResponse\"".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, Object> CALL = Map.of("text", "Leinen", "seasons", List.of("summer"));
    // a piece is three to eight tokens
    private static final int SHORTEST = 12;
    private static final int LONGEST = 36;
    private static final String SENTENCES =
            "Für eine Feier im Sommer rate ich zu einem leichten, offen gewebten Tuch. Es lässt Luft an die Haut,"
                    + " knittert wenig und fällt auch nach Stunden noch ruhig. Dunkle Töne wirken am Abend festlicher,"
                    + " helle sind bei Tageslicht freundlicher. Wenn Sie mögen, sehen wir uns gemeinsam an, was zu Ihrem"
                    + " Anlass passt, und Sie fühlen den Griff selbst. ";

    private final DisposableServer server;
    private final List<ByteBuf> answer;
    private final List<ByteBuf> call;
    private final long firstMillis;
    private volatile long paceMillis;
    private volatile boolean asksTool;

    /**
     * @param tool asked for first; empty for plain turns
     * @param first until the first piece
     * @param pace between two pieces; zero sends all at once
     */
    BenchGemini(int port, int pieces, Duration first, Duration pace, String tool) {
        FakeModels model = FakeModels.named("gemini-3.8-flash");
        this.answer = events(model, FakeReply.text(texts(pieces)));
        this.call = events(model, FakeReply.call(tool.isEmpty() ? "search_fabrics" : tool, CALL));
        this.asksTool = !tool.isEmpty();
        this.firstMillis = first.toMillis();
        this.paceMillis = pace.toMillis();
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .idleTimeout(Duration.ofMinutes(5))
                .handle(this::handle)
                .bindNow();
    }

    /** All that it says. */
    public static String text(int pieces) {
        return String.join("", texts(pieces));
    }

    private static String[] texts(int pieces) {
        String endless = SENTENCES.repeat(pieces * LONGEST / SENTENCES.length() + 1);
        int[] at = {0};
        return IntStream.range(0, pieces)
                .mapToObj(i -> endless.substring(at[0], at[0] += SHORTEST + i * 7 % (LONGEST - SHORTEST)))
                .toArray(String[]::new);
    }

    /** The events as they go out, each a buffer that is never released. */
    private static List<ByteBuf> events(FakeModels model, FakeReply reply) {
        FakeEvents events = new FakeEvents(model, new FakeSignatures(), reply.delimiter, 1200);
        return FakeEvents.complete(reply.steps).stream()
                .map(step -> Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(events.event(step))))
                .toList();
    }

    int port() {
        return server.port();
    }

    DisposableServer server() {
        return server;
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(1));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (request.uri().startsWith("/bench?")) {
            return become(request, response);
        }
        if (!request.uri().contains(":streamGenerateContent")) {
            return embed(request, response);
        }
        return request.receive()
                .aggregate()
                .map(body -> !asksTool || contains(body) ? answer : call)
                .flatMap(events -> Mono.from(send(response, events)));
    }

    /** {@code /bench?pace=25&tool=true}: from now on, so that one start of the other side serves every measurement. */
    private Publisher<Void> become(HttpServerRequest request, HttpServerResponse response) {
        var query = new QueryStringDecoder(request.uri()).parameters();
        paceMillis = Long.parseLong(query.get("pace").getFirst());
        asksTool = Boolean.parseBoolean(query.get("tool").getFirst());
        return response.status(204).send();
    }

    private Publisher<Void> send(HttpServerResponse response, List<ByteBuf> events) {
        response.header("Content-Type", "text/event-stream");
        if (paceMillis == 0 && firstMillis == 0) {
            return response.send(Flux.fromIterable(events).map(ByteBuf::duplicate), event -> false);
        }
        return response.send(paced(response, events), event -> true);
    }

    /** On the connection's own thread: a timer elsewhere would cost a hop for each piece. */
    private Flux<ByteBuf> paced(HttpServerResponse response, List<ByteBuf> events) {
        return Flux.create(sink -> response.withConnection(connection -> {
            EventExecutor loop = connection.channel().eventLoop();
            int[] next = {0};
            long pace = Math.max(1, paceMillis);
            ScheduledFuture<?> timer = loop.scheduleAtFixedRate(
                    () -> {
                        int until = paceMillis == 0 ? events.size() : next[0] + 1;
                        while (next[0] < until) {
                            sink.next(events.get(next[0]++).duplicate());
                        }
                        if (next[0] == events.size()) {
                            sink.complete();
                        }
                    },
                    firstMillis,
                    pace,
                    TimeUnit.MILLISECONDS);
            sink.onDispose(() -> timer.cancel(false));
        }));
    }

    private static boolean contains(ByteBuf body) {
        return io.netty.buffer.ByteBufUtil.indexOf(Unpooled.wrappedBuffer(RESULT), body) >= 0;
    }

    private static Publisher<Void> embed(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .flatMap(body -> Mono.from(response.header("Content-Type", "application/json")
                        .sendByteArray(Mono.fromSupplier(() -> FakeEmbeddings.answer(request.uri(), body)))));
    }
}
