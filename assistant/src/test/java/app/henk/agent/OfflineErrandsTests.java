package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.booking.Appointments;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.promises.Promise;
import app.henk.promises.Promises;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Without any model: a promise is made, a copy is fetched, everything is erased, by the real tools. */
@HenkTest
class OfflineErrandsTests {

    @Autowired
    SalesAgent agent;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Promises promises;

    @Autowired
    Appointments appointments;

    @Test
    void samples_are_promised_by_a_day_once_the_person_is_known() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        String talk = hold(
                visitor,
                "Guten Tag, ich suche einen blauen Anzug für den Sommer bis 1800 Euro.",
                "Können Sie mir vom ersten ein Muster schicken?",
                "Jana Berg, jana.berg@mail.example",
                "Ja, einverstanden.");

        assertThat(promises.of(visitor.visitor).block())
                .as(talk)
                .extracting(Promise::kind)
                .containsExactly("samples");
        assertThat(talk).contains("Die Muster gehen bis");
    }

    @Test
    void what_one_addition_is_of_a_price_that_has_it_is_said_apart() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        hold(
                visitor,
                "Guten Tag, ich suche einen blauen Anzug für den Sommer bis 1800 Euro.",
                "Was kostet der erste mit Weste?");

        assertThat(hold(visitor, "Was macht die Weste mehr?")).containsPattern("290\\h€.*Weste|Weste.*290\\h€");
    }

    @Test
    void a_copy_is_offered_and_everything_erased_after_a_yes() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        String talk = hold(
                visitor,
                "Guten Tag, ich suche einen blauen Anzug.",
                "Ich möchte eine Kopie meiner Daten.",
                "Bitte löschen Sie alle meine Daten.");
        assertThat(talk)
                .contains("Ihre Daten liegen zum Herunterladen bereit", "Möchten Sie wirklich, dass")
                .doesNotContain("werden gelöscht", "Gelöscht, was");
        assertThat(conversations(visitor)).isOne();

        String end = hold(visitor, "Ja, bitte löschen.");

        assertThat(end).contains("Es ist alles gelöscht");
        assertThat(conversations(visitor)).isZero();
    }

    @Test
    void a_birthday_is_no_wedding_day() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        String talk = hold(visitor, "Ich heirate am 12.05.1990 und brauche einen Anzug, bis 1500 Euro.");

        assertThat(talk)
                .containsAnyOf("liegt schon hinter uns", "ist schon vorbei")
                .doesNotContain("Wochen später");
        assertThat(visitor.remembered).doesNotContainKey("event_date");
    }

    @Test
    void the_measures_of_a_giant_are_asked_back_and_are_no_budget() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        String talk = hold(visitor, "Ich bin 2,60 m groß, Brust 104.", "Taille doch 880");

        assertThat(talk).contains("260 cm, das kann nicht stimmen", "880 cm, das kann nicht stimmen");
        assertThat(visitor.remembered).doesNotContainKey("budget");
        assertThat(measures(visitor)).containsExactly("chest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich möchte meine Maße angeben",
                "I'd like to give you my measurements",
                "Je voudrais vous donner mes mesures"
            })
    void who_wants_to_give_measures_gets_a_form_and_what_is_typed_is_kept_or_asked_back(String words) {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        List<AgentEvent> asked = visitor.said(agent, words);
        assertThat(form(asked).at("/schema/properties").propertyNames()).contains("measure_chest", "measure_waist");

        visitor.form = Map.of("measure_chest", "104", "measure_waist", "92,5", "measure_height", "260");
        String answer = Turns.answer(visitor.said(agent, "104, 92,5, 260")).text();
        assertThat(answer).contains("104", "260 cm");
        assertThat(measures(visitor)).containsExactly("chest", "waist");
    }

    private static JsonNode form(List<AgentEvent> events) {
        return events.stream()
                .filter(AgentEvent.CardShown.class::isInstance)
                .map(shown -> ((AgentEvent.CardShown) shown).card())
                .filter(card -> card.type().equals("form"))
                .map(card -> (JsonNode) JsonMapper.shared().valueToTree(card.content()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_names_a_time_and_has_no_appointment_yet_is_told_when_there_is_one() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        String night = hold(visitor, "Ich möchte eine Anprobe am Sonntag um 3 Uhr nachts");
        String holiday = hold(visitor, "Am 25.12. um 11 Uhr");

        assertThat(night + holiday).doesNotContain("keinen Termin", "kein Termin eingetragen");
        assertThat(night).contains("Uhr");
        assertThat(holiday).contains("Uhr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ich möchte meinen Termin verlegen", "Ich möchte meinen Termin (Anprobe) verlegen."})
    void the_button_of_another_time_moves_the_appointment_that_there_is(String words) {
        Turns visitor = booked();
        Instant before =
                appointments.ahead(visitor.visitor, 5).block().getFirst().startsAt();

        visitor.said(agent, reply(visitor.said(agent, words), 1));

        assertThat(appointments.ahead(visitor.visitor, 5).block())
                .singleElement()
                .satisfies(moved -> assertThat(moved.startsAt()).isNotEqualTo(before));
    }

    @Test
    void who_booked_and_takes_the_consent_back_is_not_only_told_so() {
        Turns visitor = booked();

        List<AgentEvent> events = visitor.said(agent, "Ich widerrufe meine Einwilligung");

        assertThat(Turns.answer(events).steps())
                .extracting(AgentRequest.Step::arguments)
                .contains("{\"kind\":\"withdraw_consent\"}");
    }

    /** Somebody with an appointment in this talk, at a time that was on offer. */
    private Turns booked() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        visitor.now = ZonedDateTime.now(visitor.tenant.zone());
        visitor.said(agent, reply(visitor.said(agent, "Ich hätte gern einen Termin zur Anprobe"), 0));
        visitor.form = Map.of(
                "name", "Jonas Petersen", "email", "jonas-" + UUID.randomUUID() + "@mail.example", "consent", "true");
        visitor.said(agent, "Hiermit");
        assertThat(appointments.ahead(visitor.visitor, 5).block()).hasSize(1);
        return visitor;
    }

    /** What one of the buttons under an answer says. */
    private static String reply(List<AgentEvent> events, int which) {
        return events.stream()
                .filter(AgentEvent.CardShown.class::isInstance)
                .map(shown -> ((AgentEvent.CardShown) shown).card())
                .filter(card -> card.type().equals("quick_replies"))
                .map(card -> JsonMapper.shared().valueToTree(card.content()))
                .map(content ->
                        ((JsonNode) content).at("/options/" + which + "/value").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_measure_that_is_named_is_forgotten_and_no_other() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        String talk = hold(
                visitor,
                "Je mesure 184 cm, poitrine 102, tour de taille 88, hanches 99",
                "Que savez-vous de moi ?",
                "Oubliez mon tour de taille");

        assertThat(measures(visitor)).as(talk).containsExactly("chest", "height", "hips");
    }

    private List<String> measures(Turns visitor) {
        return transactions
                .in(
                        visitor.visitor.scope(),
                        () -> database.sql("select kind from measurement where state = 'kept' order by kind")
                                .map(row -> String.valueOf(row.get(0, String.class)))
                                .all()
                                .collectList())
                .block();
    }

    private String hold(Turns visitor, String... lines) {
        StringBuilder talk = new StringBuilder();
        for (String line : lines) {
            String answer = Turns.answer(visitor.said(agent, line)).text();
            visitor.remembered.putAll(visitor.kept(transactions, database));
            talk.append("> ").append(line).append('\n').append(answer).append("\n\n");
        }
        return talk.toString();
    }

    private long conversations(Turns visitor) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql("select count(*) from conversation where id = $1")
                                .bind(0, visitor.conversation)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
