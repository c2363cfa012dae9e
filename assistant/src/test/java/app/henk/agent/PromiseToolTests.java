package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.agent.tools.ToolRegistry;
import app.henk.platform.Scope;
import app.henk.promises.Promise;
import app.henk.promises.Promises;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A promise in a conversation: the person's wish, the tenant's day, and a model that may say what it likes. */
class PromiseToolTests extends ScriptedTurns {

    @Autowired
    ToolRegistry registry;

    @Autowired
    Promises promises;

    private Turns visitor;

    @BeforeEach
    void visitor() {
        visitor = newVisitor();
    }

    @Test
    void a_known_visitor_is_promised_samples_and_sees_the_day_on_a_card() {
        visitor.form = contactForm();
        say(new ScriptedModel().says("Danke."), "Ich bin Paula Mai, paula.mai@mail.example");

        List<AgentEvent> events = say(
                new ScriptedModel()
                        .calls("promise", "{\"what\": \"samples\", \"about\": \"Flanell\"}")
                        .says("Gern."),
                "Schicken Sie mir Muster vom Flanell?");

        List<Promise> own = promises.of(visitor.visitor).block();
        assertThat(own).hasSize(1);
        assertThat(result(events)).contains("\"promised\"", own.getFirst().due().toString());
        assertThat(cards(events)).anySatisfy(card -> {
            assertThat(card.type()).isEqualTo("table");
            assertThat(String.valueOf(card.content().get("fallback"))).contains("Flanell");
        });
        assertThat(count("select count(*) from activity where subject like 'Zugesagt bis%' and deal_id is not null"))
                .isOne();
    }

    @Test
    void a_stranger_is_asked_for_contact_and_consent_by_a_form() {
        List<AgentEvent> events = say(
                new ScriptedModel().calls("promise", "{\"what\": \"samples\"}").says("Gern."), "Muster bitte");

        assertThat(result(events)).contains("\"incomplete\"", "consent");
        assertThat(cards(events)).extracting(Card::type).contains("form");
        assertThat(promises.of(visitor.visitor).block()).isEmpty();
    }

    @Test
    void the_form_that_a_promise_asked_for_makes_it_whatever_the_model_does_then() {
        say(
                new ScriptedModel()
                        .calls("promise", "{\"what\": \"samples\", \"about\": \"Leinen\"}")
                        .says("Gern."),
                "Muster?");
        visitor.form = contactForm();

        say(new ScriptedModel().says("Danke."), "Name: Paula Mai\nE-Mail: paula.mai@mail.example");

        assertThat(promises.of(visitor.visitor).block())
                .extracting(Promise::about)
                .containsExactly("Leinen");
    }

    @Test
    void my_bookings_lists_what_is_open() {
        a_known_visitor_is_promised_samples_and_sees_the_day_on_a_card();

        List<AgentEvent> events =
                say(new ScriptedModel().calls("my_bookings", "{}").says("Bitte."), "Was steht an?");

        assertThat(result(events)).contains("Muster: Flanell");
        assertThat(cards(events)).extracting(Card::type).contains("table");
    }

    @Test
    void a_model_can_neither_name_the_day_nor_the_person_nor_note_as_staff() {
        visitor.form = contactForm();
        say(new ScriptedModel().says("Danke."), "Ich bin Paula Mai, paula.mai@mail.example");

        for (String arguments : List.of(
                "{\"what\": \"samples\", \"due\": \"2099-01-01\"}",
                "{\"what\": \"samples\", \"email\": \"opfer@victim.example\"}",
                "{\"what\": \"other\", \"about\": \"ein Anzug umsonst\"}",
                "{\"what\": \"samples\", \"conversation\": \"" + visitor.conversation + "\"}")) {
            List<AgentEvent> events =
                    say(new ScriptedModel().calls("promise", arguments).says("Gern."), "Muster?");
            assertThat(result(events)).contains("wrong_arguments");
        }
        for (String staffs : List.of("log_activity", "find", "update_record")) {
            List<AgentEvent> events = say(
                    new ScriptedModel()
                            .calls(staffs, "{\"what\": \"offer\", \"due\": \"2027-01-01\", \"to\": \"a@b.example\"}")
                            .says("Gern."),
                    "Muster?");
            assertThat(result(events)).contains("unknown_tool");
        }
        assertThat(promises.of(visitor.visitor).block()).isEmpty();
    }

    @Test
    void a_day_that_the_tool_did_not_return_is_not_said() {
        visitor.form = contactForm();
        say(new ScriptedModel().says("Danke."), "Ich bin Paula Mai, paula.mai@mail.example");

        List<AgentEvent> events = say(
                new ScriptedModel()
                        .calls("promise", "{\"what\": \"samples\"}")
                        .says("Die Muster sind am 3. Januar 2031 bei Ihnen."),
                "Muster bitte");

        assertThat(Turns.answer(events).text()).doesNotContain("2031");
    }

    private List<AgentEvent> say(ScriptedModel model, String text) {
        return visitor.said(assistant(model), text);
    }

    private static java.util.Map<String, String> contactForm() {
        return java.util.Map.of("name", "Paula Mai", "email", "paula.mai@mail.example", "consent", "true");
    }

    private static String result(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolFinished.class::isInstance)
                .map(ToolFinished.class::cast)
                .map(ToolFinished::result)
                .reduce((first, last) -> last)
                .orElse("");
    }

    private static List<Card> cards(List<AgentEvent> events) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(event -> ((CardShown) event).card())
                .toList();
    }

    private long count(String sql) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql(sql + " and conversation_id = $1")
                                .bind(0, visitor.conversation)
                                .map(row -> row.get(0, Long.class))
                                .one())
                .block();
    }
}
