package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** An installation behind a proxy, whose address was written down as people do and not as browsers do. */
@HenkTest(properties = "HENK_PUBLIC_URL=https://Henk.Example:443")
class PublicUrlTests {

    private static final String ORIGIN = "https://henk.example";

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource({
        "henk.example, HENK Maßatelier",
        "works.henk.example, Works",
        "Works.Henk.Example:443, Works",
        "nobody.henk.example, HENK Maßatelier",
        "works.shop.example, HENK Maßatelier",
        "works.localhost, HENK Maßatelier",
        "workshenk.example, HENK Maßatelier",
    })
    void a_name_below_our_own_means_the_company_that_is_called_so(String host, String company) {
        assertThat(ofHost(host)).isEqualTo(company);
    }

    @Test
    void nobody_becomes_us_by_a_companys_name() {
        Client client = new Client(http);
        for (String name : List.of("henk-example", "www", "Henk")) {
            assertThat(client.company(Client.unused(), name).get("access_token"))
                    .isNotNull();
        }

        assertThat(ofHost("henk.example")).isEqualTo("HENK Maßatelier");
        assertThat(ofHost("www.henk.example")).isEqualTo("HENK Maßatelier");
        assertThat(ofHost("127.0.0.1")).isEqualTo("HENK Maßatelier");
    }

    private String ofHost(String host) {
        return http.get()
                .uri("/api/widget/config")
                .header("Host", host)
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("tenant")
                .toString();
    }

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
