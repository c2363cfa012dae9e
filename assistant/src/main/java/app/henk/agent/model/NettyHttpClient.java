package app.henk.agent.model;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/**
 * LangChain4j's HTTP on Reactor Netty: no thread waits for a stream, silence in mid-stream ends it, cancelling closes the
 * socket, and a listener hears exactly one end.
 */
final class NettyHttpClient implements HttpClient {

    private static final int MAX_BODY_BYTES = 32 << 20;
    private static final int MAX_EVENT_BYTES = 1 << 20;

    private final reactor.netty.http.client.HttpClient http;
    private final Duration readTimeout;

    NettyHttpClient(reactor.netty.http.client.HttpClient http, Duration connectTimeout, Duration readTimeout) {
        this.http = http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
                .responseTimeout(readTimeout);
        this.readTimeout = readTimeout;
    }

    /** Blocks, as LangChain4j's interface wants it: only for a virtual thread. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        CompletableFuture<@Nullable SuccessfulHttpResponse> answer = send(request)
                .response((response, body) ->
                        whole(body).map(bytes -> successful(response, bytes)).flux())
                .next()
                .toFuture();
        try {
            return Objects.requireNonNull(answer.get(), "the model's service closed without an answer");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the model");
        } catch (ExecutionException e) {
            throw known(Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser ignored, ServerSentEventListener listener) {
        Handle handle = new Handle();
        ServerSentEventContext context = new ServerSentEventContext(handle);
        handle.subscription.update(send(request)
                .response((response, body) -> events(response, body, listener))
                .doOnNext(event -> listener.onEvent(event, context))
                .subscribe(event -> {}, error -> listener.onError(known(error)), listener::onClose));
    }

    private reactor.netty.http.client.HttpClient.ResponseReceiver<?> send(HttpRequest request) {
        String body = Optional.ofNullable(request.body()).orElse("");
        return http.headers(headers ->
                        Optional.ofNullable(request.headers()).orElse(Map.of()).forEach(headers::set))
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(request.url())
                .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(body, StandardCharsets.UTF_8)));
    }

    private Flux<ServerSentEvent> events(
            HttpClientResponse response, ByteBufFlux body, ServerSentEventListener listener) {
        if (response.status().code() / 100 != 2) {
            return whole(body).map(bytes -> successful(response, bytes)).thenMany(Flux.empty());
        }
        listener.onOpen(successful(response, new byte[0]));
        ServerSentEvents parsed = new ServerSentEvents();
        return body.timeout(readTimeout).concatMapIterable(parsed::feed).concatWith(Flux.defer(parsed::rest));
    }

    private Mono<byte[]> whole(ByteBufFlux body) {
        return body.aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .timeout(readTimeout)
                .doOnNext(bytes -> {
                    if (bytes.length > MAX_BODY_BYTES) {
                        throw new IllegalStateException("an answer of " + bytes.length + " bytes");
                    }
                });
    }

    private static SuccessfulHttpResponse successful(HttpClientResponse response, byte[] body) {
        int status = response.status().code();
        if (status / 100 != 2) {
            throw new HttpException(status, GeminiErrors.redact(new String(body, StandardCharsets.UTF_8)));
        }
        Map<String, List<String>> headers = new HashMap<>();
        response.responseHeaders()
                .names()
                .forEach(name -> headers.put(name, response.responseHeaders().getAll(name)));
        return SuccessfulHttpResponse.builder()
                .statusCode(status)
                .headers(headers)
                .body(body)
                .build();
    }

    private static RuntimeException known(Throwable error) {
        return switch (error) {
            case java.util.concurrent.TimeoutException slow -> new TimeoutException(slow);
            case io.netty.handler.timeout.TimeoutException slow -> new TimeoutException(slow);
            case RuntimeException known -> known;
            default -> new IllegalStateException("the model's service cannot be reached", error);
        };
    }

    /** Turns bytes into LangChain4j's events. */
    private static final class ServerSentEvents {

        private final List<ServerSentEvent> ready = new ArrayList<>();
        private final SseFrames frames = new SseFrames(
                MAX_EVENT_BYTES,
                (bytes, offset, length) -> ready.add(
                        new ServerSentEvent(null, new String(bytes, offset, length, StandardCharsets.UTF_8))));

        List<ServerSentEvent> feed(ByteBuf arrived) {
            ready.clear();
            frames.feed(arrived);
            return List.copyOf(ready);
        }

        Flux<ServerSentEvent> rest() {
            byte[] left = frames.leftover();
            return left.length == 0
                    ? Flux.empty()
                    : Flux.just(new ServerSentEvent(null, new String(left, StandardCharsets.UTF_8)));
        }
    }

    private static final class Handle implements ServerSentEventParsingHandle {

        private final Disposable.Swap subscription = Disposables.swap();

        @Override
        public void cancel() {
            subscription.dispose();
        }

        @Override
        public boolean isCancelled() {
            return subscription.isDisposed();
        }
    }
}
