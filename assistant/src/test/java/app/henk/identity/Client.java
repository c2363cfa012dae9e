package app.henk.identity;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Speaks to the sign-in addresses as an API client or as a browser does. */
record Client(WebTestClient http) {

    static final String PASSWORD = "a quiet long pass phrase";

    EntityExchangeResult<Map> post(String path, Object body, Consumer<HttpHeaders> headers) {
        return http.post()
                .uri(path)
                .headers(headers)
                .bodyValue(body)
                .exchange()
                .expectBody(Map.class)
                .returnResult();
    }

    EntityExchangeResult<Map> post(String path, Object body) {
        return post(path, body, headers -> {});
    }

    EntityExchangeResult<Map> me(String token) {
        return http.get()
                .uri("/api/auth/me")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectBody(Map.class)
                .returnResult();
    }

    /** The answer of a sign-in of a demo person. */
    Map<?, ?> demo(String person) {
        return post("/api/auth/login", Map.of("email", person, "password", "henk-demo"))
                .getResponseBody();
    }

    /** A new customer of the default tenant. */
    Map<?, ?> customer(String email) {
        return post("/api/auth/register", Map.of("email", email, "username", "Anna", "password", PASSWORD))
                .getResponseBody();
    }

    /** A new tenant's administrator. */
    Map<?, ?> company(String email, String company) {
        return post(
                        "/api/auth/register",
                        Map.of("email", email, "username", "Anna", "password", PASSWORD, "company", company))
                .getResponseBody();
    }

    static String unused() {
        return "anna-" + UUID.randomUUID() + "@example.com";
    }

    static String access(Map<?, ?> session) {
        return (String) session.get("access_token");
    }

    static String refresh(Map<?, ?> session) {
        return (String) session.get("refresh_token");
    }
}
