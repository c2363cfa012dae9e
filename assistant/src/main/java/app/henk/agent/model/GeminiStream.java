package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** One attempt at one Gemini model: one request, its events read as they come, no repetition. */
final class GeminiStream {

    private static final Logger log = LoggerFactory.getLogger(GeminiStream.class);
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private final HttpClient http;
    private final String url;
    private final String model;
    private final GeminiRequest encoder;
    private final BiConsumer<ModelRequest, Usage> abandoned;

    /** @param abandoned told what a call has used that nobody wanted to hear to its end */
    GeminiStream(
            ModelConnections connections,
            ModelProperties properties,
            String model,
            BiConsumer<ModelRequest, Usage> abandoned) {
        this.http = connections
                .http()
                .headers(headers -> headers.set("x-goog-api-key", properties.apiKey())
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.ACCEPT, "text/event-stream"));
        this.url = properties.url(model, "streamGenerateContent") + "?alt=sse";
        this.model = model;
        this.abandoned = abandoned;
        this.encoder = new GeminiRequest(model, properties.capabilitiesOf(model));
    }

    Flux<ModelSignal> stream(ModelRequest request, Deadline deadline) {
        return Flux.defer(() -> {
            byte[] body = encoder.encode(request);
            GeminiAnswer answer = new GeminiAnswer(model);
            StringBuilder shown = new StringBuilder();
            StreamWatch watch = new StreamWatch(answer, deadline);
            Flux<ModelSignal.Text> text = http.post()
                    .uri(url)
                    .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                    .response((response, content) -> read(response, content, answer))
                    .takeUntilOther(watch.timeUp())
                    .doOnNext(piece -> shown.append(piece.delta()));
            return Flux.<ModelSignal>concat(text, Flux.defer(() -> end(watch, answer)))
                    .onErrorMap(error -> failure(error).after(shown.toString(), answer.usage()))
                    .doOnCancel(() -> abandoned.accept(request, answer.usage()));
        });
    }

    private static Flux<ModelSignal> end(StreamWatch watch, GeminiAnswer answer) {
        return watch.tooLate().<Flux<ModelSignal>>map(Flux::error).orElseGet(() -> Flux.fromIterable(answer.end()));
    }

    private static Flux<ModelSignal.Text> read(HttpClientResponse response, ByteBufFlux content, GeminiAnswer answer) {
        String type = response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
        if (response.status().code() != 200 || !type.startsWith("text/event-stream")) {
            return error(response, content);
        }
        return content.handle((arrived, sink) -> {
            String delta = answer.feed(arrived);
            if (!delta.isEmpty()) {
                sink.next(new ModelSignal.Text(delta));
            }
        });
    }

    /** What comes instead of events is small, or not worth reading. */
    private static Flux<ModelSignal.Text> error(HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code() == 200 ? 502 : response.status().code();
        String retryAfter = response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER, "");
        return content.asByteArray()
                .scan(new byte[0], GeminiStream::join)
                .takeUntil(body -> body.length >= MAX_ERROR_BYTES)
                .takeLast(1)
                .concatMap(body -> Flux.error(GeminiErrors.ofResponse(status, body, retryAfter)));
    }

    private static byte[] join(byte[] before, byte[] more) {
        byte[] joined = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, joined, before.length, more.length);
        return joined;
    }

    /** What is neither the service's nor the network's is ours, and needs its trace. */
    private static ModelFailure failure(Throwable error) {
        return switch (error) {
            case ModelFailure known -> known;
            case TimeoutException slow -> new ModelFailure(Kind.TIMEOUT, "no connection in time").causedBy(slow);
            case IOException broken -> new ModelFailure(Kind.UNAVAILABLE, "connection failed").causedBy(broken);
            default -> {
                log.error("A model call failed for a reason of our own", error);
                yield new ModelFailure(Kind.UNAVAILABLE, "call failed").causedBy(error);
            }
        };
    }
}
