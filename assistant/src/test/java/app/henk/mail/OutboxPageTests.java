package app.henk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the administrator sees of mail, and who else does not. */
@HenkTest
class OutboxPageTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Outbox outbox;

    @Autowired
    MailConsents consents;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private TenantId henk;
    private Principal.Visitor visitor;
    private String address;

    @BeforeEach
    void someone() {
        henk = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id();
        visitor = new Principal.Visitor(henk, Ids.next());
        address = "anna." + Ids.next() + "@example.com";
        transactions
                .in(visitor.scope(), () -> consents.agree(visitor, address, MailPurpose.APPOINTMENT))
                .block();
    }

    @Test
    void an_administrator_reads_what_waits_in_its_words_with_its_files() {
        post("a");

        JsonNode list = get("/api/mail?limit=1&state=queued", "admin@henk.example");
        JsonNode mail = list.at("/mails/0");
        assertThat(list.path("sends").asBoolean()).isFalse();
        assertThat(mail.path("to").asString()).isEqualTo(address);
        assertThat(mail.path("subject").asString()).isEqualTo("Ihr Termin: Anprobe, morgen um drei");
        JsonNode whole = get("/api/mail/" + mail.path("id").asString(), "admin@henk.example");
        assertThat(whole.path("text").asString()).contains("Ihr Termin steht", "Nadeltwiete 12");
        assertThat(whole.at("/attachments/0/name").asString()).isEqualTo("termin ä.ics");

        byte[] file = http.get()
                .uri(whole.at("/attachments/0/href").asString())
                .header("Authorization", "Bearer " + ApiClient.token(http, "admin@henk.example"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; filename.*termin.*")
                .expectHeader()
                .contentType("application/octet-stream")
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(file).containsExactly(1, 2, 3);
    }

    @Test
    void the_preview_can_do_nothing_but_be_looked_at() {
        post("a");
        String id =
                get("/api/mail?limit=1", "admin@henk.example").at("/mails/0/id").asString();

        http.get()
                .uri("/api/mail/" + id + "/html")
                .header("Authorization", "Bearer " + ApiClient.token(http, "admin@henk.example"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'; style-src 'unsafe-inline';")
                                .contains("sandbox allow-popups", "frame-ancestors 'self'")
                                .doesNotContain("allow-scripts", "allow-same-origin"))
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<base target=\"_blank\">", "Nadeltwiete 12"));
        http.get()
                .uri("/outbox")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).contains("frame-src 'self'"));
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repeat() {
        for (int i = 0; i < 5; i++) {
            post("n" + i);
        }

        JsonNode first = get("/api/mail?limit=3", "admin@henk.example");
        JsonNode second = get("/api/mail?limit=3&after=" + first.path("next").asString(), "admin@henk.example");

        assertThat(first.path("mails").size()).isEqualTo(3);
        List<String> ids = java.util.stream.Stream.concat(
                        first.path("mails").valueStream(), second.path("mails").valueStream())
                .map(mail -> mail.path("id").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
        assertThat(ids)
                .isSortedAccordingTo(java.util.Comparator.<String>naturalOrder().reversed());
    }

    @Test
    void nobody_else_reads_it() {
        post("a");
        String id =
                get("/api/mail?limit=1", "admin@henk.example").at("/mails/0/id").asString();

        for (String path : List.of("", "/" + id, "/" + id + "/html", "/" + id + "/attachments/0")) {
            for (String who : List.of("manager@henk.example", "sales@henk.example", "customer@henk.example")) {
                http.get()
                        .uri("/api/mail" + path)
                        .header("Authorization", "Bearer " + ApiClient.token(http, who))
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
            http.get().uri("/api/mail" + path).exchange().expectStatus().isUnauthorized();
        }
        http.get()
                .uri("/api/mail/" + id)
                .header("Authorization", "Bearer " + token("admin@works.example", "pk_works_demo"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void what_cannot_be_asked_is_refused_with_the_way_to_ask() {
        for (String query : List.of("limit=0", "limit=101", "limit=x", "state=lost", "after=x")) {
            http.get()
                    .uri("/api/mail?" + query)
                    .header("Authorization", "Bearer " + ApiClient.token(http, "admin@henk.example"))
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    @Test
    void a_mail_that_failed_is_tried_anew_and_no_other() {
        post("a");
        String id =
                get("/api/mail?limit=1", "admin@henk.example").at("/mails/0/id").asString();
        again(id, 409);
        transactions
                .in(
                        Scope.system(henk),
                        () -> database.sql("update mail set state = 'failed', problem = '550 no', attempts = 3,"
                                        + " finished_at = now() where id = $1")
                                .bind(0, UUID.fromString(id))
                                .then())
                .block();

        JsonNode mail = again(id, 200).path("mail");

        assertThat(mail.path("state").asString()).isEqualTo("queued");
        assertThat(mail.path("attempts").asInt()).isZero();
        again(UUID.randomUUID().toString(), 404);
    }

    private JsonNode again(String id, int status) {
        return http.post()
                .uri("/api/mail/" + id + "/attempts")
                .header("Authorization", "Bearer " + ApiClient.token(http, "admin@henk.example"))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private void post(String key) {
        var mail = new Mail(
                key + address,
                address,
                "appointment-confirmed",
                "de",
                Map.of("type", "Anprobe", "at", "morgen um drei", "place", "Nadeltwiete 12, Hamburg"),
                List.of(new Attachment("termin ä.ics", "text/calendar; method=REQUEST", new byte[] {1, 2, 3})),
                Optional.empty());
        assertThat(transactions.in(visitor.scope(), () -> outbox.post(mail)).block())
                .isTrue();
    }

    private JsonNode get(String path, String who) {
        return http.get()
                .uri(path)
                .header("Authorization", "Bearer " + ApiClient.token(http, who))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private String token(String email, String key) {
        return ApiClient.nobody(http).with("X-Henk-Key", key).token(email);
    }
}
