package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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

@HenkTest
class LeadTests {

    private static final LocalDate WEDDING = LocalDate.now().plusDays(200);

    @Autowired
    Leads leads;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    WebTestClient http;

    private Tenant tailor;

    @BeforeEach
    void findTailor() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
    }

    @Test
    void a_wish_becomes_a_contact_a_scored_lead_a_named_deal_and_an_activity() {
        var visitor = visitor();

        var stored = stored(leads.capture(visitor, wedding(visitor, "jonas.petersen@mail.example"))
                .block());

        assertThat(stored.created()).isTrue();
        assertThat(stored.title())
                .isEqualTo("Hochzeitsanzug " + WEDDING.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.GERMAN)));
        JsonNode lead = asSales("/api/leads/" + stored.lead());
        assertThat(lead.at("/lead/email").asString()).isEqualTo("jonas.petersen@mail.example");
        assertThat(lead.at("/lead/phone").asString()).isEqualTo("+4940123456");
        assertThat(lead.at("/lead/explanation/criteria")).hasSize(4);
        assertThat(lead.at("/history/0/type").asString()).isEqualTo("conversation");
        JsonNode deal =
                asSales("/api/crm/deals?email=jonas.petersen@mail.example").get(0);
        assertThat(deal.path("stage").asString()).isEqualTo("initial_contact");
        assertThat(deal.path("value").decimalValue()).isEqualByComparingTo("2200");
        assertThat(deal.path("weighted").decimalValue()).isEqualByComparingTo("220");
    }

    @Test
    void the_same_wish_of_the_same_person_is_one_lead_however_often_it_is_said_at_once() {
        var visitor = visitor();
        var wish = wedding(visitor, "twice@mail.example");

        var ids = Flux.range(0, 12)
                .flatMap(n -> leads.capture(visitor, wish), 12)
                .map(captured -> stored(captured).lead())
                .distinct()
                .collectList()
                .block();

        assertThat(ids).hasSize(1);
        assertThat(asSales("/api/crm/deals?email=twice@mail.example")).hasSize(1);
    }

    @Test
    void somebody_else_who_types_the_address_changes_nothing_of_the_lead() {
        var first = visitor();
        var lead = stored(leads.capture(first, wedding(first, "owner@mail.example"))
                        .block())
                .lead();
        var stranger = visitor();

        leads.capture(stranger, withBudget(wedding(stranger, "owner@mail.example"), "9"))
                .block();

        JsonNode known = asSales("/api/leads/" + lead);
        assertThat(known.at("/lead/budget").decimalValue()).isEqualByComparingTo("2200");
        assertThat(known.path("history")).hasSize(2);
    }

    @Test
    void without_the_persons_agreement_nothing_is_stored() {
        var visitor = visitor();
        var wish = wedding(visitor, "no-consent@mail.example");
        var silent = new LeadCapture(
                wish.conversation(),
                wish.name(),
                wish.email(),
                wish.phone(),
                wish.company(),
                wish.occasion(),
                wish.eventDate(),
                wish.budget(),
                wish.notes(),
                wish.wish(),
                Optional.empty(),
                "de");

        var answer = leads.capture(visitor, silent).block();

        assertThat(answer).isEqualTo(new LeadCaptured.Incomplete(List.of("consent")));
        assertThat(asSales("/api/crm/deals?email=no-consent@mail.example")).isEmpty();
    }

    @Test
    void what_cannot_be_an_address_or_a_number_is_named() {
        var visitor = visitor();
        var wish = wedding(visitor, "jonas@petersen");
        var wrong = new LeadCapture(
                wish.conversation(),
                wish.name(),
                wish.email(),
                Optional.of("12"),
                wish.company(),
                wish.occasion(),
                wish.eventDate(),
                wish.budget(),
                wish.notes(),
                wish.wish(),
                wish.consent(),
                "de");

        assertThat(leads.capture(visitor, wrong).block())
                .isEqualTo(new LeadCaptured.Invalid(List.of(
                        new LeadCaptured.FieldError("email", "email.invalid"),
                        new LeadCaptured.FieldError("phone", "phone.invalid"))));
    }

    @Test
    void the_worked_example_posted_to_the_second_tenant_gives_85() {
        JsonNode lead = ApiClient.signedIn(http, "sales@works.example")
                .post(
                        "/api/leads",
                        Map.of(
                                "first_name",
                                "Grace",
                                "last_name",
                                "Miller",
                                "email",
                                "grace@miller.example",
                                "budget",
                                50_000,
                                "company_size",
                                250,
                                "industry",
                                "tech",
                                "urgency",
                                "this_week"),
                        201);

        assertThat(lead.path("score").asInt()).isEqualTo(85);
        assertThat(lead.path("key_account").asBoolean()).isTrue();
        assertThat(ApiClient.signedIn(http, "manager@works.example")
                        .get("/api/leads/top", 200)
                        .get(0)
                        .path("score")
                        .asInt())
                .isEqualTo(85);
    }

    @Test
    void another_tenants_lead_is_as_if_it_were_not_there() {
        var visitor = visitor();
        var lead = stored(leads.capture(visitor, wedding(visitor, "foreign@mail.example"))
                        .block())
                .lead();

        for (UUID id : List.of(lead, UUID.randomUUID())) {
            assertThat(ApiClient.signedIn(http, "admin@works.example")
                            .get("/api/leads/" + id, 404)
                            .path("detail")
                            .asString())
                    .isEqualTo("There is no lead with this id.");
        }
    }

    @Test
    void a_birthday_or_a_slip_of_the_century_is_no_day_of_an_occasion() {
        var visitor = visitor();
        for (Map.Entry<LocalDate, String> wrong : Map.of(
                        LocalDate.of(1990, 5, 12), "event_date.past",
                        LocalDate.now().plusYears(63), "event_date.far")
                .entrySet()) {
            LeadCapture wish = wedding(visitor, "birthday@mail.example");
            assertThat(leads.capture(visitor, on(wish, wrong.getKey())).block())
                    .isEqualTo(new LeadCaptured.Invalid(
                            List.of(new LeadCaptured.FieldError("event_date", wrong.getValue()))));
        }
        assertThat(asSales("/api/crm/deals?email=birthday@mail.example")).isEmpty();
    }

    private static LeadCapture on(LeadCapture wish, LocalDate day) {
        return new LeadCapture(
                wish.conversation(),
                wish.name(),
                wish.email(),
                wish.phone(),
                wish.company(),
                wish.occasion(),
                Optional.of(day),
                wish.budget(),
                wish.notes(),
                wish.wish(),
                wish.consent(),
                "de");
    }

    @Test
    void neither_visitors_nor_customers_read_leads() {
        ApiClient.nobody(http).get("/api/leads", 401);
        ApiClient.signedIn(http, "customer@henk.example").get("/api/leads", 403);
    }

    @Test
    void the_database_shows_a_visitor_no_lead_even_when_the_code_forgets_to_ask() {
        var visitor = visitor();
        leads.capture(visitor, wedding(visitor, "hidden@mail.example")).block();

        Long seen = transactions
                .in(
                        visitor.scope(),
                        () -> database.sql("select count(*) from lead")
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
        Long there = transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select count(*) from lead")
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();

        assertThat(seen).isZero();
        assertThat(there).isPositive();
    }

    @Test
    void pages_of_leads_follow_each_other_without_gap_or_repeat() {
        for (int n = 0; n < 5; n++) {
            var visitor = visitor();
            leads.capture(visitor, wedding(visitor, "page" + n + "@mail.example"))
                    .block();
        }

        JsonNode first = asSales("/api/leads?limit=3");
        JsonNode second =
                asSales("/api/leads?limit=3&after=" + first.path("next").asString());

        var ids = new java.util.ArrayList<String>();
        first.path("leads").forEach(lead -> ids.add(lead.path("id").asString()));
        second.path("leads").forEach(lead -> ids.add(lead.path("id").asString()));
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
    }

    private Principal.Visitor visitor() {
        return new Principal.Visitor(tailor.id(), Ids.next());
    }

    private static LeadCapture wedding(Principal.Visitor visitor, String email) {
        return new LeadCapture(
                visitor.conversation(),
                Optional.of("Jonas Petersen"),
                Optional.of(email),
                Optional.of("040 123456"),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.of(WEDDING),
                Optional.of(new BigDecimal("2200")),
                Optional.of("Dunkelblau, nicht glänzend"),
                List.of("HK-101"),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.parse("2026-11-20T10:00:00Z"))),
                "de");
    }

    private static LeadCapture withBudget(LeadCapture wish, String budget) {
        return new LeadCapture(
                wish.conversation(),
                wish.name(),
                wish.email(),
                wish.phone(),
                wish.company(),
                wish.occasion(),
                wish.eventDate(),
                Optional.of(new BigDecimal(budget)),
                wish.notes(),
                wish.wish(),
                wish.consent(),
                "de");
    }

    private static LeadCaptured.Stored stored(LeadCaptured captured) {
        assertThat(captured).isInstanceOf(LeadCaptured.Stored.class);
        return (LeadCaptured.Stored) captured;
    }

    private JsonNode asSales(String uri) {
        return ApiClient.signedIn(http, "sales@henk.example").get(uri, 200);
    }
}
