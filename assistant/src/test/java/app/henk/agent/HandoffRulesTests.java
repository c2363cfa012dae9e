package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.ToolStarted;
import app.henk.platform.Scope;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** When a person is called whatever the model thinks, and what is said while nobody is there. */
class HandoffRulesTests extends ScriptedTurns {

    @Autowired
    SalesAgent engine;

    private final ScriptedModel model = new ScriptedModel();
    private final ScriptedModel offline = new ScriptedModel();
    private Turns visitor;
    private SalesAgent agent;

    @BeforeEach
    void someone_writes_to_the_tailor() {
        visitor = newVisitor();
        agent = assistant(model, offline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich möchte mich beschweren, der Ärmel ist zu kurz.",
                "So eine Frechheit!",
                "Ich bin sehr unzufrieden mit dem Anzug.",
                "I want to complain about my trousers, this is not what I ordered.",
                "This is unacceptable.",
                "C’est inadmissible, je veux parler au patron."
            })
    void a_complaint_calls_a_person(String words) {
        model.says("Gut.");
        assertThat(called(visitor.said(agent, words))).contains("\"cause\":\"complaint\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich bin nicht unzufrieden, nur neugierig.",
                "Kann ich später reklamieren?",
                "Wir heiraten mit 120 Gästen im Juni.",
                "Der Anzug soll 8 Knöpfe haben und 2000 € kosten.",
                "Wir sind zwei Männer und suchen Anzüge.",
                "We are three groomsmen.",
                "Pour deux personnes, c’est possible ?"
            })
    void what_only_sounds_like_it_does_not(String words) {
        model.says("Gern.");
        assertThat(called(visitor.said(agent, words))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wir brauchen 12 Anzüge für die Trauzeugen.|true",
                "Wir sind zu zwölft.|true",
                "Für 9 Personen, geht das?|true",
                "Wir brauchen 8 Anzüge.|false",
                "We need suits for twelve people.|true",
                "Nous sommes quinze.|true"
            })
    void a_group_over_the_tenants_limit_calls_a_person(String words, boolean calls) {
        model.says("Gern.");
        assertThat(called(visitor.said(agent, words)).contains("\"cause\":\"group\""))
                .isEqualTo(calls);
    }

    @Test
    void a_budget_over_the_tenants_limit_calls_a_person_and_the_question_of_consent_stays_last() {
        model.calls("capture_lead", "{\"name\":\"Erika Berger\",\"email\":\"erika@mail.example\",\"budget\":12000}")
                .says("Sehr gern.");

        var events = visitor.said(agent, "Erika Berger, erika@mail.example, Budget 12000 Euro");

        assertThat(called(events)).contains("\"cause\":\"value\"");
        assertThat(Turns.answer(events).text())
                .contains("Einen Auftrag dieser Größe bespricht bei uns ein Mensch.")
                .endsWith("Sie können das jederzeit widerrufen.");
    }

    @Test
    void a_call_that_was_refused_keeps_nobody_away() {
        model.calls("request_person", "{}").says("Es kommt gleich jemand.");

        assertThat(reached(visitor.said(agent, "Das ist eine Frechheit!"))).contains("\"cause\":\"complaint\"");
    }

    @Test
    void a_person_is_called_however_many_calls_a_model_has_used_up() {
        model.calls(IntStream.rangeClosed(1, 14)
                        .mapToObj(n -> model.call("search_knowledge", "{\"question\":\"Frage " + n + "\"}"))
                        .toArray(ToolExecutionRequest[]::new))
                .says("Gut.");

        var events = visitor.said(agent, "Das ist eine Frechheit!");

        assertThat(reached(events)).contains("\"cause\":\"complaint\"");
        assertThat(Turns.answer(events).text()).contains("Ich habe gleich jemanden aus dem Haus verständigt.");
    }

    @Test
    void whoever_could_not_be_called_is_not_said_to_have_been() {
        model.says("Gut.");

        List<AgentEvent> events = saidWhileNobodyCanBeCalled(agent, "Das ist eine Frechheit!");

        assertThat(called(events)).contains("\"cause\":\"complaint\"");
        assertThat(reached(events)).isEmpty();
        assertThat(Turns.answer(events).text())
                .doesNotContain("verständigt")
                .contains(visitor.tenant.contact().phone())
                .contains(visitor.tenant.contact().email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich möchte mit einem Menschen sprechen.",
                "I want to speak to a person.",
                "Je voudrais parler à une personne."
            })
    void the_engine_does_not_say_so_either(String words) {
        List<AgentEvent> events = saidWhileNobodyCanBeCalled(engine, words);

        assertThat(called(events)).isNotEmpty();
        assertThat(reached(events)).isEmpty();
        assertThat(Turns.answer(events).text())
                .contains(visitor.tenant.contact().phone())
                .contains(visitor.tenant.contact().email())
                .containsAnyOf("niemanden", "could not let", "prévenir personne");
    }

    /** The call for a person waits for the conversation's row until it is given up. */
    private List<AgentEvent> saidWhileNobodyCanBeCalled(SalesAgent agent, String words) {
        return transactions
                .in(
                        Scope.system(visitor.tenant.id()),
                        () -> database.sql("select id from conversation where id = $1 for update")
                                .bind(0, visitor.conversation)
                                .then()
                                .then(Mono.fromCallable(() -> visitor.said(agent, words))
                                        .subscribeOn(Schedulers.boundedElastic())))
                .block();
    }

    @Test
    void who_waits_already_is_not_announced_again() {
        visitor.waiting = true;
        model.says("Es kommt gleich jemand.");
        assertThat(called(visitor.said(agent, "Das ist eine Frechheit!"))).isEmpty();
    }

    @Test
    void another_tenants_rules_are_its_own() {
        Turns works = newVisitor("works");
        model.says("Certainly.");
        assertThat(called(works.said(agent, "We need 12 machines"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20T20:30+01:00|Samstag, 21. November, ab 10:00 Uhr",
                "2026-11-21T17:00+01:00|Dienstag, 24. November, ab 10:00 Uhr",
                "2026-11-24T06:00+01:00|Dienstag, 24. November, ab 10:00 Uhr"
            })
    void when_nobody_is_there_the_next_opening_is_promised_and_a_form_asks_where_to(String now, String promised) {
        visitor.now = ZonedDateTime.parse(now).withZoneSameInstant(visitor.tenant.zone());
        model.calls("request_person", "{\"reason\":\"will einen Menschen\"}").says("Ich habe Bescheid gegeben.");

        var events = visitor.said(agent, "Ich möchte mit einem Menschen sprechen");

        assertThat(Turns.answer(events).text())
                .contains("vorher ist niemand im Haus")
                .contains(promised);
        assertThat(cards(events)).contains("form");
    }

    @Test
    void when_somebody_is_there_nothing_is_promised() {
        model.calls("request_person", "{\"reason\":\"will einen Menschen\"}").says("Ich habe Bescheid gegeben.");

        var events = visitor.said(agent, "Ich möchte mit einem Menschen sprechen");

        assertThat(Turns.answer(events).text()).isEqualTo("Ich habe Bescheid gegeben.");
        assertThat(cards(events)).isEmpty();
    }

    /** With what a person was called; empty when nobody was. */
    private static String called(List<AgentEvent> events) {
        return events.stream()
                .filter(ToolStarted.class::isInstance)
                .map(ToolStarted.class::cast)
                .filter(call -> call.tool().equals("request_person"))
                .map(ToolStarted::arguments)
                .findFirst()
                .orElse("");
    }

    /** With what a person was called who knows of it; empty when nobody does. */
    private static String reached(List<AgentEvent> events) {
        return Turns.answer(events).steps().stream()
                .filter(step ->
                        step.tool().equals("request_person") && step.result().contains("\"status\":\"noted\""))
                .map(AgentRequest.Step::arguments)
                .findFirst()
                .orElse("");
    }

    private static List<String> cards(List<AgentEvent> events) {
        return events.stream()
                .filter(CardShown.class::isInstance)
                .map(shown -> ((CardShown) shown).card().type())
                .toList();
    }
}
