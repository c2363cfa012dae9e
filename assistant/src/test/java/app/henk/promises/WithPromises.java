package app.henk.promises;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.crm.LeadCapture;
import app.henk.crm.LeadCaptured;
import app.henk.crm.Leads;
import app.henk.customers.PrivacyRequests;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Jobs;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Anna, who talks to the demo tailor and may be promised something. */
@HenkTest
abstract class WithPromises {

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

    Tenant tailor;
    String session;
    Principal.Visitor anna;
    String email;

    @BeforeEach
    void anna() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        session = ApiClient.newSession(http);
        anna = new Principal.Visitor(tailor.id(), ApiClient.conversation(session));
        email = "anna." + Ids.next() + "@example.com";
    }

    UUID tellsWish(Principal.Visitor who, String address) {
        return tellsWish(who, who.conversation(), address);
    }

    UUID tellsWish(Principal who, UUID conversation, String address) {
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
        return ((LeadCaptured.Stored) captured).deal();
    }

    Promised make(Principal who, PromiseKind kind) {
        return promises.make(who, anna.conversation(), kind, "", "de", Ids.next(), told -> true)
                .block();
    }

    static LocalDate tomorrow() {
        return LocalDate.now().plusDays(1);
    }

    Promised make(PromiseKind kind, String about) {
        return promises.make(anna, anna.conversation(), kind, about, "de", Ids.next(), told -> true)
                .block();
    }

    Promise made(PromiseKind kind, String about) {
        Promised promised = make(kind, about);
        assertThat(promised).isInstanceOf(Promised.Made.class);
        return ((Promised.Made) promised).promise();
    }

    long mails(String template) {
        return count("select count(*) from mail where template = '" + template + "' and address = '" + email + "'");
    }

    void system(String sql) {
        assertThat(rows(Scope.system(tailor.id()), sql)).isPositive();
    }

    long rows(Scope scope, String sql) {
        return transactions
                .in(scope, () -> database.sql(sql).fetch().rowsUpdated())
                .block();
    }

    long count(String sql) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql(sql)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }

    static Map<String, Object> give(String what, LocalDate due, String to) {
        return Map.of("what", what, "due", due.toString(), "to", to);
    }

    static Map<String, Object> close(String state, int version) {
        return Map.of("state", state, "version", version);
    }

    ApiClient sales() {
        return ApiClient.signedIn(http, "sales@henk.example");
    }

    List<JsonNode> own(String key) {
        return ApiClient.ofSession(http, key)
                .get("/api/promises", 200)
                .path("promises")
                .valueStream()
                .toList();
    }

    long summary(String figure) {
        return sales().get("/api/promises/summary", 200).path(figure).asLong();
    }
}
