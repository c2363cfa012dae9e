package app.henk.customers;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody who talks to the demo tailor, at first as a stranger. */
final class Person {

    private static final String PASSWORD = "a quiet long pass phrase";

    private final WebTestClient http;
    /** In letters: figures might be read as something that the person tells. */
    private final String token = "planted"
            + UUID.randomUUID()
                    .toString()
                    .replace("-", "")
                    .chars()
                    .map(digit -> 'a' + Character.digit(digit, 16))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);

    private String session = "";
    private String access = "";
    private String account = "";
    private String tenant = "";

    private Person(WebTestClient http) {
        this.http = http;
    }

    static Person who(WebTestClient http) {
        return new Person(http);
    }

    /** Of a conversation that was begun elsewhere. */
    Person holding(String key) {
        session = key;
        return this;
    }

    String token() {
        return token;
    }

    String email() {
        return token.substring(0, 20) + "@example.com";
    }

    String session() {
        return session;
    }

    String account() {
        return account;
    }

    Person signsInAfterTalking(String... messages) {
        for (String message : messages) {
            says(message);
        }
        JsonNode answer = register().getResponseBody();
        access = answer.path("access_token").asString();
        account = answer.at("/user/id").asString();
        tenant = answer.at("/user/tenant/id").asString();
        session = answer.path("session_id").asString();
        return this;
    }

    EntityExchangeResult<JsonNode> register() {
        var body = session.isEmpty()
                ? Map.of("email", email(), "username", "Anna Muster", "password", PASSWORD)
                : Map.of("email", email(), "username", "Anna Muster", "password", PASSWORD, "session_id", session);
        return post("/api/auth/register", body);
    }

    EntityExchangeResult<JsonNode> signIn() {
        return post("/api/auth/login", Map.of("email", email(), "password", PASSWORD));
    }

    JsonNode says(String message) {
        JsonNode answer = post(
                        "/api/chat",
                        session.isEmpty()
                                ? Map.of("message", message)
                                : Map.of("message", message, "session_id", session))
                .getResponseBody();
        session = answer.path("session_id").asString();
        return answer;
    }

    JsonNode export() {
        return get("/api/me/export")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    JsonNode erase() {
        return http.delete()
                .uri("/api/me")
                .headers(this::authorised)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    WebTestClient.ResponseSpec get(String path) {
        return http.get().uri(path).headers(this::authorised).exchange();
    }

    WebTestClient.ResponseSpec exchange(HttpMethod method, String path) {
        return http.method(method).uri(path).headers(this::authorised).exchange();
    }

    WebTestClient.ResponseSpec put(String path, Object body) {
        return send(http.put().uri(path), body);
    }

    WebTestClient.ResponseSpec patch(String path, Object body) {
        return send(http.patch().uri(path), body);
    }

    private WebTestClient.ResponseSpec send(WebTestClient.RequestBodySpec request, Object body) {
        return request.contentType(MediaType.APPLICATION_JSON)
                .headers(this::authorised)
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec delete(String path) {
        return http.delete().uri(path).headers(this::authorised).exchange();
    }

    EntityExchangeResult<JsonNode> post(String path, Object body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .headers(this::authorised)
                .bodyValue(body)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    /** What {@code privacy/plant} fills in, as SQL. */
    Map<String, String> traces() {
        return Map.of(
                "tenant", "'" + tenant + "'",
                "account", "'" + account + "'",
                "conversation", "'" + conversation() + "'",
                "email", "'" + email() + "'",
                "token", token);
    }

    /** Talks anew from here on. */
    void forgetsConversation() {
        session = "";
    }

    void goesOnWith(String key) {
        session = key;
    }

    void forgetsToken() {
        access = "";
        session = "";
    }

    UUID conversation() {
        var bytes = java.nio.ByteBuffer.wrap(java.util.Base64.getUrlDecoder().decode(session.substring(3)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private void authorised(HttpHeaders headers) {
        if (!access.isEmpty()) {
            headers.setBearerAuth(access);
        }
    }
}
