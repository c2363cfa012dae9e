package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.ContactCard;
import app.henk.crm.Deal;
import app.henk.crm.Lead;
import app.henk.crm.LeadFilter;
import app.henk.crm.Leads;
import app.henk.crm.Task;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whole mornings of reps who say what they want and have no model: after each message the records are as they must be. */
@HenkTest
class StaffMorningTests extends StaffDesk {

    /** The product's own, which has no model here but its engine. */
    @Autowired
    SalesAgent agent;

    @Autowired
    Leads leads;

    private SoftAssertions all;
    private LocalDate today;

    @BeforeEach
    void a_morning() {
        all = new SoftAssertions();
        today = LocalDate.now(rep.tenant.zone());
    }

    @AfterEach
    void told() {
        all.assertAll();
    }

    @Test
    void a_deal_is_made_moved_valued_put_right_and_taken_back() {
        hears("leg mal einen Deal für " + word + " an, 48k, Erstkontakt", deal -> {
            worth(deal, 48_000);
            stage(deal, "initial_contact");
        });
        hears("mach 52.500 draus", deal -> worth(deal, 52_500));
        hears("schieb ihn mal eben auf Verhandlung", deal -> stage(deal, "negotiation"));
        hears("ach nein, doch auf Angebot", deal -> stage(deal, "proposal"));
        hears("Abschluss auf den 31.1.2031", deal -> closes(deal, LocalDate.of(2031, 1, 31)));
        hears("verschieb den Abschluss zwei Wochen nach hinten", deal -> closes(deal, LocalDate.of(2031, 2, 14)));
        hears("erhöh den Wert um 2000", deal -> worth(deal, 54_500));
        hears("mach das bitte rückgängig", deal -> worth(deal, 52_500));
        hears("schieb ihn bloß nicht auf Verhandlung", deal -> stage(deal, "proposal"));
        hears("vielleicht sollten wir ihn auf 90k setzen", deal -> worth(deal, 52_500));
        hears("ruf ihn morgen früh um 9 an", deal -> due(today.plusDays(1)));
        hears("nee doch erst übermorgen", deal -> due(today.plusDays(2)));
        hears("gewonnen!", deal -> status(deal, "open"));
        hears("ja", deal -> status(deal, "won"));
        hears("mach ihn wieder auf", deal -> status(deal, "open"));
    }

    @Test
    void somebody_is_told_of_becomes_a_lead_and_then_a_deal() {
        says("leg mal Frau Dr. Petra " + word + " an, " + mail() + ", will 3 Anzüge, Budget 5000");
        lead(lead -> {
            all.assertThat(lead.firstName() + " " + lead.lastName()).isEqualTo("Petra " + word);
            all.assertThat(lead.email()).contains(mail());
            all.assertThat(lead.budget().orElseThrow()).isEqualByComparingTo("5000");
            all.assertThat(lead.notes()).contains("will 3 Anzüge");
        });
        says("Budget auf 8000");
        lead(lead -> all.assertThat(lead.budget().orElseThrow()).isEqualByComparingTo("8000"));
        says("ihre Nummer ist 0171 2345678");
        lead(lead -> all.assertThat(lead.phone()).contains("+491712345678"));
        says("Lead " + word + " ist jetzt qualifiziert");
        lead(lead -> all.assertThat(lead.status()).isEqualTo("qualified"));
        says("nimm das zurück");
        lead(lead -> all.assertThat(lead.status()).isEqualTo("new"));
        says("ruf sie morgen an");
        due(today.plusDays(1));
        UUID made = made(says("mach aus ihr nen Deal, 7500"));
        worth(now(made), 7_500);
        says("und schieb ihn auf Angebot");
        stage(now(made), "proposal");
        says("was wäre, wenn wir ihn verlieren?");
        status(now(made), "open");
    }

    @Test
    void several_things_in_one_breath_are_each_done() {
        hears("neuer Deal " + word + " 20k", deal -> worth(deal, 20_000));
        hears("schieb ihn auf Verhandlung, setz den Wert auf 22k und erinner mich morgen dran", deal -> {
            stage(deal, "negotiation");
            worth(deal, 22_000);
            due(today.plusDays(1));
        });
        hears(
                "Hab grad mit " + word + " telefoniert, läuft gut. Notier: nur vormittags erreichbar",
                deal -> all.assertThat(history(deal)).contains("läuft gut", "nur vormittags erreichbar"));
        hears("Zeig mir " + word + " und setz ihn auf qualifiziert", deal -> stage(deal, "qualified"));
        hears(word + " auf Angebot", deal -> stage(deal, "proposal"));
        hears("wie viele Deals sind offen? Und mach aus dem Wert 25k", deal -> status(deal, "open"));
        hears("wenn er unterschreibt, setz ihn auf gewonnen", deal -> status(deal, "open"));
        hears("er hat noch nicht unterschrieben", deal -> status(deal, "open"));
        hears(word + " hat zugesagt! 26.500 Euro", deal -> status(deal, "open"));
        hears("ja bitte", deal -> {
            status(deal, "won");
            worth(deal, 26_500);
        });
    }

    @Test
    void the_deal_is_asked_for_where_none_was_shown_and_the_answer_goes_on() {
        create(word + " Loden", 9_000);
        rep.transcript.clear();
        List<AgentEvent> asked = says("verschieb den Deal in Angebot");
        assertThat(card(asked, "quick_replies").content().get("fallback").toString())
                .as(talk())
                .contains(word + " Loden");
        stage(deal(word), "initial_contact");
        hears(word + " Loden", deal -> stage(deal, "proposal"));
        hears("auf 12k hoch", deal -> all.assertThat(deal.value()).isPresent());
        hears("setz ihn auf 12k", deal -> worth(deal, 12_000));
        hears("nein, 13k", deal -> worth(deal, 13_000));
        hears("erinner mich an " + word, deal -> noTask());
        hears("morgen", deal -> due(today.plusDays(1)));
        hears("lösch bloß nichts von " + word, deal -> status(deal, "open"));
        hears("soll ich " + word + " auf Verhandlung setzen?", deal -> stage(deal, "proposal"));
        hears("lösch den Deal", deal -> status(deal, "open"));
        hears("nein", deal -> status(deal, "open"));
    }

    @Test
    void a_morning_in_english() {
        hears("could you set up a deal for " + word + " please, about 22 grand", deal -> worth(deal, 22_000));
        hears("bump it to 25k", deal -> worth(deal, 25_000));
        hears("sorry make that 24k", deal -> worth(deal, 24_000));
        hears("put it into negotiation", deal -> stage(deal, "negotiation"));
        hears("scratch that", deal -> stage(deal, "initial_contact"));
        hears("close date 2031-03-31", deal -> closes(deal, LocalDate.of(2031, 3, 31)));
        hears("push it two weeks", deal -> closes(deal, LocalDate.of(2031, 4, 14)));
        hears("raise it by 2k", deal -> worth(deal, 26_000));
        hears("just spoke to " + word + ", he likes the midnight blue, send him the quote tomorrow", deal -> {
            all.assertThat(history(deal)).contains("midnight blue");
            due(today.plusDays(1));
        });
        hears("should I move it to proposal?", deal -> stage(deal, "initial_contact"));
        hears("don't move it to proposal", deal -> stage(deal, "initial_contact"));
        hears("if he signs, mark it as won", deal -> status(deal, "open"));
        hears("mark it as lost, too expensive", deal -> status(deal, "open"));
        hears("yes", deal -> {
            status(deal, "lost");
            all.assertThat(deal.lostReason()).contains("too expensive");
        });
        hears("reopen it, he changed his mind", deal -> status(deal, "open"));
    }

    @Test
    void a_lead_from_a_fair_in_english() {
        says("met Lucy " + word + " from Hale Shipping at the fair, " + mail()
                + ", needs 15 blazers, please add her as a lead");
        lead(lead -> {
            all.assertThat(lead.lastName()).isEqualTo(word);
            all.assertThat(lead.company()).contains("Hale Shipping");
            all.assertThat(lead.notes()).contains("needs 15 blazers");
        });
        says("her budget is 9k");
        lead(lead -> all.assertThat(lead.budget().orElseThrow()).isEqualByComparingTo("9000"));
        says("call her tomorrow");
        due(today.plusDays(1));
        says("no, the day after tomorrow");
        due(today.plusDays(2));
        says("I haven't called her yet");
        due(today.plusDays(2));
        UUID made = made(says("turn her into a deal worth 8k"));
        worth(now(made), 8_000);
        says("move it to proposal and set the close date to 2031-02-28");
        stage(now(made), "proposal");
        closes(now(made), LocalDate.of(2031, 2, 28));
        says("undo");
        all.assertThat(now(made).expectedClose()).as(talk()).isEmpty();
    }

    @Test
    void une_matinee_en_francais() {
        rep.language = "fr";
        hears("tu peux créer une affaire pour " + word + ", 7500 euros", deal -> worth(deal, 7_500));
        hears("mets-la en négociation", deal -> stage(deal, "negotiation"));
        hears("non, plutôt en proposition", deal -> stage(deal, "proposal"));
        hears("monte-la à 9k", deal -> worth(deal, 9_000));
        hears("augmente de 500 euros", deal -> worth(deal, 9_500));
        hears("annule la dernière modification", deal -> worth(deal, 9_000));
        hears("clôture le 31/01/2031", deal -> closes(deal, LocalDate.of(2031, 1, 31)));
        hears("repousse la clôture de deux semaines", deal -> closes(deal, LocalDate.of(2031, 2, 14)));
        hears("ne la passe pas en négociation", deal -> stage(deal, "proposal"));
        hears("j'ai appelé " + word + ", pas de réponse, rappeler demain", deal -> {
            all.assertThat(history(deal)).contains("pas de réponse");
            due(today.plusDays(1));
        });
        hears("si elle signe, marque-la comme gagnée", deal -> status(deal, "open"));
        hears(word + " a signé pour 9 800 euros", deal -> status(deal, "open"));
        hears("oui", deal -> {
            status(deal, "won");
            worth(deal, 9_800);
        });
    }

    @Test
    void a_card_becomes_a_contact_whose_number_changes() {
        says("neuer Kontakt Prof. Dr. Heinz " + word + ", Klinikum Nord, 040 1234567");
        contact(contact -> {
            all.assertThat(contact.firstName() + " " + contact.lastName()).isEqualTo("Heinz " + word);
            all.assertThat(contact.company()).contains("Klinikum Nord");
            all.assertThat(contact.phone()).contains("+49401234567");
        });
        says("seine neue Nummer ist 0176 99887766");
        contact(contact -> all.assertThat(contact.phone()).contains("+4917699887766"));
        says("und seine Mail ist " + mail());
        contact(contact -> all.assertThat(contact.email()).contains(mail()));
        says("leg nen Termin mit ihm morgen um 14 Uhr an");
        due(today.plusDays(1));
        says("doch erst übermorgen");
        due(today.plusDays(2));
        says("hak die Aufgabe ab");
        says("die erste");
        noTask();
        says("leg einen Deal für Heinz " + word + " an, 6000");
        assertThat(found(word)).as(talk()).hasSize(1);
        worth(deal(word), 6_000);
        hears("mach das rückgängig", deal -> {});
        all.assertThat(found(word)).as(talk()).isEmpty();
    }

    @Test
    void what_was_shown_is_pointed_at() {
        create(word + " Alpha", 1_000);
        create(word + " Beta", 2_000);
        rep.transcript.clear();
        says("schieb " + word + " auf Angebot");
        stage(deal(word + " Alpha"), "initial_contact");
        stage(deal(word + " Beta"), "initial_contact");
        says(word + " Beta");
        stage(deal(word + " Beta"), "proposal");
        says("nein, den anderen");
        stage(deal(word + " Beta"), "initial_contact");
        stage(deal(word + " Alpha"), "proposal");
        JsonNode list = result(says("zeig mir meine offenen Deals")).path("records");
        String first = list.path(0).path("label").asString();
        String second = list.path(1).path("label").asString();
        says("schieb den ersten auf Verhandlung");
        stage(deal(first), "negotiation");
        says("setz den zweiten auf 5k");
        worth(deal(second), 5_000);
        says("ruf den ersten morgen an");
        due(today.plusDays(1));
        all.assertThat(open().getFirst().subject()).as(talk()).contains(first);
        says("dasselbe für " + second);
        all.assertThat(open().stream().map(Task::subject))
                .as(talk())
                .hasSize(2)
                .anyMatch(task -> task.contains(second));
        says("markier den zweiten als verloren, kein Budget");
        status(deal(second), "open");
        says("ja");
        status(deal(second), "lost");
        all.assertThat(deal(second).lostReason()).as(talk()).contains("kein Budget");
        status(deal(first), "open");
    }

    @Test
    void what_is_wrong_or_unsure_changes_nothing() {
        hears("neuer Deal " + word + " 20k, Angebot", deal -> stage(deal, "proposal"));
        int version = deal(word).version();
        for (String unsure : List.of(
                "wir haben " + word + " fast gewonnen",
                "hätten wir " + word + " verloren, wäre das bitter",
                "wenn " + word + " absagt, markier ihn als verloren",
                "markier ihn als gewonnen, sobald er unterschreibt",
                word + " hat noch nicht unterschrieben",
                "lösch " + word + " nicht",
                "setz den Wert nicht auf 30k",
                "soll ich ihn Samuel geben?",
                "gib ihn niemandem",
                "ändere den Wert um 2000",
                "setz ihn auf lila",
                "verlieren wir " + word + "?",
                "we might lose " + word,
                "did we win " + word + "?",
                "on va peut-être perdre " + word,
                "est-ce qu'on a perdu " + word + " ?")) {
            says(unsure);
            all.assertThat(deal(word).version()).as(talk()).isEqualTo(version);
            all.assertThat(open()).as(talk()).isEmpty();
        }
        hears("ja", deal -> all.assertThat(deal.version()).as(talk()).isEqualTo(version));
    }

    @Override
    List<AgentEvent> says(String text) {
        return rep.said(agent, text);
    }

    private void hears(String text, Consumer<Deal> then) {
        says(text);
        found(word).stream().findFirst().ifPresent(then);
        all.assertThat(found(word).size()).as(talk()).isLessThan(2);
    }

    private static UUID made(List<AgentEvent> events) {
        return UUID.fromString(result(events).path("records").path(0).path("id").asString());
    }

    private Deal now(UUID deal) {
        return deals.find(rep.staff, deal).block();
    }

    private static LeadFilter named(String words) {
        return new LeadFilter(
                Optional.of(words),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private String mail() {
        return word.toLowerCase(Locale.ROOT) + "@card.example";
    }

    private String talk() {
        StringBuilder talk = new StringBuilder();
        rep.transcript.stream()
                .skip(Math.max(0, rep.transcript.size() - 2))
                .forEach(exchange -> talk.append("\n> ")
                        .append(exchange.question())
                        .append("\n  ")
                        .append(exchange.answer()));
        return talk.toString();
    }

    private void worth(Deal deal, int value) {
        all.assertThat(deal.value().map(now -> now.intValueExact())).as(talk()).contains(value);
    }

    private void stage(Deal deal, String key) {
        all.assertThat(deal.stage()).as(talk()).isEqualTo(key);
    }

    private void status(Deal deal, String status) {
        all.assertThat(deal.status()).as(talk()).isEqualTo(status);
    }

    private void closes(Deal deal, LocalDate day) {
        all.assertThat(deal.expectedClose()).as(talk()).contains(day);
    }

    private void due(LocalDate day) {
        all.assertThat(open().stream().map(Task::due)).as(talk()).containsExactly(day);
    }

    private void noTask() {
        all.assertThat(open()).as(talk()).isEmpty();
    }

    private List<Task> open() {
        return tasks.open(rep.staff, rep.staff.user(), today.plusYears(9)).block();
    }

    private String history(Deal deal) {
        return deals.sheet(rep.staff, deal.id()).block().activities().toString();
    }

    private void lead(Consumer<Lead> then) {
        List<Lead> found =
                leads.list(rep.staff, named(word), Optional.empty(), 5).block().items();
        all.assertThat(found).as(talk()).hasSize(1);
        found.forEach(then);
    }

    private void contact(Consumer<ContactCard> then) {
        List<ContactCard> found = contacts.list(rep.staff, Optional.of(word), Optional.empty(), Optional.empty(), 5)
                .block()
                .items();
        all.assertThat(found).as(talk()).hasSize(1);
        found.forEach(then);
    }
}
