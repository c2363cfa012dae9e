package app.henk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Speaks to the house's addresses as a visitor's, a customer's or a colleague's program does. */
public record ApiClient(WebTestClient http, Consumer<HttpHeaders> who) {

    private static final String DEMO_PASSWORD = "henk-demo";

    public static ApiClient nobody(WebTestClient http) {
        return new ApiClient(http, headers -> {});
    }

    /** Somebody new, who has just said good day. */
    public static ApiClient visitor(WebTestClient http) {
        return ofSession(http, newSession(http));
    }

    public static ApiClient ofSession(WebTestClient http, String session) {
        return new ApiClient(http, headers -> headers.set("X-Henk-Session", session));
    }

    /** One of the demo's people. */
    public static ApiClient signedIn(WebTestClient http, String email) {
        String token = token(http, email);
        return new ApiClient(http, headers -> headers.setBearerAuth(token));
    }

    /** The access token of one of the demo's people, for whoever speaks to the house in another way. */
    public static String token(WebTestClient http, String email) {
        return nobody(http).token(email);
    }

    /** The same with this client's headers, such as the key of another tenant's widget. */
    public String token(String email) {
        return post("/api/auth/login", Map.of("email", email, "password", DEMO_PASSWORD), 200)
                .path("access_token")
                .asString();
    }

    public static String newSession(WebTestClient http) {
        return nobody(http)
                .post("/api/chat", Map.of("message", "Guten Tag"), 200)
                .path("session_id")
                .asString();
    }

    /** Which conversation a session's id opens. */
    public static UUID conversation(String session) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(session.substring(3)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    public ApiClient in(String language) {
        return with(HttpHeaders.ACCEPT_LANGUAGE, language);
    }

    public ApiClient once(String key) {
        return with("Idempotency-Key", key);
    }

    public ApiClient with(String header, String value) {
        return new ApiClient(http, who.andThen(headers -> headers.set(header, value)));
    }

    public JsonNode get(String uri, int status) {
        return body(get(uri), status);
    }

    public JsonNode post(String uri, Object body, int status) {
        return body(send(HttpMethod.POST, uri, body), status);
    }

    public JsonNode patch(String uri, Object body, int status) {
        return body(send(HttpMethod.PATCH, uri, body), status);
    }

    /** Missing where an answer has no body. */
    private static JsonNode body(EntityExchangeResult<JsonNode> answer, int status) {
        assertThat(answer.getStatus().value())
                .as("%s %s: %s", answer.getMethod(), answer.getUrl(), answer.getResponseBody())
                .isEqualTo(status);
        JsonNode body = answer.getResponseBody();
        return body == null ? MissingNode.getInstance() : body;
    }

    public EntityExchangeResult<JsonNode> get(String uri) {
        return exchanged(http.get().uri(uri));
    }

    public EntityExchangeResult<JsonNode> delete(String uri) {
        return exchanged(http.delete().uri(uri));
    }

    public EntityExchangeResult<JsonNode> send(HttpMethod method, String uri, Object body) {
        return exchanged(http.method(method)
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    private EntityExchangeResult<JsonNode> exchanged(WebTestClient.RequestHeadersSpec<?> request) {
        return request.headers(who).exchange().expectBody(JsonNode.class).returnResult();
    }
}
