package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.promises.Promise;
import app.henk.promises.Promises;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

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

    @Test
    void who_names_a_time_and_has_no_appointment_yet_is_told_when_there_is_one() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");

        String night = hold(visitor, "Ich möchte eine Anprobe am Sonntag um 3 Uhr nachts");
        String holiday = hold(visitor, "Am 25.12. um 11 Uhr");

        assertThat(night + holiday).doesNotContain("keinen Termin", "kein Termin eingetragen");
        assertThat(night).contains("Uhr");
        assertThat(holiday).contains("Uhr");
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
