package app.henk.booking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Speaks to the addresses of appointments and orders as a visitor's, a customer's or a colleague's program does. */
record BookingClient(WebTestClient http, Consumer<HttpHeaders> who) {

    static BookingClient visitor(WebTestClient http) {
        String session = http.post()
                .uri("/api/chat")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("message", "Guten Tag"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("session_id")
                .asString();
        return ofSession(http, session);
    }

    static BookingClient ofSession(WebTestClient http, String session) {
        return new BookingClient(http, headers -> headers.set("X-Henk-Session", session));
    }

    static BookingClient signedIn(WebTestClient http, String email) {
        String token = http.post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", email, "password", "henk-demo"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("access_token")
                .asString();
        return new BookingClient(http, headers -> headers.setBearerAuth(token));
    }

    static BookingClient nobody(WebTestClient http) {
        return new BookingClient(http, headers -> {});
    }

    BookingClient in(String language) {
        return new BookingClient(http, who.andThen(headers -> headers.set("Accept-Language", language)));
    }

    BookingClient once(String key) {
        return new BookingClient(http, who.andThen(headers -> headers.set("Idempotency-Key", key)));
    }

    EntityExchangeResult<JsonNode> get(String uri) {
        return http.get()
                .uri(uri)
                .headers(who)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    EntityExchangeResult<JsonNode> book(Map<String, ?> body) {
        return send(HttpMethod.POST, "/api/appointments", body);
    }

    EntityExchangeResult<JsonNode> send(HttpMethod method, String uri, Map<String, ?> body) {
        return http.method(method)
                .uri(uri)
                .headers(who)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    EntityExchangeResult<JsonNode> delete(String uri) {
        return http.delete()
                .uri(uri)
                .headers(who)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    /** Free times of a type in a week of its own, so many weeks ahead, on the clock of the house. */
    List<String> free(String type, int weeks) {
        LocalDate from = LocalDate.now().plusWeeks(weeks);
        JsonNode slots = get("/api/appointments/slots?type=" + type + "&from=" + from + "&to=" + from.plusDays(13))
                .getResponseBody()
                .path("slots");
        return slots.valueStream()
                .map(slot -> OffsetDateTime.parse(slot.path("start").asString())
                        .toLocalDateTime()
                        .toString())
                .toList();
    }

    static Map<String, Object> wish(String type, String at) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("type", type);
        wish.put("date", at);
        wish.put("name", "Jonas Petersen");
        wish.put("email", "jonas-" + UUID.randomUUID() + "@mail.example");
        wish.put("consent", true);
        return wish;
    }
}
