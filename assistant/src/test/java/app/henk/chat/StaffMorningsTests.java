package app.henk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Whole mornings of a rep over HTTP, without a model: what is asked and said to the chat's address, and what stands in the
 * database when the morning is over.
 */
@HenkTest
class StaffMorningsTests {

    private static final List<String> SYLLABLES =
            List.of("ba", "de", "fo", "gu", "ki", "la", "me", "no", "pu", "ra", "su", "ti", "vo", "we", "xi", "zu");

    private static final String START = "starts_at at time zone 'Europe/Berlin'";

    @Autowired
    WebTestClient http;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private ApiClient rep;
    private Tenant house;
    private LocalDate today;
    /** A name that nobody else has. */
    private String name;

    private String session = "";

    @BeforeEach
    void a_morning() {
        rep = ApiClient.signedIn(http, "sales@henk.example");
        house = tenants.all().filter(tenant -> tenant.slug().equals("henk")).blockFirst();
        today = LocalDate.now(house.zone());
        StringBuilder word = new StringBuilder();
        for (char digit : Long.toHexString(Ids.next().getLeastSignificantBits()).toCharArray()) {
            word.append(SYLLABLES.get(Character.digit(digit, 16)));
        }
        name = Character.toUpperCase(word.charAt(0)) + word.substring(1, 18);
    }

    @Test
    void a_morning_in_german() {
        says("Moin! Was steht heute an?");
        says("leg mal einen Deal für " + name + " an, 20k, Angebot");
        says("Wert 21k");
        says("gib 10 % Rabatt auf den Deal");
        assertThat(deal("value")).isEqualTo("18900.00");
        says("minus 900");
        says("Abschluss auf den 31.1.2031");
        says("nimm das Abschlussdatum wieder raus");
        assertThat(deal("expected_close")).isEqualTo("–");
        says("mach das rückgängig");
        says("schieb ihn auf Verhandlung und erinner mich morgen dran");
        says("Notiz: will noch die Stoffmuster sehen");
        says("wie viele Deals sind offen?");
        assertThat(says("was hab ich morgen?").path("cards").toString()).contains(name);
        says(name + " hat unterschrieben");
        assertThat(deal("status")).isEqualTo("open");
        says("ja");

        assertThat(deal("value")).isEqualTo("18000.00");
        assertThat(deal("expected_close")).isEqualTo("2031-01-31");
        assertThat(deal("status")).isEqualTo("won");
        assertThat(history()).contains("Stoffmuster");
        assertThat(tasks()).isEqualTo(today.plusDays(1).toString());
    }

    @Test
    void a_morning_in_english() {
        says("good morning, what needs me today?");
        says("create a deal for " + name + " worth 9k in proposal");
        says("give it a 10% discount");
        assertThat(deal("value")).isEqualTo("8100.00");
        says("undo that");
        says("move it to negotiation");
        says("close date 2031-03-31");
        says("take the close date out");
        assertThat(deal("expected_close")).isEqualTo("–");
        says("undo");
        says("just spoke to " + name + ", she likes the navy, send her the quote tomorrow");
        assertThat(says("what do I have tomorrow?").path("cards").toString()).contains(name);
        says("how many deals are open?");
        says("mark " + name + " as lost, too expensive");
        assertThat(deal("status")).isEqualTo("open");
        says("yes");

        assertThat(deal("value")).isEqualTo("9000.00");
        assertThat(deal("expected_close")).isEqualTo("2031-03-31");
        assertThat(deal("status")).isEqualTo("lost");
        assertThat(deal("lost_reason")).contains("too expensive");
        assertThat(history()).contains("navy");
        assertThat(tasks()).isEqualTo(today.plusDays(1).toString());
    }

    @Test
    void une_matinee_en_francais() {
        says("bonjour, qu'est-ce que j'ai aujourd'hui ?");
        says("crée une affaire pour " + name + ", 7500 euros");
        says("fais une remise de 10 % sur l'affaire");
        assertThat(deal("value")).isEqualTo("6750.00");
        says("annule la dernière modification");
        says("mets-la en négociation");
        says("clôture le 31/01/2031");
        says("enlève la date de clôture");
        assertThat(deal("expected_close")).isEqualTo("–");
        says("annule la dernière modification");
        says("j'ai appelé " + name + ", pas de réponse, rappeler demain");
        assertThat(says("qu'est-ce que j'ai demain ?").path("cards").toString()).contains(name);
        says("combien d'affaires sont ouvertes ?");
        says(name + " a signé pour 7 800 euros");
        assertThat(deal("status")).isEqualTo("open");
        says("oui");

        assertThat(deal("value")).isEqualTo("7800.00");
        assertThat(deal("expected_close")).isEqualTo("2031-01-31");
        assertThat(deal("status")).isEqualTo("won");
        assertThat(history()).contains("pas de réponse");
        assertThat(tasks()).isEqualTo(today.plusDays(1).toString());
    }

    @Test
    void a_customers_appointment_is_moved_and_called_off_only_when_that_is_confirmed() {
        List<LocalDateTime> free = free(14);
        booked(free.getFirst());
        LocalDateTime later = free.stream()
                .filter(at -> at.isAfter(free.getFirst().plusHours(1)))
                .filter(at -> at.getHour() > 12)
                .findFirst()
                .orElseThrow();

        JsonNode asked = says("verschieb den Termin mit " + name + " auf den " + later.getDayOfMonth() + "."
                + later.getMonthValue() + "." + later.getYear() + " um " + clock(later));

        assertThat(asked.path("interrupts").path(0).path("message").asString())
                .as(asked.path("reply").asString())
                .contains(name);
        assertThat(appointment(START)).startsWith(free.getFirst().toString());
        assertThat(says("ja").path("reply").asString()).contains(name);
        assertThat(appointment(START)).startsWith(later.toString());

        says("sag den Termin mit " + name + " ab");
        assertThat(appointment("status")).isEqualTo("booked");
        says("ja");
        assertThat(appointment("status")).isEqualTo("cancelled");
        assertThat(says("verschieb den Termin mit " + name + " auf morgen um 10 Uhr")
                        .path("reply")
                        .asString())
                .contains("kein Termin");
    }

    @Test
    void a_time_that_the_house_has_not_is_told_with_those_that_are_free() {
        LocalDateTime at = free(21).getFirst();
        booked(at);
        says("cancel the appointment with " + name);
        says("no");
        assertThat(appointment("status")).isEqualTo("booked");

        says("move the appointment with " + name + " to 3 am");
        JsonNode done = says("yes");

        assertThat(appointment(START)).startsWith(at.toString());
        assertThat(done.path("reply").asString()).isNotBlank();
    }

    private static String clock(LocalDateTime at) {
        return "%d:%02d Uhr".formatted(at.getHour(), at.getMinute());
    }

    /** Free times for a fitting, so many days ahead and later, on the clock of the house. */
    private List<LocalDateTime> free(int ahead) {
        LocalDate from = today.plusDays(ahead);
        return rep.get("/api/appointments/slots?type=fitting&from=" + from + "&to=" + from.plusDays(24), 200)
                .path("slots")
                .valueStream()
                .map(slot -> OffsetDateTime.parse(slot.path("start").asString()).toLocalDateTime())
                .toList();
    }

    private void booked(LocalDateTime at) {
        ApiClient.visitor(http)
                .post(
                        "/api/appointments",
                        Map.of(
                                "type",
                                "fitting",
                                "date",
                                at.toString(),
                                "name",
                                "Petra " + name,
                                "email",
                                name.toLowerCase(Locale.ROOT) + "@mail.example",
                                "consent",
                                true),
                        201);
    }

    private JsonNode says(String text) {
        Map<String, Object> body = new HashMap<>(Map.of("message", text));
        if (!session.isEmpty()) {
            body.put("session_id", session);
        }
        JsonNode answer = rep.post("/api/chat", body, 200);
        session = answer.path("session_id").asString();
        return answer;
    }

    private String deal(String column) {
        return read("select " + column + " from deal where title like '%" + name + "%' and deleted_at is null");
    }

    private String history() {
        return read("select string_agg(a.subject || ' ' || a.body, '; ') from activity a join deal d on d.tenant_id ="
                + " a.tenant_id and d.id = a.deal_id where d.title like '%" + name + "%'");
    }

    /** The days of what is to be done about it. */
    private String tasks() {
        return read(
                "select string_agg(t.due::text, ', ') from task t join deal d on d.tenant_id = t.tenant_id and d.id ="
                        + " t.deal_id where t.done_at is null and t.deleted_at is null and d.title like '%" + name
                        + "%'");
    }

    private String appointment(String column) {
        return read("select " + column + " from appointment where name like '%" + name + "%'");
    }

    /** A dash where there is nothing. */
    private String read(String sql) {
        return transactions
                .in(
                        Scope.system(house.id()),
                        () -> database.sql(sql)
                                .map(row -> Optional.ofNullable(row.get(0))
                                        .map(Object::toString)
                                        .orElse("–"))
                                .first())
                .blockOptional()
                .orElse("–");
    }
}
