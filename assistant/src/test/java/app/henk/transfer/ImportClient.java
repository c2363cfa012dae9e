package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Somebody who imports files over HTTP. */
public final class ImportClient {

    private static final Set<String> UNDER_WAY = Set.of("queued", "running");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WebTestClient http;
    private final String token;

    private ImportClient(WebTestClient http, String token) {
        this.http = http;
        this.token = token;
    }

    /** Somebody who has signed in already. */
    public static ImportClient with(WebTestClient http, String token) {
        return new ImportClient(http.mutate().responseTimeout(PATIENCE).build(), token);
    }

    static ImportClient as(WebTestClient http, String email) {
        return with(http, ApiClient.token(http, email));
    }

    String token() {
        return token;
    }

    WebTestClient.ResponseSpec send(byte[] content, String name, Map<String, String> values) {
        var parts = new MultipartBodyBuilder();
        values.forEach(parts::part);
        parts.part("file", new ByteArrayResource(content)).filename(name);
        return http.post()
                .uri("/api/imports")
                .headers(headers -> headers.setBearerAuth(token))
                .header("Accept-Language", "en")
                .bodyValue(parts.build())
                .exchange();
    }

    JsonNode sent(String content, Map<String, String> values) {
        return json(send(content.getBytes(StandardCharsets.UTF_8), "file.csv", values)
                .expectStatus()
                .isCreated());
    }

    /** Sends a file and brings it in as it was read. */
    public JsonNode imported(String content) {
        return ended(sent(content, Map.of()).path("id").asString(), false);
    }

    JsonNode ended(String id, boolean dryRun) {
        JsonNode started = json(post("/api/imports/" + id + "/runs", Map.of("dry_run", dryRun))
                .expectStatus()
                .isAccepted());
        assertThat(started.path("state").asString()).isIn("queued", "running", "done", "checked");
        return end(id);
    }

    /** Listens until the import has ended. */
    JsonNode end(String id) {
        Flux<JsonNode> events = http.get()
                .uri("/api/imports/" + id + "/events")
                .headers(headers -> headers.setBearerAuth(token))
                .header("Accept-Language", "en")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .returnResult(JsonNode.class)
                .getResponseBody();
        JsonNode last = events.blockLast(PATIENCE);
        assertThat(last.path("state").asString()).isNotIn(UNDER_WAY);
        return last;
    }

    WebTestClient.ResponseSpec post(String uri, Object body) {
        return http.post()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .header("Accept-Language", "en")
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec put(String uri, Object body) {
        return http.put()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec delete(String uri) {
        return http.delete()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    WebTestClient.ResponseSpec get(String uri, String language) {
        return http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token))
                .header("Accept-Language", language)
                .exchange();
    }

    JsonNode got(String uri) {
        return json(get(uri, "en").expectStatus().isOk());
    }

    String text(String uri, String language) {
        return get(uri, language)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    static JsonNode json(WebTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }
}
