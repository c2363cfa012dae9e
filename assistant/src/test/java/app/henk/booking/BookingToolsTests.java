package app.henk.booking;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.agent.Card;
import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.tools.CalledOff;
import app.henk.agent.tools.OwnWords;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolRegistry;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.LeadCapture;
import app.henk.identity.CustomerAccounts;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Appointments by saying so: what the tools do for whoever speaks, whatever a model asks of them. */
@HenkTest
class BookingToolsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    ToolRegistry registry;

    @Autowired
    Tenants tenants;

    @Autowired
    CustomerAccounts accounts;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private Tenant tailor;
    private Principal.Visitor visitor;

    @BeforeEach
    void someone_comes_to_the_tailor() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        visitor = new Principal.Visitor(tailor.id(), Ids.next());
    }

    @Test
    void free_times_are_found_by_the_words_that_a_person_uses_and_shown_as_replies() {
        ToolResult found =
                call(visitor, "find_slots", Map.of("type", "Anprobe", "from", day(21), "part_of_day", "afternoon"));

        JsonNode result = JSON.readTree(found.json());
        assertThat(result.path("status").asString()).isEqualTo("free");
        assertThat(result.path("type").asString()).isEqualTo("fitting");
        assertThat(result.path("slots").valueStream())
                .hasSizeBetween(1, 6)
                .allSatisfy(slot ->
                        assertThat(slot.path("at").asString().substring(11, 13)).isBetween("12", "16"));
        Card replies = found.cards().getFirst();
        assertThat(replies.type()).isEqualTo("quick_replies");
        assertThat(replies.content().get("options").toString())
                .contains("Anprobe am")
                .contains("Uhr, bitte.");
    }

    @Test
    void a_closed_day_is_told_with_its_reason_and_the_nearest_free_times() {
        LocalDate monday = LocalDate.now().plusWeeks(4).with(java.time.DayOfWeek.MONDAY);

        JsonNode result = read(call(
                visitor, "find_slots", Map.of("type", "video", "from", monday.toString(), "to", monday.toString())));

        assertThat(result.path("status").asString()).isEqualTo("none_then");
        assertThat(result.path("why").asString()).contains("geschlossen");
        assertThat(result.path("slots")).isNotEmpty();
        assertThat(read(call(visitor, "find_slots", Map.of())).path("types").toString())
                .contains("measurement", "fitting", "pick_up", "video");
    }

    @Test
    void what_is_missing_is_asked_by_a_form_and_booked_once_the_person_has_answered_it() {
        String at = slot("video", 22);
        ToolResult asked = call(visitor, "book_appointment", Map.of("type", "video", "at", at));

        assertThat(read(asked).path("status").asString()).isEqualTo("incomplete");
        assertThat(asked.cards().getFirst().type()).isEqualTo("form");

        ToolResult booked = registry.open(context(
                        visitor,
                        "",
                        Map.of("name", "Jonas Petersen", "email", "jonas.booked@mail.example", "consent", "true"),
                        true))
                .call("c1", "book_appointment", json(Map.of("type", "video", "at", at)))
                .block();

        assertThat(read(booked).path("status").asString()).isEqualTo("booked");
        assertThat(booked.cards().getFirst().type()).isEqualTo("appointment");
        assertThat(booked.cards().getFirst().content()).containsKeys("when", "fields", "actions", "calendar");
        assertThat(count("select count(*) from contact where email = 'jonas.booked@mail.example'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from activity where type = 'meeting' and conversation_id = '"
                        + visitor.conversation() + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from mail where address = 'jonas.booked@mail.example' and template ="
                        + " 'appointment-confirmed'"))
                .isEqualTo(1);
    }

    @Test
    void a_model_cannot_make_up_an_address_or_an_agreement() {
        String at = slot("video", 23);

        ToolResult invented = call(
                visitor,
                "book_appointment",
                Map.of("type", "video", "at", at, "name", "Max Muster", "email", "max@muster.example"));
        ToolResult withoutConsent = registry.open(
                        context(visitor, "Ich bin Max Muster, max@muster.example", Map.of(), false))
                .call(
                        "c1",
                        "book_appointment",
                        json(Map.of("type", "video", "at", at, "name", "Max Muster", "email", "max@muster.example")))
                .block();

        assertThat(invented.json()).contains("not_said");
        assertThat(read(withoutConsent).path("missing").toString()).isEqualTo("[\"consent\"]");
        assertThat(withoutConsent.closing()).isPresent();
        assertThat(count("select count(*) from appointment where conversation_id = '" + visitor.conversation() + "'"))
                .isZero();
    }

    @Test
    void an_address_that_cannot_be_is_told_in_the_persons_language() {
        ToolResult wrong = registry.open(
                        context(visitor, "", Map.of("name", "Jonas Petersen", "email", "jonas@petersen"), true))
                .call("c1", "book_appointment", json(Map.of("type", "video", "at", slot("video", 24))))
                .block();

        assertThat(read(wrong).path("status").asString()).isEqualTo("invalid");
        assertThat(wrong.json()).contains("Diese E-Mail-Adresse kann so nicht stimmen.");
    }

    @Test
    void my_appointment_is_moved_and_cancelled_by_saying_so_and_its_reminder_goes_along() {
        String id = booked(visitor, slot("fitting", 30));
        String later = slot("fitting", 37);

        JsonNode moved = read(call(visitor, "change_appointment", Map.of("at", later)));

        assertThat(moved.path("status").asString()).isEqualTo("moved");
        assertThat(moved.path("appointment").asString()).isEqualTo(id);
        assertThat(moved.path("at").asString()).isEqualTo(later);
        assertThat(reminders(id)).containsExactly("queued", "withdrawn");

        JsonNode refused = read(
                call(visitor, "change_appointment", Map.of("at", LocalDate.now().minusDays(1) + "T12:00")));
        assertThat(refused.path("reason").asString()).isEqualTo("past");

        assertThat(read(call(visitor, "my_bookings", Map.of())).path("appointments"))
                .hasSize(1);
        JsonNode cancelled = read(callsOff(visitor, Map.of("cancel", true)));
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        assertThat(reminders(id)).containsOnly("withdrawn");
        assertThat(read(call(visitor, "my_bookings", Map.of())).path("appointments"))
                .isEmpty();
        assertThat(read(call(visitor, "change_appointment", Map.of("cancel", true)))
                        .path("status")
                        .asString())
                .isEqualTo("none");
    }

    @Test
    void a_model_calls_no_appointment_off_that_its_person_did_not_call_off() {
        String id = booked(visitor, slot("fitting", 58));

        ToolResult asked = call(visitor, "change_appointment", Map.of("cancel", true));

        assertThat(read(asked).path("status").asString()).isEqualTo("asked");
        assertThat(asked.closing().orElseThrow()).startsWith("Anprobe am").endsWith("wirklich absagen?");
        assertThat(asked.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.content().toString())
                        .contains("Ja, bitte.", "Nein, der Termin bleibt bestehen"));
        assertThat(read(call(visitor, "my_bookings", Map.of())).path("appointments"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("appointment").asString()).isEqualTo(id));
    }

    @Test
    void somebody_elses_appointment_is_out_of_reach_whatever_the_model_asks_for() {
        String id = booked(visitor, slot("fitting", 44));
        Principal.Visitor stranger = new Principal.Visitor(tailor.id(), Ids.next());

        for (Principal other : List.of(stranger, customer())) {
            ToolResult moved = call(other, "change_appointment", Map.of("appointment", id, "at", slot("fitting", 51)));
            ToolResult cancelled = callsOff(other, Map.of("appointment", id, "cancel", true));

            assertThat(moved.isFailed()).isTrue();
            assertThat(cancelled.json()).contains("not-found");
            assertThat(read(call(other, "my_bookings", Map.of())).toString()).doesNotContain(id);
        }
    }

    @Test
    void where_is_my_suit_is_answered_to_the_customer_and_not_to_a_visitor() {
        ToolResult mine = call(customer(), "my_bookings", Map.of());

        JsonNode orders = read(mine).path("orders");
        assertThat(orders.toString()).contains("2026-0388", "geheftet", "promised_say");
        assertThat(mine.cards()).extracting(Card::type).contains("order");
        assertThat(mine.cards().getFirst().content().get("steps").toString()).contains("state=here");
        assertThat(read(call(visitor, "my_bookings", Map.of())).path("orders")).isEmpty();
    }

    private Principal customer() {
        return accounts.byEmail(tailor.id(), "customer@henk.example").block();
    }

    private String booked(Principal.Visitor who, String at) {
        ToolResult booked = registry.open(context(
                        who,
                        "",
                        Map.of("name", "Ada Kroll", "email", "ada-" + UUID.randomUUID() + "@mail.example"),
                        true))
                .call("b", "book_appointment", json(Map.of("type", "fitting", "at", at)))
                .block();
        assertThat(read(booked).path("status").asString()).as(booked.json()).isEqualTo("booked");
        return read(booked).path("appointment").asString();
    }

    private String slot(String type, int days) {
        return read(call(visitor, "find_slots", Map.of("type", type, "from", day(days))))
                .path("slots")
                .path(0)
                .path("at")
                .asString();
    }

    private static String day(int ahead) {
        return LocalDate.now().plusDays(ahead).toString();
    }

    private ToolResult call(Principal who, String tool, Map<String, ?> arguments) {
        return registry.open(context(who, "", Map.of(), false))
                .call("c", tool, json(arguments))
                .block();
    }

    /** In answer to the person's own words. */
    private ToolResult callsOff(Principal who, Map<String, ?> arguments) {
        ToolContext said = context(who, "Bitte sagen Sie den Termin ab", Map.of(), false);
        return registry.open(new ToolContext(
                        said.principal(),
                        said.tenant(),
                        said.speaker(),
                        said.conversation(),
                        said.run(),
                        said.message(),
                        said.language(),
                        said.now(),
                        said.consent(),
                        said.words(),
                        said.form(),
                        said.tainted(),
                        said.limits(),
                        Mono.just(new CalledOff.Unnamed()),
                        said.shown()))
                .call("c", "change_appointment", json(arguments))
                .block();
    }

    private ToolContext context(Principal who, String said, Map<String, String> form, boolean consents) {
        UUID conversation = who instanceof Principal.Visitor v ? v.conversation() : Ids.next();
        return new ToolContext(
                who,
                tailor,
                who instanceof Principal.Visitor ? Speaker.VISITOR : Speaker.CUSTOMER,
                conversation,
                Ids.next(),
                Ids.next(),
                "de",
                ZonedDateTime.now(tailor.zone()),
                consents ? Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())) : Optional.empty(),
                new OwnWords(List.of(said, String.join(" ", form.values()))),
                form,
                false);
    }

    private List<String> reminders(String appointment) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql("select state from mail where key like :key order by state")
                                .bind("key", "appointment-reminder:" + appointment + "%")
                                .map(row -> row.get("state", String.class))
                                .all()
                                .collectList())
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

    private static JsonNode read(ToolResult result) {
        return JSON.readTree(result.json());
    }

    private static String json(Map<String, ?> arguments) {
        return JSON.writeValueAsString(arguments);
    }
}
