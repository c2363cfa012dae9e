package app.henk.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Henk as an administrator of the demo company reaches it, who asks again under the same key until somebody answers. */
final class HenkApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String url;
    private volatile String token = "";

    HenkApi(String url) {
        this.url = url;
    }

    /** Ends a pause, and whatever else keeps Pipedrive from being asked. */
    void resume() {
        call("PUT", "/api/pipedrive/connection/state", Map.of("state", "connected"));
    }

    /** Has both sides compared now, everything. */
    void compare() {
        call("POST", "/api/pipedrive/comparisons", Map.of("everything", true));
    }

    void retry() {
        call("POST", "/api/pipedrive/attempts", Map.of());
    }

    JsonNode overview() {
        return call("GET", "/api/pipedrive", Map.of()).orElseGet(JSON::createObjectNode);
    }

    /** Empty when it was refused for good. */
    Optional<JsonNode> call(String method, String path, Map<String, ?> body) {
        String key = UUID.randomUUID().toString();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try {
                HttpResponse<String> answer =
                        http.send(request(method, path, body, key), HttpResponse.BodyHandlers.ofString());
                int status = answer.statusCode();
                if (status == 401) {
                    signIn();
                } else if (status / 100 == 2) {
                    return Optional.of(
                            answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
                } else if (status / 100 == 4 && status != 429 && status != 408) {
                    return Optional.empty();
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException down) {
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        throw new IllegalStateException("Nobody answered " + method + " " + path + " for " + PATIENCE);
    }

    private HttpRequest request(String method, String path, Map<String, ?> body, String key) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty() && !method.equals("POST")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private synchronized void signIn() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"admin@henk.example\",\"password\":\"henk-demo\"}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
            token = JSON.readTree(answer.body()).path("access_token").asString("");
        } else {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
