package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Jobs;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** What was promised, by whom, until when, and what became of it. */
@HenkTest
class PromiseTests {

    @Autowired
    Promises promises;

    @Autowired
    Leads leads;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Jobs jobs;

    @Autowired
    WebTestClient http;

    private Tenant tailor;
    private String session;
    private Principal.Visitor anna;
    private String email;

    @BeforeEach
    void anna() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        session = newSession();
        anna = new Principal.Visitor(tailor.id(), conversation(session));
        email = "anna." + Ids.next() + "@example.com";
    }

    @Test
    void the_due_day_follows_from_the_tenants_days_and_opening_hours() {
        tellsWish(anna, email);

        Promise samples = made(PromiseKind.SAMPLES, "Flanell");

        LocalDate today = LocalDate.now(Clock.system(tailor.zone()));
        assertThat(tailor.opening().on(samples.due().getDayOfWeek())).isNotEmpty();
        long open = today.plusDays(1)
                .datesUntil(samples.due().plusDays(1))
                .filter(day -> !tailor.opening().on(day.getDayOfWeek()).isEmpty())
                .count();
        assertThat(open).isGreaterThanOrEqualTo(3).isLessThanOrEqualTo(8);
        assertThat(samples.name()).isEqualTo("Anna Muster");
    }

    @Test
    void nobody_unknown_and_nobody_who_did_not_agree_is_promised_anything() {
        assertThat(make(PromiseKind.SAMPLES, ""))
                .isEqualTo(new Promised.Incomplete(List.of("name", "email", "consent")));
        assertThat(make(PromiseKind.CALLBACK, ""))
                .isEqualTo(new Promised.Incomplete(List.of("name", "phone", "consent")));

        tellsWish(anna, email);
        withdrawsConsent();

        assertThat(make(PromiseKind.OFFER, "")).isEqualTo(new Promised.Incomplete(List.of("consent")));
        assertThat(asStaff(HttpMethod.GET, "/api/promises?limit=100", null)
                        .path("promises")
                        .toString())
                .doesNotContain(email);
    }

    @Test
    void who_types_a_known_address_in_another_talk_is_promised_something_and_learns_nothing() {
        tellsWish(anna, email);
        Principal.Visitor again = new Principal.Visitor(tailor.id(), conversation(newSession()));
        tellsWish(again, email);

        Promised second = promises.make(
                        again, again.conversation(), PromiseKind.OFFER, "", "de", Ids.next(), email::equals)
                .block();
        Promised unsaid = promises.make(
                        again, again.conversation(), PromiseKind.ANSWER, "", "de", Ids.next(), told -> false)
                .block();

        assertThat(second).isInstanceOf(Promised.Made.class);
        assertThat(unsaid).isEqualTo(new Promised.Incomplete(List.of("email")));
        assertThat(promises.of(again).block()).hasSize(1);
        assertThat(promises.of(anna).block()).isEmpty();
    }

    @Test
    void the_same_is_promised_once_however_often_it_is_asked_for_at_once() {
        tellsWish(anna, email);

        List<Promised> all = Flux.range(0, 8)
                .flatMap(n -> promises.make(
                        anna, anna.conversation(), PromiseKind.SAMPLES, "Stoff " + n, "de", Ids.next(), told -> true))
                .collectList()
                .block();

        assertThat(all.stream().filter(one -> ((Promised.Made) one).fresh())).hasSize(1);
        List<Promise> own = promises.of(anna).block();
        assertThat(own).hasSize(1);
        assertThat(own.getFirst().about()).contains("Stoff 0", "Stoff 7");
    }

    @Test
    void both_sides_see_it_and_strangers_do_not() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "Hochzeitsanzug");

        assertThat(own(session))
                .extracting(p -> p.path("id").asString())
                .containsExactly(made.id().toString());
        assertThat(own(session).toString()).doesNotContain(email).doesNotContain("Muster");
        assertThat(asStaff(HttpMethod.GET, "/api/promises?limit=100", null)
                        .path("promises")
                        .toString())
                .contains(made.id().toString());
        assertThat(own(newSession())).isEmpty();
        assertThat(promises.of(new Principal.Customer(tailor.id(), Ids.next(), email, "Anna"))
                        .block())
                .isEmpty();
        http.get()
                .uri("/api/promises")
                .headers(headers -> headers.setBearerAuth(token("customer@henk.example")))
                .exchange()
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain(made.id().toString()));
        http.get().uri("/api/promises").exchange().expectStatus().isUnauthorized();
        http.get()
                .uri("/api/promises")
                .header("X-Henk-Session", session.substring(0, session.length() - 2) + "AA")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void another_tenants_staff_neither_sees_nor_closes_it() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        assertThat(as("admin@works.example", HttpMethod.GET, "/api/promises?limit=100", null, 200)
                        .path("promises")
                        .toString())
                .doesNotContain(made.id().toString());
        as("admin@works.example", HttpMethod.PATCH, "/api/promises/" + made.id(), close("kept", 1), 404);
        assertThat(promises.of(anna).block()).hasSize(1);
    }

    @Test
    void a_visitor_or_customer_can_neither_write_nor_close_a_promise() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        for (Scope scope : List.of(anna.scope(), new Scope(tailor.id(), Scope.Authority.CUSTOMER, UUID.randomUUID()))) {
            assertThat(rows(scope, "update promise set state = 'kept', closed_at = now()"))
                    .isZero();
            assertThat(rows(scope, "delete from promise")).isZero();
        }
        as("customer@henk.example", HttpMethod.PATCH, "/api/promises/" + made.id(), close("kept", 1), 403);
        as("customer@henk.example", HttpMethod.GET, "/api/promises/summary", null, 403);
    }

    @Test
    void a_colleagues_promise_is_seen_by_the_person_of_the_deal() {
        UUID deal = tellsWish(anna, email);
        LocalDate friday = LocalDate.now().plusDays(9);

        JsonNode given = as(
                "sales@henk.example", HttpMethod.POST, "/api/promises", give("samples", friday, deal.toString()), 201);

        assertThat(own(session)).hasSize(1);
        assertThat(own(session).getFirst().path("due").asString()).isEqualTo(friday.toString());
        assertThat(given.path("made_by").asString()).isEqualTo("staff");
        assertThat(activities(deal)).anyMatch(subject -> subject.contains("Zugesagt bis"));
    }

    @Test
    void the_same_request_of_a_colleague_is_one_promise() {
        tellsWish(anna, email);
        var body = give("offer", LocalDate.now().plusDays(3), email);

        String first = giveWithKey(body, "k-" + email).path("id").asString();
        String second = giveWithKey(body, "k-" + email).path("id").asString();

        assertThat(second).isEqualTo(first);
        assertThat(own(session)).hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_to_do() {
        tellsWish(anna, email);
        for (Map<String, Object> bad : List.of(
                give("samples", LocalDate.now().minusDays(2), email),
                give("samples", LocalDate.now().plusYears(3), email),
                give("other", LocalDate.now().plusDays(1), email),
                give("free_suit", LocalDate.now().plusDays(1), email))) {
            as("sales@henk.example", HttpMethod.POST, "/api/promises", bad, 400);
        }
        as(
                "sales@henk.example",
                HttpMethod.POST,
                "/api/promises",
                give("offer", LocalDate.now().plusDays(1), "nobody@x.example"),
                404);
        as("sales@henk.example", HttpMethod.GET, "/api/promises?after=nonsense", null, 400);
    }

    @Test
    void of_two_colleagues_who_close_it_one_does() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        as("sales@henk.example", HttpMethod.PATCH, "/api/promises/" + made.id(), close("kept", 1), 200);
        JsonNode refused =
                as("manager@henk.example", HttpMethod.PATCH, "/api/promises/" + made.id(), close("withdrawn", 1), 409);

        assertThat(refused.path("version").asInt()).isEqualTo(2);
        assertThat(promises.of(anna).block()).isEmpty();
        assertThat(promises.all(anna).block()).extracting(Promise::state).containsExactly("kept");
        assertThat(mails("promise-kept")).isEqualTo(1);
    }

    @Test
    void staff_is_warned_once_before_it_breaks() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "Blazer");
        system("update promise set warn_on = current_date - 1, due = current_date + 1 where id = '" + made.id() + "'");

        jobs.runNow("due-promises").block();
        jobs.runNow("due-promises").block();

        assertThat(warnings(made)).isPositive();
        long colleagues = count("select count(*) from account where role <> 'customer' and active");
        assertThat(warnings(made)).isEqualTo(Math.min(colleagues, 20));
        assertThat(promises.of(anna).block().getFirst().overdue()).isFalse();
    }

    @Test
    void a_promise_that_breaks_is_flagged_counted_and_told_to_the_person_once() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");
        long before = summary("broken");
        overdue(made);

        jobs.runNow("due-promises").block();
        jobs.runNow("due-promises").block();

        assertThat(promises.of(anna).block().getFirst().overdue()).isTrue();
        assertThat(summary("broken")).isEqualTo(before + 1);
        assertThat(mails("promise-late")).isEqualTo(1);
        // kept at last: still counts as broken
        as("sales@henk.example", HttpMethod.PATCH, "/api/promises/" + made.id(), close("kept", 2), 200);
        assertThat(summary("broken")).isEqualTo(before + 1);
    }

    @Test
    void who_takes_the_consent_to_mail_back_hears_nothing_of_it() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");
        system("update mail_consent set withdrawn_at = now() where address = '" + email + "'");
        overdue(made);

        jobs.runNow("due-promises").block();

        assertThat(promises.of(anna).block().getFirst().overdue()).isTrue();
        assertThat(mails("promise-late")).isZero();
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        tellsWish(anna, email);
        for (int n = 0; n < 5; n++) {
            as(
                    "sales@henk.example",
                    HttpMethod.POST,
                    "/api/promises",
                    give("offer", LocalDate.now().plusDays(n), email),
                    201);
        }
        java.util.Set<String> seen = new java.util.HashSet<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = asStaff(HttpMethod.GET, "/api/promises?limit=2" + after, null);
            page.path("promises")
                    .forEach(p -> assertThat(seen.add(p.path("id").asString())).isTrue());
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
            pages++;
        } while (!after.isEmpty() && pages < 200);
        assertThat(seen.size()).isEqualTo((int) count("select count(*) from promise where state = 'open'"));
    }

    private UUID tellsWish(Principal.Visitor who, String address) {
        var captured = leads.capture(
                        who,
                        new LeadCapture(
                                who.conversation(),
                                Optional.of("Anna Muster"),
                                Optional.of(address),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("wedding"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                                "de"))
                .block();
        return ((app.henk.crm.LeadCaptured.Stored) captured).deal();
    }

    private void withdrawsConsent() {
        system("update consent set withdrawn_at = greatest(now(), agreed_at) where conversation_id = '"
                + anna.conversation() + "'");
    }

    private void overdue(Promise promise) {
        system("update promise set warn_on = current_date - 9, due = current_date - 3 where id = '" + promise.id()
                + "'");
    }

    private Promised make(PromiseKind kind, String about) {
        return promises.make(anna, anna.conversation(), kind, about, "de", Ids.next(), told -> true)
                .block();
    }

    private Promise made(PromiseKind kind, String about) {
        Promised promised = make(kind, about);
        assertThat(promised).isInstanceOf(Promised.Made.class);
        return ((Promised.Made) promised).promise();
    }

    private long mails(String template) {
        return count("select count(*) from mail where template = '" + template + "' and address = '" + email + "'");
    }

    private long warnings(Promise promise) {
        return count("select count(*) from mail where key like 'promise-due:" + promise.id() + "%'");
    }

    private long summary(String figure) {
        return asStaff(HttpMethod.GET, "/api/promises/summary", null)
                .path(figure)
                .asLong();
    }

    private List<String> activities(UUID deal) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select subject from activity where deal_id = $1")
                                .bind(0, deal)
                                .map(row -> String.valueOf(row.get(0, String.class)))
                                .all()
                                .collectList())
                .block();
    }

    private void system(String sql) {
        assertThat(rows(Scope.system(tailor.id()), sql)).isPositive();
    }

    private long rows(Scope scope, String sql) {
        return transactions
                .in(scope, () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }

    private long count(String sql) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    private static Map<String, Object> give(String what, LocalDate due, String to) {
        return Map.of("what", what, "due", due.toString(), "to", to);
    }

    private static Map<String, Object> close(String state, int version) {
        return Map.of("state", state, "version", version);
    }

    private JsonNode giveWithKey(Object body, String key) {
        return http.post()
                .uri("/api/promises")
                .headers(headers -> headers.setBearerAuth(token("sales@henk.example")))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode asStaff(HttpMethod method, String uri, @org.jspecify.annotations.Nullable Object body) {
        return as("sales@henk.example", method, uri, body, 200);
    }

    private JsonNode as(
            String who, HttpMethod method, String uri, @org.jspecify.annotations.Nullable Object body, int status) {
        var request = http.method(method).uri(uri).headers(headers -> headers.setBearerAuth(token(who)));
        var sent = body == null
                ? request
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        return sent.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private List<JsonNode> own(String key) {
        return http.get()
                .uri("/api/promises")
                .header("X-Henk-Session", key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("promises")
                .valueStream()
                .toList();
    }

    private String newSession() {
        return http.post()
                .uri("/api/chat")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("message", "Guten Tag"))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("session_id")
                .asString();
    }

    private static UUID conversation(String key) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key.substring(3)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private String token(String who) {
        return http.post()
                .uri("/api/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("email", who, "password", "henk-demo"))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("access_token")
                .asString();
    }
}
