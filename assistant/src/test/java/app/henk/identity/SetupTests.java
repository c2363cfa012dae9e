package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The one-time link of an installation without demo tenants. */
@HenkTest(properties = "henk.demo=false")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Import(SetupTests.Stumbling.class)
class SetupTests {

    /** A module that cannot begin with one of the companies. */
    static class Stumbling implements TenantSeed {

        static final String COMPANY = "Atelier Stolper";

        @Override
        public Mono<Void> seed(Tenant tenant, String demoFolder) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> opened(Tenant tenant) {
            return tenant.name().equals(COMPANY) ? Mono.error(new IllegalStateException("on purpose")) : Mono.empty();
        }
    }

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    TenantStore tenants;

    @Autowired
    Setup setup;

    @LocalServerPort
    int port;

    private Client client;

    @BeforeEach
    void client() {
        client = new Client(http);
    }

    @Test
    void begins_without_tenants_and_without_demo_people() {
        assertThat(tenants.all().map(TenantStore.Named::slug).collectList().block())
                .doesNotContain("henk", "works");
        var answer = client.post("/api/auth/login", Map.of("email", "admin@henk.example", "password", "henk-demo"));
        assertThat(answer.getStatus().value()).isEqualTo(401);
    }

    @Test
    @Order(1) // before the others make links of their own
    void the_start_shows_a_link_that_opens_the_page() {
        String line = setup.lines().getFirst().text();
        assertThat(line).startsWith("http://localhost:").contains("/setup?token=");
        assertThat(page(line.substring(line.indexOf('=') + 1))).isEqualTo(200);
    }

    @Test
    @Order(2) // as long as it is empty
    void the_first_company_is_for_whoever_has_the_link() {
        var refused = register("Somebody");
        assertThat(refused.getStatus().value()).isEqualTo(409);
        assertThat(refused.getResponseBody().get("type").toString()).endsWith("/not-set-up");
        assertThat(tenants.all().collectList().block()).isEmpty();
    }

    @Test
    void further_companies_neither_get_nor_stop_what_comes_without_a_key() {
        offer("link-four", 60);
        complete("link-four", Client.unused());
        var first = tenants.all().blockFirst();
        String oldest = tenants.find(first.id()).block().name();

        for (String name : List.of("localhost", "127", "Henk")) {
            assertThat(register(name).getStatus().value()).as(name).isEqualTo(201);
            assertThat(withoutKey("localhost")).as(name).isEqualTo(oldest);
            assertThat(withoutKey("127.0.0.1")).as(name).isEqualTo(oldest);
        }
        assertThat(withoutKey("localhost.localhost")).isEqualTo("localhost");
    }

    private EntityExchangeResult<Map> register(String company) {
        return client.post(
                "/api/auth/register",
                Map.of("email", Client.unused(), "username", "Anna", "password", Client.PASSWORD, "company", company));
    }

    private String withoutKey(String host) {
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
    void the_link_makes_one_administrator_and_no_second() {
        offer("link-one", 60);
        assertThat(page("link-one")).isEqualTo(200);
        String email = Client.unused();
        assertThat(complete("link-one", email)).isEqualTo(201);
        assertThat(complete("link-one", Client.unused())).isEqualTo(410);
        assertThat(page("link-one")).isEqualTo(410);

        var session = client.post("/api/auth/login", Map.of("email", email, "password", Client.PASSWORD));
        assertThat(((Map<?, ?>) session.getResponseBody().get("user")).get("role"))
                .isEqualTo("admin");
    }

    @Test
    void what_fails_on_the_way_leaves_the_link_and_nothing_else() {
        offer("link-five", 60);
        String email = Client.unused();
        long before = tenants.all().count().block();

        assertThat(complete("link-five", email, Stumbling.COMPANY)).isEqualTo(500);
        assertThat(tenants.all().count().block()).isEqualTo(before);

        assertThat(complete("link-five", email, "Atelier Süd")).isEqualTo(201);
        assertThat(signIn(email)).isEqualTo(200);
    }

    /** The browser gives the first request up, wherever it is by then. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 250, 300})
    void whoever_clicks_twice_gets_in(int after) {
        String token = "link-clicked-" + after;
        offer(token, 60);
        String email = Client.unused();

        WebClient.create("http://localhost:" + port)
                .post()
                .uri("/api/setup")
                .bodyValue(body(token, email, "Atelier Eile " + after))
                .retrieve()
                .toBodilessEntity()
                .timeout(Duration.ofMillis(after))
                .onErrorComplete()
                .block();

        assertThat(complete(token, email, "Atelier Eile " + after)).isIn(201, 410);
        assertThat(signIn(email)).isEqualTo(200);
    }

    private int signIn(String email) {
        return client.post("/api/auth/login", Map.of("email", email, "password", Client.PASSWORD))
                .getStatus()
                .value();
    }

    @Test
    void an_expired_or_guessed_link_opens_nothing() {
        offer("link-two", -1);
        assertThat(complete("link-two", Client.unused())).isEqualTo(410);
        assertThat(complete("guessed", Client.unused())).isEqualTo(410);
        assertThat(page("guessed")).isEqualTo(410);
    }

    @Test
    void a_wrong_field_does_not_use_the_link_up() {
        offer("link-three", 60);
        var refused = form("link-three", "en", "email", "not an e-mail");
        assertThat(refused.getStatus().value()).isEqualTo(400);
        assertThat(refused.getResponseBody()).contains("e-mail address", "link-three");
        assertThat(form("link-three", "en", "email", Client.unused())
                        .getStatus()
                        .value())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | email    | kein Klammeraffe | Das ist keine E-Mail-Adresse.
            de | password | kurz             | mindestens 8 Zeichen
            de | password | password         | die als Erstes ausprobiert werden
            de | password | aaaaaaaaaa       | weder Ihr Name noch Ihre E-Mail-Adresse
            de | company  | <b>              | Der Name des Unternehmens
            fr | email    | sans arobase     | Ce n’est pas une adresse e-mail.
            fr | password | court            | au moins 8 caractères
            fr | username | <b>              | Votre nom doit compter
            en | username | <b>              | Your name needs
            """)
    void the_page_says_what_is_wrong_in_the_readers_language(
            String language, String field, String value, String sentence) {
        String token = "link-" + language + "-" + field;
        offer(token, 60);

        var refused = form(token, language, field, value);

        assertThat(refused.getStatus().value()).isEqualTo(400);
        assertThat(refused.getResponseBody())
                .contains(sentence, token)
                .doesNotContain("must be", "must have", "must not");
    }

    @Test
    void what_the_form_repeats_is_text_and_no_markup() {
        assertThat(http.get()
                        .uri(uri -> uri.path("/setup")
                                .queryParam("token", "{token}")
                                .build("\"><script>"))
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .doesNotContain("<script>");
    }

    /** All well but for one field. */
    private EntityExchangeResult<String> form(String token, String language, String field, String value) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.setAll(Map.of(
                "token",
                token,
                "company",
                "Atelier Nord",
                "username",
                "Anna",
                "email",
                Client.unused(),
                "password",
                Client.PASSWORD));
        fields.set(field, value);
        return http.post()
                .uri("/setup")
                .header("Accept-Language", language)
                .body(BodyInserters.fromFormData(fields))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private int complete(String token, String email) {
        return complete(token, email, "Atelier");
    }

    private int complete(String token, String email, String company) {
        return client.post("/api/setup", body(token, email, company))
                .getStatus()
                .value();
    }

    private static Map<String, String> body(String token, String email, String company) {
        return Map.of(
                "token", token, "company", company, "email", email, "username", "Anna", "password", Client.PASSWORD);
    }

    private int page(String token) {
        return http.get()
                .uri("/setup?token=" + token)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private void offer(String token, int seconds) {
        database.sql("select henk.offer_setup($1, $2)")
                .bind(0, ByteBuffer.wrap(SigningKey.sha256(token.getBytes(StandardCharsets.UTF_8))))
                .bind(1, Instant.now().plusSeconds(seconds))
                .then()
                .block();
    }
}
