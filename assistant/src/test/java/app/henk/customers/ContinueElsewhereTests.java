package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** A visitor's talk goes on at another device, by a link that opens it once. */
@HenkTest
class ContinueElsewhereTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Tenants tenants;

    private Catalogue catalogue;
    private Person visitor;

    @BeforeEach
    void a_visitor_talks() {
        catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        visitor = Person.who(http);
        visitor.says("Ich heirate im Juni");
    }

    @Test
    void both_devices_go_on_with_the_same_talk_each_with_a_key_of_its_own() {
        JsonNode link = link(visitor.session());
        assertThat(link.path("url").asString()).matches("http://.+/#henk=hl_[A-Za-z0-9_-]{43}");
        assertThat(link.path("qr")).hasSizeGreaterThan(20);
        assertThat(link.path("qr").path(0).asString())
                .startsWith("1111111")
                .hasSize(link.path("qr").size());

        String other = redeemed(token(link));

        assertThat(other).startsWith("hs_").isNotEqualTo(visitor.session());
        assertThat(messages(other)).isEqualTo(messages(visitor.session()));
        say(other, "Budget 2000 Euro");
        visitor.says("Gern in Blau");
        assertThat(messages(other)).isEqualTo(6);
        assertThat(messages(visitor.session())).isEqualTo(6);
    }

    @Test
    void of_the_link_only_a_hash_is_stored_and_the_talk_never_holds_it() throws Exception {
        JsonNode said = visitor.says("Kann ich das auf dem Handy weitermachen?");
        String token = token(link(visitor.session()));
        String other = redeemed(token);

        assertThat(catalogue.residues(token.substring(3))).isEmpty();
        assertThat(catalogue.residues(other.substring(3))).isEmpty();
        assertThat(said.toString()).doesNotContain("hl_");
    }

    @ParameterizedTest
    @CsvSource({
        "de, schon benutzt",
        "en, has been used already",
        "fr, a déjà été utilisé",
    })
    void a_link_opens_once_and_then_says_so_in_the_visitors_language(String language, String words) {
        String token = token(link(visitor.session()));
        redeemed(token);

        var again = redeem(token, language);

        assertThat(again.getStatus()).isEqualTo(HttpStatus.GONE);
        assertThat(again.getResponseBody().path("detail").asString()).contains(words);
    }

    @Test
    void a_link_that_is_too_old_opens_nothing() throws Exception {
        String token = token(link(visitor.session()));
        execute("update conversation_link set created_at = now() - interval '11 minutes', expires_at = now() - interval"
                + " '1 minute' where conversation_id = '" + visitor.conversation() + "'");

        var late = redeem(token, "de");

        assertThat(late.getStatus()).isEqualTo(HttpStatus.GONE);
        assertThat(late.getResponseBody().path("detail").asString()).contains("abgelaufen");
        // whoever only guesses learns nothing of it
        var guess = redeem(token.substring(0, token.length() - 4) + "AAAA", "de");
        assertThat(guess.getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(guess.getResponseBody().path("detail").asString()).contains("kennen wir nicht");
    }

    @Test
    void what_never_was_a_link_is_unknown() {
        for (String guess : List.of("hl_", "hl_x", "hs_abc", "x".repeat(500), "hl_" + "A".repeat(43), "' or 1=1 --")) {
            assertThat(redeem(guess, "fr").getResponseBody().path("detail").asString())
                    .isEqualTo("Nous ne connaissons pas ce lien. Demandez-en un nouveau sur votre autre appareil, s'il"
                            + " vous plaît.");
        }
        assertThat(redeem("", "de").getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void of_many_who_open_it_at_once_exactly_one_gets_in() throws Exception {
        String token = token(link(visitor.session()));

        List<HttpStatus> statuses = Flux.range(0, 8)
                .flatMap(
                        n -> Mono.fromCallable(
                                        () -> (HttpStatus) redeem(token, "de").getStatus())
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();

        assertThat(statuses).hasSize(8);
        assertThat(statuses).filteredOn(HttpStatus.OK::equals).hasSize(1);
        assertThat(statuses).filteredOn(HttpStatus.GONE::equals).hasSize(7);
        assertThat(catalogue.count("select count(*) from conversation_key where conversation_id = '"
                        + visitor.conversation() + "'"))
                .isEqualTo(1);
    }

    @Test
    void nobody_makes_a_link_to_a_talk_that_is_not_theirs_and_no_other_tenant_opens_one() {
        String forged = visitor.session().substring(0, visitor.session().length() - 4) + "AAAA";
        for (String session : List.of(forged, "hc_AAAAAAAAAAAAAAAAAAAAAA", "hs_x")) {
            post("/api/chat/links", Map.of("session_id", session), null)
                    .expectStatus()
                    .isNotFound();
        }
        String token = token(link(visitor.session()));

        post("/api/chat/links/redeem", Map.of("token", token), "pk_works_demo")
                .expectStatus()
                .isNotFound();

        redeemed(token);
    }

    @Test
    void the_database_itself_shows_links_and_keys_to_their_own_visitor_only() {
        link(visitor.session());
        redeemed(token(link(visitor.session())));
        Tenant henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        Scope own = new Scope(henk.id(), Scope.Authority.VISITOR, visitor.conversation());
        Scope stranger = new Scope(henk.id(), Scope.Authority.VISITOR, Ids.next());
        Scope staff = new Scope(henk.id(), Scope.Authority.STAFF, Ids.next());

        for (String table : List.of("conversation_link", "conversation_key")) {
            assertThat(rows(own, table)).isPositive();
            assertThat(rows(stranger, table)).isZero();
            assertThat(rows(staff, table)).isZero();
        }
        assertThatThrownBy(() -> transactions
                        .in(
                                stranger,
                                () -> database.sql("insert into conversation_key (tenant_id, conversation_id, key_hash)"
                                                + " values (henk.tenant(), $1, $2)")
                                        .bind(0, visitor.conversation())
                                        .bind(1, new byte[32])
                                        .then())
                        .block())
                .hasMessageContaining("row-level security");
    }

    @Test
    void signing_in_takes_the_talk_to_the_account_and_shuts_every_other_key_and_link() {
        String other = redeemed(token(link(visitor.session())));
        String open = token(link(visitor.session()));

        Person anna = visitor.signsInAfterTalking();

        assertThat(anna.session()).startsWith("hc_");
        post("/api/chat", Map.of("message", "Hallo", "session_id", other), null)
                .expectStatus()
                .isNotFound();
        assertThat(redeem(open, "de").getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
        anna.post("/api/chat/links", Map.of("session_id", anna.session()));
        assertThat(anna.post("/api/chat/links", Map.of("session_id", anna.session()))
                        .getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void the_device_that_came_by_a_link_can_sign_in_with_its_own_key() {
        String other = redeemed(token(link(visitor.session())));
        String before = visitor.session();
        visitor.goesOnWith(other);

        Person anna = visitor.signsInAfterTalking();

        assertThat(anna.session()).startsWith("hc_");
        post("/api/chat", Map.of("message", "Hallo", "session_id", before), null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whoever_is_signed_in_on_the_other_device_takes_the_talk_into_the_account() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        String token = token(link(visitor.session()));

        JsonNode opened =
                anna.post("/api/chat/links/redeem", Map.of("token", token)).getResponseBody();

        assertThat(opened.path("session_id").asString()).startsWith("hc_");
        anna.goesOnWith(opened.path("session_id").asString());
        assertThat(anna.says("Budget 2000 Euro").path("reply").asString()).isNotBlank();
    }

    @Test
    void a_talk_has_a_bounded_number_of_links_and_devices() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tokens.add(token(link(visitor.session())));
        }

        post("/api/chat/links", Map.of("session_id", visitor.session()), null)
                .expectStatus()
                .isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(catalogue.count("select count(*) from conversation_link where conversation_id = '"
                        + visitor.conversation() + "'"))
                .isEqualTo(5);
        assertThat(redeem(tokens.getFirst(), "de").getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
        redeemed(tokens.getLast());
    }

    @Test
    void by_mail_it_goes_to_the_address_that_asked_for_it_and_is_not_answered() throws Exception {
        JsonNode made = post(
                        "/api/chat/links",
                        Map.of("session_id", visitor.session(), "email", visitor.email(), "locale", "de"),
                        null)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(made.path("url").isNull() || made.path("url").isMissingNode())
                .isTrue();
        assertThat(catalogue.count("select count(*) from mail where template = 'magic-link' and address = '"
                        + visitor.email() + "'"))
                .isEqualTo(1);
    }

    private JsonNode link(String session) {
        return post("/api/chat/links", Map.of("session_id", session), null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static String token(JsonNode link) {
        String url = link.path("url").asString();
        return url.substring(url.indexOf("#henk=") + "#henk=".length());
    }

    private String redeemed(String token) {
        var opened = redeem(token, "de");
        assertThat(opened.getStatus()).isEqualTo(HttpStatus.OK);
        return opened.getResponseBody().path("session_id").asString();
    }

    private EntityExchangeResult<JsonNode> redeem(String token, String language) {
        return post("/api/chat/links/redeem", Map.of("token", token, "locale", language), null)
                .expectBody(JsonNode.class)
                .returnResult();
    }

    private WebTestClient.ResponseSpec post(String path, Object body, String widgetKey) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (widgetKey != null) {
                        headers.set("X-Henk-Key", widgetKey);
                    }
                })
                .bodyValue(body)
                .exchange();
    }

    private void say(String session, String message) {
        post("/api/chat", Map.of("message", message, "session_id", session), null)
                .expectStatus()
                .isOk();
    }

    private int messages(String session) {
        return http.get()
                .uri("/api/chat/{session}/messages", session)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("messages")
                .size();
    }

    private long rows(Scope scope, String table) {
        UUID conversation = visitor.conversation();
        return transactions
                .in(
                        scope,
                        () -> database.sql("select count(*) as n from " + table + " where conversation_id = $1")
                                .bind(0, conversation)
                                .map(row -> row.get("n", Long.class))
                                .one())
                .block();
    }

    private void execute(String sql) throws Exception {
        try (var connection = catalogue.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
