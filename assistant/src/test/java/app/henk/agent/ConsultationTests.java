package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Without any model: from the first word to the lead, by the real tools, through the gate. */
@HenkTest
class ConsultationTests {

    @Autowired
    SalesAgent agent;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Test
    void leads_from_the_first_word_to_a_lead_in_german() {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        String advice = hold(
                visitor,
                "Guten Tag, ich heirate am "
                        + LocalDate.now()
                                .plusDays(200)
                                .format(DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMAN))
                        + " und suche einen leichten Anzug bis 1500 Euro.",
                "Was kostet der erste, und wie schwer ist er?",
                "Der erste gefällt mir. Ich möchte gern ein Angebot.",
                "Martha Lindner, martha.lindner@mail.example",
                "Ja, einverstanden.",
                "Vielen Dank, auf Wiedersehen!");
        assertThat(advice).doesNotContain("nicht sicher sagen", "prüfen lassen", "gesicherte Angabe");
        assertThat(leads(visitor)).as(advice).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Martha Lindner, %s, die Hochzeit ist im Mai, bis 1500 Euro",
                "Jan Petersen, %s",
                "April Müller\n%s",
                "Der zweite gefällt mir auch: Jan Krüger, 040 4419087, %s, die Hochzeit ist am 12. September"
            })
    void asks_for_consent_whatever_is_told_beside_the_address_and_takes_a_plain_yes(String told) {
        Turns visitor = new Turns(tenants, transactions, database, "henk");
        String mail = "wer." + visitor.conversation + "@mail.example";
        String advice = hold(
                visitor,
                "Ich suche einen leichten Anzug.",
                "Der erste gefällt mir. Bitte melden Sie sich bei mir.",
                told.formatted(mail),
                "ja");
        assertThat(leads(visitor)).as(advice).isOne();
        assertThat(advice)
                .contains("Sind Sie einverstanden, dass HENK Maßatelier")
                .doesNotContain("gefällt.", "Januar");
    }

    @Test
    void shows_the_machines_of_another_trade_with_their_figures() {
        Turns visitor = new Turns(tenants, transactions, database, "works");
        visitor.disclosed = false;
        List<AgentEvent> events = visitor.said(
                agent,
                "Hello, we have a small workshop with single-phase power and cut plywood sheets. What CNC router would"
                        + " you recommend?");
        assertThat(Turns.answer(events).text())
                .startsWith("This is Ada")
                .doesNotContain("How good of you to write", "Welcome.");
        List<String> shown = Turns.answer(events).cards().stream()
                .map(card -> card.type() + " " + card.content().get("fallback"))
                .toList();
        assertThat(shown)
                .anySatisfy(card -> assertThat(card).startsWith("product Ridge").contains("Power: 1.5 kW"));
        assertThat(shown)
                .filteredOn(card -> card.startsWith("quick_replies"))
                .allSatisfy(card -> assertThat(card).doesNotContain("· 000"));
    }

    private String hold(Turns visitor, String... messages) {
        StringBuilder advice = new StringBuilder();
        for (String message : messages) {
            List<AgentEvent> events = visitor.said(agent, message);
            String answer = Turns.answer(events).text();
            visitor.remembered.putAll(visitor.kept(transactions, database));
            advice.append(answer).append('\n');
        }
        return advice.toString();
    }

    private long leads(Turns visitor) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql("select count(*) from lead where conversation_id = $1")
                                .bind(0, visitor.conversation)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
