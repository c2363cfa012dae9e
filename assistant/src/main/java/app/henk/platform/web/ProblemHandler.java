package app.henk.platform.web;

import app.henk.platform.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders every failure as {@code application/problem+json}. What the caller can mend is said; of what it cannot it
 * learns an id, under which the cause stands once in the log.
 */
@Component
@Order(-2)
class ProblemHandler implements WebExceptionHandler {

    static final String TYPE = "https://henk.app/problems/";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RETRY_AFTER = "retry_after";

    private final RefusalWords words;

    ProblemHandler(RefusalWords words) {
        this.words = words;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted() || Disconnects.causedBy(failure)) {
            return Mono.error(failure);
        }
        Problem problem = Problems.of(failure).orElseGet(() -> bug(exchange, failure));
        return write(exchange, problem);
    }

    private static Problem bug(ServerWebExchange exchange, Throwable failure) {
        String id = UUID.randomUUID().toString();
        // the path without its query: what stands there may be personal
        LOG.error(
                "Unexpected failure {} of {} {}",
                id,
                exchange.getRequest().getMethod(),
                exchange.getRequest().getPath().value(),
                failure);
        return new Problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Something went wrong here, not with your request. It is noted under this id.")
                .with("id", id);
    }

    private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.ETAG);
        Map<String, Object> extensions = problem.extensions();
        if (extensions.get(RETRY_AFTER) instanceof Number seconds) {
            headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (extensions.get("allow") instanceof Iterable<?> methods) {
            headers.set(
                    HttpHeaders.ALLOW,
                    String.join(
                            ", ",
                            java.util.stream.StreamSupport.stream(methods.spliterator(), false)
                                    .map(Object::toString)
                                    .toList()));
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = JSON.writeValueAsBytes(
                document(problem, words.detail(problem, exchange.getRequest().getHeaders())));
        headers.setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Map<String, Object> document(Problem problem, String detail) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE + problem.type());
        document.put("title", problem.status().getReasonPhrase());
        document.put("status", problem.status().value());
        document.put("detail", detail);
        document.putAll(problem.extensions());
        return document;
    }
}
