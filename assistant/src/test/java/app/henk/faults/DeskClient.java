package app.henk.faults;

import app.henk.faults.ChatClient.Answering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A colleague at the desk, signed in, without the browser. */
final class DeskClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    // who signs in again and again is taken for somebody who guesses
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    DeskClient(String base, String person) {
        this.base = base;
        this.token = TOKENS.computeIfAbsent(base + person, none -> signIn(person));
    }

    private String signIn(String person) {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(base + "/api/auth/login"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(Map.of("email", person, "password", "henk-demo")))))
                        .body())
                .path("access_token")
                .asString();
    }

    /** The conversation that waits because of these words, as staff see it. */
    JsonNode waiting(String words) {
        for (JsonNode open : get("/api/handoffs").path("handoffs")) {
            if (open.path("lines").toString().contains(words)) {
                return open;
            }
        }
        return JSON.missingNode();
    }

    String conversation(String words) {
        return waiting(words).path("conversation").asString("");
    }

    JsonNode get(String path) {
        return JSON.readTree(send(request(path).GET()).body());
    }

    int status(String path) {
        return send(request(path).GET()).statusCode();
    }

    int take(String conversation) {
        return post("/api/handoffs/" + conversation + "/take", Map.of()).statusCode();
    }

    HttpResponse<String> say(String conversation, String id, String text) {
        return post("/api/handoffs/" + conversation + "/messages", Map.of("text", text, "message_id", id));
    }

    int types(String conversation) {
        return post("/api/handoffs/" + conversation + "/typing", Map.of()).statusCode();
    }

    int release(String conversation, String note) {
        return post("/api/handoffs/" + conversation + "/release", Map.of("note", note))
                .statusCode();
    }

    HttpResponse<String> post(String path, Map<String, ?> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** The list of those who wait, as it is pushed. */
    Answering events() {
        return stream("/api/events");
    }

    Answering events(String conversation) {
        return stream("/api/handoffs/" + conversation + "/events");
    }

    private Answering stream(String path) {
        try {
            return new Answering(http.send(
                    request(path).header("Accept", "text/event-stream").GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(java.time.Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
