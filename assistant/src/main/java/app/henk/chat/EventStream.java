package app.henk.chat;

import app.henk.chat.ChatRequest.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends small runs as server-sent events, with a sign of life in between, until it is time to come again. */
@Component
class EventStream {

    private static final Duration PING = Duration.ofSeconds(15);
    // a token or a cookie that has ended meanwhile is noticed then
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int RUN = 640;

    private final OpenStreams streams;

    EventStream(OpenStreams streams) {
        this.streams = streams;
    }

    /**
     * @param of the user or the conversation whose stream it is
     * @param thread as the reader knows it
     */
    Mono<Void> write(UUID of, String thread, Dialect dialect, Flux<MiniRun> runs, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        var headers = response.getHeaders();
        headers.set("Content-Type", "text/event-stream;charset=UTF-8");
        headers.set("Cache-Control", "no-cache, no-transform");
        headers.set("X-Accel-Buffering", "no");
        if (dialect == Dialect.AI_SDK) {
            headers.set("x-vercel-ai-ui-message-stream", "v1");
        }
        DataBufferFactory buffers = response.bufferFactory();
        Flux<DataBuffer> frames = (dialect == Dialect.AI_SDK ? untilSpoken(runs) : runs)
                .map(run -> render(run, thread, dialect, buffers));
        Flux<DataBuffer> pings = Flux.interval(PING)
                .onBackpressureDrop()
                .map(tick -> new SseWriter(buffers, 8).ping().buffer());
        Flux<DataBuffer> both =
                Flux.merge(frames.materialize(), pings.materialize()).dematerialize();
        return response.writeWith(
                streams.bounded(of, both.take(LONGEST)).doOnDiscard(DataBuffer.class, DataBufferUtils::release));
    }

    /** Clients of that protocol read one message and ask again. */
    private static Flux<MiniRun> untilSpoken(Flux<MiniRun> runs) {
        return runs.filter(MiniRun::spoken).take(1);
    }

    private static DataBuffer render(MiniRun run, String thread, Dialect dialect, DataBufferFactory buffers) {
        SseWriter sse = new SseWriter(buffers, RUN);
        byte[] id = (run.id() + ":").getBytes(StandardCharsets.US_ASCII);
        AiSdkFrames aiSdk = new AiSdkFrames();
        String name = run.id().toString();
        int number = 0;
        write(sse, dialect, aiSdk, id, number++, AgUiFrames.started(thread, name));
        for (byte[] frame : run.frames()) {
            write(sse, dialect, aiSdk, id, number++, frame);
        }
        write(sse, dialect, aiSdk, id, number, AgUiFrames.ended(new Ending.Finished(), thread, name, true));
        return sse.buffer();
    }

    private static void write(SseWriter sse, Dialect dialect, AiSdkFrames aiSdk, byte[] id, int number, byte[] frame) {
        switch (dialect) {
            case HENK, AG_UI -> sse.event(id, number, frame);
            case AI_SDK -> aiSdk.translate(frame).forEach(sse::event);
        }
    }

    /** The message after which a reader goes on, from {@code Last-Event-ID}; its number in the run does not matter. */
    static Optional<UUID> after(ServerWebExchange exchange) {
        String last = exchange.getRequest().getHeaders().getFirst("Last-Event-ID");
        if (last == null || last.length() > 60) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(last.split(":", 2)[0]));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
