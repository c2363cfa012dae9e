package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

@HenkTest
class SignInTests {

    @Autowired
    WebTestClient http;

    @Autowired
    AccountStore accounts;

    @Autowired
    Accounts cached;

    @Autowired
    RefreshTokens tokens;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private Client client;

    @BeforeEach
    void client() {
        client = new Client(http);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "sales", "manager", "admin"})
    void the_demo_people_of_both_tenants_sign_in(String role) {
        for (String tenant : List.of("henk", "works")) {
            Map<?, ?> session = client.demo(role + "@" + tenant + ".example");
            Map<?, ?> me = client.me(Client.access(session)).getResponseBody();
            assertThat(me.get("role")).isEqualTo(role);
            assertThat(((Map<?, ?>) me.get("tenant")).get("slug")).isEqualTo(tenant);
        }
    }

    @Test
    void an_e_mail_is_the_same_in_capitals_and_with_spaces_around_it() {
        assertThat(client.demo(" Sales@HENK.example ").get("token_type")).isEqualTo("Bearer");
    }

    @Test
    void a_wrong_password_and_an_unknown_e_mail_get_the_same_answer() {
        var wrong = client.post("/api/auth/login", Map.of("email", "sales@henk.example", "password", "wrong"));
        var unknown = client.post("/api/auth/login", Map.of("email", Client.unused(), "password", "wrong"));

        assertThat(wrong.getStatus().value()).isEqualTo(401);
        assertThat(unknown.getStatus()).isEqualTo(wrong.getStatus());
        assertThat(unknown.getResponseBody()).isEqualTo(wrong.getResponseBody());
    }

    @Test
    void an_unknown_e_mail_takes_about_as_long_as_a_wrong_password() {
        String unknown = Client.unused();
        long known = fastest(
                () -> client.post("/api/auth/login", Map.of("email", "sales@henk.example", "password", "wrong")));
        long stranger = fastest(() -> client.post("/api/auth/login", Map.of("email", unknown, "password", "wrong")));

        // without the hash for nobody it would be a tenth
        assertThat((double) stranger / known).isBetween(0.5, 2.0);
    }

    @Test
    void whoever_registers_is_a_customer_whatever_the_old_flag_says() {
        Map<String, Object> body =
                new HashMap<>(Map.of("email", Client.unused(), "username", "Anna", "password", Client.PASSWORD));
        body.put("is_beta_user", true);
        var answer = client.post("/api/auth/register", body);

        assertThat(answer.getStatus().value())
                .as("%s", answer.getResponseBody())
                .isEqualTo(201);
        assertThat(((Map<?, ?>) answer.getResponseBody().get("user")).get("role"))
                .isEqualTo("customer");
    }

    @Test
    void a_role_cannot_be_asked_for() {
        var answer = client.post(
                "/api/auth/register",
                Map.of("email", Client.unused(), "username", "Anna", "password", Client.PASSWORD, "role", "admin"));
        assertThat(answer.getStatus().value()).isEqualTo(400);
    }

    @Test
    void a_company_opens_a_tenant_with_its_first_administrator() {
        Map<?, ?> session = client.company(Client.unused(), "Müller & Söhne");
        Map<?, ?> user = (Map<?, ?>) session.get("user");

        assertThat(user.get("role")).isEqualTo("admin");
        assertThat((String) ((Map<?, ?>) user.get("tenant")).get("slug")).startsWith("muller-sohne");
    }

    @Test
    void one_e_mail_may_have_accounts_at_two_companies_and_says_which_when_the_password_is_the_same() {
        String email = Client.unused();
        client.company(email, "First");
        client.company(email, "Second");

        var ambiguous = client.post("/api/auth/login", Map.of("email", email, "password", Client.PASSWORD));
        assertThat(ambiguous.getStatus().value()).isEqualTo(409);
        List<?> slugs = (List<?>) ambiguous.getResponseBody().get("tenants");
        assertThat(slugs).hasSize(2);

        var chosen = client.post(
                "/api/auth/login", Map.of("email", email, "password", Client.PASSWORD, "tenant", slugs.getLast()));
        assertThat(chosen.getStatus().value()).isEqualTo(200);
        // who does not know the password learns nothing of the two
        var wrong = client.post("/api/auth/login", Map.of("email", email, "password", "wrong"));
        assertThat(wrong.getStatus().value()).isEqualTo(401);
    }

    @Test
    void whoever_has_accounts_at_many_companies_signs_in_to_the_one_that_is_named() {
        String email = Client.unused();
        List<Object> slugs = new ArrayList<>();
        for (String company : List.of("First", "Second", "Third", "Fourth", "Fifth", "Sixth")) {
            Map<?, ?> user = (Map<?, ?>) client.company(email, company).get("user");
            slugs.add(((Map<?, ?>) user.get("tenant")).get("slug"));
        }

        for (Object slug : slugs) {
            var session =
                    client.post("/api/auth/login", Map.of("email", email, "password", Client.PASSWORD, "tenant", slug));

            assertThat(session.getStatus().value()).as("%s", slug).isEqualTo(200);
            Map<?, ?> user = (Map<?, ?>) session.getResponseBody().get("user");
            assertThat(((Map<?, ?>) user.get("tenant")).get("slug")).isEqualTo(slug);
        }
        var elsewhere = client.post(
                "/api/auth/login", Map.of("email", email, "password", Client.PASSWORD, "tenant", "no-such-company"));
        assertThat(elsewhere.getStatus().value()).isEqualTo(401);
    }

    @Test
    void an_e_mail_registers_once_in_a_tenant() {
        String email = Client.unused();
        client.customer(email);
        var again = client.post(
                "/api/auth/register",
                Map.of(
                        "email",
                        email.toUpperCase(java.util.Locale.ROOT),
                        "username",
                        "Eve",
                        "password",
                        "another password"));
        assertThat(again.getStatus().value()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "password1", "Passwort123", "aaaaaaaaaaaa", "qwertz123"})
    void refuses_a_password_that_is_tried_first(String password) {
        var answer = client.post(
                "/api/auth/register", Map.of("email", Client.unused(), "username", "Anna", "password", password));
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(answer.getResponseBody().toString()).doesNotContain(password);
    }

    @Test
    void keeps_every_character_of_a_long_password() {
        String email = Client.unused();
        String password = "ä€😀 ".repeat(50);
        client.post("/api/auth/register", Map.of("email", email, "username", "Anna", "password", password));

        assertThat(login(email, password)).isEqualTo(200);
        assertThat(login(email, password.substring(0, password.length() - 1) + "x"))
                .isEqualTo(401);
        assertThat(login(email, password.substring(0, 72))).isEqualTo(401);
    }

    @Test
    void the_same_password_typed_with_combining_marks_is_the_same() {
        String email = Client.unused();
        client.post("/api/auth/register", Map.of("email", email, "username", "Anna", "password", "gr\u00fcne Wiese 7"));
        assertThat(login(email, "gru\u0308ne Wiese 7")).isEqualTo(200);
    }

    @Test
    void passwords_are_kept_as_argon2id_and_cost_what_they_should() {
        AccountStore.Key key =
                accounts.ofEmail("sales@henk.example", Optional.empty()).blockFirst();
        String hash = accounts.findWithHash(key).block().hash();

        assertThat(hash).startsWith("$argon2id$v=19$m=32768,t=3,p=1$");
    }

    @Test
    void a_refresh_token_works_once_and_gives_the_next() {
        Map<?, ?> session = client.customer(Client.unused());
        Map<?, ?> next = refreshed(Client.refresh(session));
        assertThat(Client.refresh(next)).isNotEqualTo(Client.refresh(session));
        assertThat(client.me(Client.access(next)).getStatus().value()).isEqualTo(200);
    }

    @Test
    void two_tabs_may_refresh_at_the_same_moment() {
        String token = Client.refresh(client.customer(Client.unused()));
        List<RefreshTokens.Rotation> outcomes = Flux.range(0, 8)
                .flatMap(i -> tokens.rotate(token), 8)
                .collectList()
                .block();
        assertThat(outcomes).hasSize(8).allMatch(RefreshTokens.Rotation.Renewed.class::isInstance);
    }

    @Test
    void a_copied_token_ends_the_whole_sign_in() {
        String first = Client.refresh(client.customer(Client.unused()));
        String second = Client.refresh(refreshed(first));
        String third = Client.refresh(refreshed(second));

        assertThat(refresh(first)).as("the grandparent, within the leeway").isEqualTo(401);
        assertThat(refresh(third)).as("its youngest descendant").isEqualTo(401);
        assertThat(refresh(second)).isEqualTo(401);
    }

    @Test
    void the_leeway_for_the_previous_token_ends() {
        String first = Client.refresh(client.customer(Client.unused()));
        String second = Client.refresh(refreshed(first));
        age(first, Duration.ofSeconds(11));

        assertThat(refresh(first)).isEqualTo(401);
        assertThat(refresh(second)).isEqualTo(401);
    }

    @Test
    void of_two_tokens_that_one_leeway_gave_only_one_goes_on() {
        String token = Client.refresh(client.customer(Client.unused()));
        String mine = Client.refresh(refreshed(token));
        String thiefs = Client.refresh(refreshed(token));
        refreshed(mine);
        age(mine, Duration.ofSeconds(11));

        assertThat(refresh(thiefs)).isEqualTo(401);
    }

    @Test
    void an_expired_refresh_token_is_refused() {
        String token = Client.refresh(client.customer(Client.unused()));
        asOwnerOf(token, "update refresh_token set expires_at = now() - interval '1 second' where token_hash = $1");
        assertThat(refresh(token)).isEqualTo(401);
    }

    @Test
    void nonsense_instead_of_a_refresh_token_is_refused() {
        for (String token : List.of("x", "henk_r_" + "A".repeat(43), "henk_r_" + "A".repeat(42), "😀".repeat(50))) {
            assertThat(refresh(token)).as(token).isEqualTo(401);
        }
        assertThat(client.post("/api/auth/refresh", Map.of()).getStatus().value())
                .isEqualTo(400);
    }

    @Test
    void signing_out_ends_the_sign_in_and_may_be_repeated() {
        String token = Client.refresh(client.customer(Client.unused()));
        for (int i = 0; i < 2; i++) {
            assertThat(client.post("/api/auth/logout", Map.of("refresh_token", token))
                            .getStatus()
                            .value())
                    .isEqualTo(204);
        }
        assertThat(refresh(token)).isEqualTo(401);
    }

    @Test
    void a_deactivated_account_is_refused_as_soon_as_its_memory_fades() {
        String email = Client.unused();
        Map<?, ?> session = client.customer(email);
        assertThat(client.me(Client.access(session)).getStatus().value()).isEqualTo(200);
        AccountStore.Key key = accounts.ofEmail(email, Optional.empty()).blockFirst();
        transactions
                .in(
                        Scope.system(key.tenant()),
                        () -> database.sql("update account set active = false where id = $1")
                                .bind(0, key.account())
                                .then())
                .block();
        cached.forget(key);

        assertThat(client.me(Client.access(session)).getStatus().value()).isEqualTo(401);
        assertThat(refresh(Client.refresh(session))).isEqualTo(401);
        assertThat(login(email, Client.PASSWORD)).isEqualTo(401);
    }

    private Map<?, ?> refreshed(String token) {
        var answer = client.post("/api/auth/refresh", Map.of("refresh_token", token));
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return answer.getResponseBody();
    }

    private int refresh(String token) {
        return client.post("/api/auth/refresh", Map.of("refresh_token", token))
                .getStatus()
                .value();
    }

    private int login(String email, String password) {
        return client.post("/api/auth/login", Map.of("email", email, "password", password))
                .getStatus()
                .value();
    }

    private void age(String token, Duration by) {
        asOwnerOf(token, "update refresh_token set used_at = used_at - interval '" + by + "' where token_hash = $1");
    }

    private void asOwnerOf(String token, String sql) {
        var hash = java.nio.ByteBuffer.wrap(SigningKey.sha256(token.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        AccountStore.Key any =
                accounts.ofEmail("sales@henk.example", Optional.empty()).blockFirst();
        Long rows = transactions
                .in(
                        Scope.system(any.tenant()),
                        () -> database.sql(sql).bind(0, hash).fetch().rowsUpdated())
                .block();
        assertThat(rows).isEqualTo(1);
    }

    private static long fastest(Runnable request) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            request.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
