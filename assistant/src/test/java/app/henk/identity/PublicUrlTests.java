package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An installation behind a proxy, whose address was written down as people do and not as browsers do. */
@HenkTest(properties = "HENK_PUBLIC_URL=https://Henk.Example:443")
class PublicUrlTests {

    private static final String ORIGIN = "https://henk.example";

    @Autowired
    WebTestClient http;

    @Test
    void our_own_pages_sign_in_and_change_something() {
        Client client = new Client(http);
        var session = client.post(
                "/api/auth/login",
                Map.of("email", "customer@henk.example", "password", "henk-demo"),
                PublicUrlTests::ourPage);
        assertThat(session.getStatus().value()).isEqualTo(200);
        var cookies = session.getResponseCookies();
        assertThat(cookies.getFirst("henk_access").isSecure()).isTrue();

        String csrf = cookies.getFirst("henk_csrf").getValue();
        http.post()
                .uri("/api/auth/refresh")
                .headers(PublicUrlTests::ourPage)
                .cookie("henk_refresh", cookies.getFirst("henk_refresh").getValue())
                .cookie("henk_csrf", csrf)
                .header("X-CSRF-Token", csrf)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static void ourPage(HttpHeaders headers) {
        headers.setOrigin(ORIGIN);
        headers.set("Sec-Fetch-Site", "same-origin");
    }
}
