package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@HenkTest
class SignInTests {

    @Autowired
    WebTestClient http;

    @Test
    void a_demo_person_signs_in_and_is_known_by_the_token() {
        Map<?, ?> session = http.post()
                .uri("/api/auth/login")
                .bodyValue(Map.of("email", "Sales@Henk.example ", "password", "henk-demo"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        assertThat(session.get("token_type")).isEqualTo("Bearer");

        http.get()
                .uri("/api/auth/me")
                .headers(headers -> headers.setBearerAuth((String) session.get("access_token")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("sales")
                .jsonPath("$.tenant.slug")
                .isEqualTo("henk");
    }
}
