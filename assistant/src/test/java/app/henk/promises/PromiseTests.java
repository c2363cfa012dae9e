package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.crm.LeadCapture;
import app.henk.crm.Leads;
import app.henk.customers.PrivacyRequests;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    PrivacyRequests privacy;

    @Autowired
    WebTestClient http;

    private Tenant tailor;
    private String session;
    private Principal.Visitor anna;
    private String email;

    @BeforeEach
    void anna() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        session = ApiClient.newSession(http);
        anna = new Principal.Visitor(tailor.id(), ApiClient.conversation(session));
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
        assertThat(sales().get("/api/promises?limit=100", 200).path("promises").toString())
                .doesNotContain(email);
    }

    @Test
    void who_types_a_known_address_in_another_talk_is_promised_something_and_learns_nothing() {
        tellsWish(anna, email);
        Principal.Visitor again =
                new Principal.Visitor(tailor.id(), ApiClient.conversation(ApiClient.newSession(http)));
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
        assertThat(sales().get("/api/promises?limit=100", 200).path("promises").toString())
                .contains(made.id().toString());
        assertThat(own(ApiClient.newSession(http))).isEmpty();
        assertThat(promises.of(new Principal.Customer(tailor.id(), Ids.next(), email, "Anna"))
                        .block())
                .isEmpty();
        assertThat(ApiClient.signedIn(http, "customer@henk.example")
                        .get("/api/promises", 200)
                        .toString())
                .doesNotContain(made.id().toString());
        ApiClient.nobody(http).get("/api/promises", 401);
        ApiClient.ofSession(http, session.substring(0, session.length() - 2) + "AA")
                .get("/api/promises", 404);
    }

    @Test
    void who_wants_no_contact_any_more_is_promised_nothing_by_colleagues_either() {
        UUID deal = tellsWish(anna, email);
        privacy.withdrawConsent(anna, Optional.empty(), "chat").block();

        for (String to : List.of(deal.toString(), email)) {
            JsonNode refused = sales().post("/api/promises", give("offer", tomorrow(), to), 409);
            assertThat(refused.path("type").asString()).endsWith("/contact-blocked");
            assertThat(refused.path("detail").asString()).contains("does not want to be contacted");
        }
        assertThat(own(session)).isEmpty();
        tellsWish(anna, email);
        sales().post("/api/promises", give("offer", tomorrow(), email), 201);
        assertThat(own(session)).hasSize(1);
    }

    @Test
    void a_customer_who_wants_no_contact_any_more_agrees_anew_before_anything_is_promised() {
        JsonNode registered = ApiClient.nobody(http)
                .post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                email,
                                "username",
                                "Anna Muster",
                                "password",
                                "a quiet long pass phrase",
                                "session_id",
                                session),
                        201);
        var customer = new Principal.Customer(
                tailor.id(), UUID.fromString(registered.at("/user/id").asString()), email, "Anna Muster");
        tellsWish(customer, anna.conversation(), email);
        privacy.withdrawConsent(customer, Optional.empty(), "chat").block();

        assertThat(make(customer, PromiseKind.OFFER)).isEqualTo(new Promised.Incomplete(List.of("consent")));
        tellsWish(customer, anna.conversation(), email);
        assertThat(make(customer, PromiseKind.OFFER)).isInstanceOf(Promised.Made.class);
    }

    @Test
    void another_tenants_staff_neither_sees_nor_closes_it() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        assertThat(ApiClient.signedIn(http, "admin@works.example")
                        .get("/api/promises?limit=100", 200)
                        .path("promises")
                        .toString())
                .doesNotContain(made.id().toString());
        ApiClient.signedIn(http, "admin@works.example").patch("/api/promises/" + made.id(), close("kept", 1), 404);
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
        ApiClient.signedIn(http, "customer@henk.example").patch("/api/promises/" + made.id(), close("kept", 1), 403);
        ApiClient.signedIn(http, "customer@henk.example").get("/api/promises/summary", 403);
    }

    @Test
    void a_colleagues_promise_is_seen_by_the_person_of_the_deal() {
        UUID deal = tellsWish(anna, email);
        LocalDate friday = LocalDate.now().plusDays(9);

        JsonNode given = sales().post("/api/promises", give("samples", friday, deal.toString()), 201);

        assertThat(own(session)).hasSize(1);
        assertThat(own(session).getFirst().path("due").asString()).isEqualTo(friday.toString());
        assertThat(given.path("made_by").asString()).isEqualTo("staff");
        assertThat(activities(deal)).anyMatch(subject -> subject.contains("Zugesagt bis"));
    }

    @Test
    void the_same_request_of_a_colleague_is_one_promise() {
        tellsWish(anna, email);
        var body = give("offer", LocalDate.now().plusDays(3), email);

        ApiClient repeating = sales().once("k-" + email);
        String first = repeating.post("/api/promises", body, 201).path("id").asString();
        String second = repeating.post("/api/promises", body, 201).path("id").asString();

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
            sales().post("/api/promises", bad, 400);
        }
        sales().post("/api/promises", give("offer", LocalDate.now().plusDays(1), "nobody@x.example"), 404);
        sales().get("/api/promises?after=nonsense", 400);
    }

    @Test
    void of_two_colleagues_who_close_it_one_does() {
        tellsWish(anna, email);
        Promise made = made(PromiseKind.OFFER, "");

        sales().patch("/api/promises/" + made.id(), close("kept", 1), 200);
        JsonNode refused = ApiClient.signedIn(http, "manager@henk.example")
                .patch("/api/promises/" + made.id(), close("withdrawn", 1), 409);

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
        sales().patch("/api/promises/" + made.id(), close("kept", 2), 200);
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
            sales().post("/api/promises", give("offer", LocalDate.now().plusDays(n), email), 201);
        }
        java.util.Set<String> seen = new java.util.HashSet<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = sales().get("/api/promises?limit=2" + after, 200);
            page.path("promises")
                    .forEach(p -> assertThat(seen.add(p.path("id").asString())).isTrue());
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
            pages++;
        } while (!after.isEmpty() && pages < 200);
        assertThat(seen.size()).isEqualTo((int) count("select count(*) from promise where state = 'open'"));
    }

    private UUID tellsWish(Principal.Visitor who, String address) {
        return tellsWish(who, who.conversation(), address);
    }

    private UUID tellsWish(Principal who, UUID conversation, String address) {
        var captured = leads.capture(
                        who,
                        new LeadCapture(
                                conversation,
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

    private Promised make(Principal who, PromiseKind kind) {
        return promises.make(who, anna.conversation(), kind, "", "de", Ids.next(), told -> true)
                .block();
    }

    private static LocalDate tomorrow() {
        return LocalDate.now().plusDays(1);
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
        return sales().get("/api/promises/summary", 200).path(figure).asLong();
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

    private ApiClient sales() {
        return ApiClient.signedIn(http, "sales@henk.example");
    }

    private List<JsonNode> own(String key) {
        return ApiClient.ofSession(http, key)
                .get("/api/promises", 200)
                .path("promises")
                .valueStream()
                .toList();
    }
}
