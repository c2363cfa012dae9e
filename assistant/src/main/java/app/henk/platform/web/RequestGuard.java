package app.henk.platform.web;

import app.henk.platform.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses requests that nobody needs to read to the end: too long, compressed, in another alphabet. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
class RequestGuard implements WebFilter {

    private static final long MOST_BYTES = 1024 * 1024;
    // clients of other protocols send the whole history with every message, though only its end is read
    private static final long MOST_BYTES_OF_A_HISTORY = 512 * 1024;
    // read to its end, so that whoever sends it hears an answer; how much of it is kept, its reader decides
    private static final long MOST_BYTES_OF_A_WEBHOOK = 16L * 1024 * 1024;
    private static final long MOST_BYTES_OF_A_MESSAGE = 64 * 1024;
    // a file is read piece by piece and never held whole
    private static final long MOST_BYTES_OF_A_FILE = 101L * 1024 * 1024;
    // a request without a length is counted while it is read
    private static final long UNKNOWN = -1;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String query = request.getURI().getRawQuery();
        if (request.getURI().getRawPath().contains("%00") || (query != null && query.contains("%00"))) {
            return Mono.error(Problem.badRequest(
                    "text-invalid", "The address contains the character U+0000 (%00), which no text may contain."));
        }
        if (!request.getPath().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return compressed(request) ? Mono.error(notCompressed()) : checkedBody(exchange, chain);
    }

    private static Mono<Void> checkedBody(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (inAnotherAlphabet(request)) {
            return Mono.error(notUtf8());
        }
        long most = mostBytes(request.getPath().value());
        long length = request.getHeaders().getContentLength();
        if (length > most) {
            return Mono.error(tooLarge(most));
        }
        boolean counted = length == UNKNOWN && request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return chain.filter(
                counted ? exchange.mutate().request(new Counted(request, most)).build() : exchange);
    }

    private static long mostBytes(String path) {
        if (path.equals("/api/chat")) {
            return MOST_BYTES_OF_A_HISTORY;
        }
        if (path.equals("/api/imports")) {
            return MOST_BYTES_OF_A_FILE;
        }
        if (path.startsWith("/api/pipedrive/webhooks/")) {
            return MOST_BYTES_OF_A_WEBHOOK;
        }
        return path.startsWith("/api/chat/") ? MOST_BYTES_OF_A_MESSAGE : MOST_BYTES;
    }

    /** The charset is asked for as text: an unknown one must not become an error of ours. */
    private static boolean inAnotherAlphabet(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("charset")) {
            return false;
        }
        try {
            Charset charset = MediaType.parseMediaType(type).getCharset();
            return charset != null
                    && !charset.equals(StandardCharsets.UTF_8)
                    && !charset.equals(StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static boolean compressed(ServerHttpRequest request) {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static Problem notCompressed() {
        return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "body-compressed", "Send the body without compression.");
    }

    private static Problem notUtf8() {
        return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "charset", "Send the body in UTF-8.");
    }

    static Problem tooLarge(long most) {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body may have at most " + most / 1024 + " kB here. Send less at once.");
    }

    private static final class Counted extends ServerHttpRequestDecorator {

        private final long most;

        Counted(ServerHttpRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            AtomicLong read = new AtomicLong();
            return super.getBody().handle((buffer, sink) -> {
                if (read.addAndGet(buffer.readableByteCount()) > most) {
                    DataBufferUtils.release(buffer);
                    sink.error(tooLarge(most));
                } else {
                    sink.next(buffer);
                }
            });
        }
    }
}
