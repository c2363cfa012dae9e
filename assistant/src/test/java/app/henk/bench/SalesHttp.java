package app.henk.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A colleague at the other end of HTTP. */
final class SalesHttp {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final WebClient client;

    SalesHttp(int port, String email, String password) {
        WebClient open = WebClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
                .build();
        String token = open.post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("email", email, "password", password))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE)
                .path("access_token")
                .asString();
        client = open.mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    Mono<JsonNode> ask(String query) {
        return post("/api/insights/questions", Map.of("query", query));
    }

    Mono<JsonNode> whatIf(int percent) {
        return post("/api/insights/what-if", Map.of("basket_percent", percent));
    }

    private Mono<JsonNode> post(String uri, Object body) {
        return client.post().uri(uri).bodyValue(body).retrieve().bodyToMono(JsonNode.class);
    }

    JsonNode send(Path file) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", new FileSystemResource(file));
        return client.post()
                .uri("/api/imports")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .bodyValue(parts.build())
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    /** Until it has ended. */
    JsonNode run(String id) {
        post("/api/imports/" + id + "/runs", Map.of()).block(PATIENCE);
        return client.get()
                .uri("/api/imports/" + id + "/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(JsonNode.class)
                .blockLast(PATIENCE);
    }
}
