package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.booking.Appointment;
import app.henk.booking.Appointments;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An appointment is called off by its person's words, whatever a model makes of the talk. */
class CancellationTests extends ScriptedTurns {

    private static final String CANCEL = "{\"cancel\":true}";

    @Autowired
    Appointments appointments;

    @Autowired
    SalesAgent offline;

    private Turns visitor;

    @BeforeEach
    void a_visitor_has_an_appointment() {
        visitor = newVisitor();
        books();
        assertThat(booked()).isOne();
    }

    private UUID books() {
        Set<UUID> before = ids();
        String at = appointments
                .free(
                        visitor.tenant,
                        "video",
                        LocalDate.now().plusDays(8),
                        LocalDate.now().plusDays(60))
                .block()
                .slots()
                .getLast()
                .start()
                .toLocalDateTime()
                .toString();
        visitor.form = Map.of(
                "name", "Jonas Petersen", "email", "jonas-" + UUID.randomUUID() + "@mail.example", "consent", "true");
        says("Hiermit", "book_appointment", "{\"type\":\"video\",\"at\":\"" + at + "\"}");
        return ids().stream().filter(id -> !before.contains(id)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bitte sagen Sie meinen Termin ab.",
                "Please cancel my appointment.",
                "Je dois annuler mon rendez-vous."
            })
    void whoever_says_so_has_it_called_off_at_once(String words) {
        says(words, "change_appointment", CANCEL);

        assertThat(booked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr"})
    void the_cards_own_buttons_move_it_and_call_it_off_without_a_model(String language) {
        List<AgentEvent> moving = visitor.said(offline, button("move", language));
        assertThat(moving)
                .as(Turns.answer(moving).text())
                .filteredOn(AgentEvent.CardShown.class::isInstance)
                .anySatisfy(shown ->
                        assertThat(((AgentEvent.CardShown) shown).card().type()).isEqualTo("quick_replies"));

        visitor.said(offline, button("cancel", language));
        List<AgentEvent> off = visitor.said(offline, wording.say("booking.action.cancel.yes", language));
        assertThat(booked()).as(Turns.answer(off).text()).isZero();
    }

    private String button(String which, String language) {
        return wording.say("booking.action." + which + ".say", language, Map.of("type", "Video"));
    }

    @Test
    void whoever_did_not_is_asked_and_a_yes_to_that_calls_it_off() {
        List<AgentEvent> asked = says("Was kostet ein Smoking?", "change_appointment", CANCEL);
        assertThat(Turns.answer(asked).text()).endsWith("wirklich absagen?");
        assertThat(booked()).isOne();

        says("Ja, bitte.", "change_appointment", CANCEL);

        assertThat(booked()).isZero();
    }

    @Test
    void a_no_to_the_question_keeps_it_however_often_the_model_tries() {
        says("Was kostet ein Smoking?", "change_appointment", CANCEL);
        says("Nein, der Termin bleibt bestehen", "change_appointment", CANCEL);
        says("Welche Knöpfe haben Sie?", "change_appointment", CANCEL);

        assertThat(booked()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gut.", "Ja, bitte.", "Okay, danke."})
    void after_a_no_a_yes_counts_only_for_whoever_spoke_of_it_again(String yes) {
        says("Was kostet ein Smoking?", "change_appointment", CANCEL);
        says("Nein, der Termin bleibt bestehen", "change_appointment", CANCEL);
        says(yes, "change_appointment", CANCEL);
        assertThat(booked()).isOne();

        says("Sagen Sie meinen Termin nun doch ab.", "change_appointment", CANCEL);
        assertThat(booked()).isZero();
    }

    @Test
    void a_yes_to_something_else_calls_nothing_off() {
        says("Haben Sie Leinen?", "search_fabrics", "{\"limit\":1}");
        says("Ja, bitte.", "change_appointment", CANCEL);

        assertThat(booked()).isOne();
    }

    @Test
    void a_yes_to_one_appointment_calls_off_no_other() {
        UUID first = ids().iterator().next();
        UUID second = books();
        List<AgentEvent> asked = says("Was kostet ein Smoking?", "change_appointment", cancelling(first));
        assertThat(Turns.answer(asked).text()).endsWith("wirklich absagen?");

        List<AgentEvent> askedAgain = says("Ja, bitte.", "change_appointment", cancelling(second));

        assertThat(ids()).containsExactlyInAnyOrder(first, second);
        assertThat(Turns.answer(askedAgain).text()).endsWith("wirklich absagen?");
        says("Ja, bitte.", "change_appointment", cancelling(second));
        assertThat(ids()).containsExactly(first);
    }

    @Test
    void a_yes_needs_no_name_where_there_are_several() {
        UUID first = ids().iterator().next();
        UUID second = books();
        says("Was kostet ein Smoking?", "change_appointment", cancelling(second));

        says("Ja, bitte.", "change_appointment", CANCEL);

        assertThat(ids()).containsExactly(first);
    }

    @Test
    void whoever_has_several_and_names_none_is_asked_whichever_the_model_picks() {
        UUID first = ids().iterator().next();
        UUID second = books();

        List<AgentEvent> asked = says("Bitte sagen Sie meinen Termin ab.", "change_appointment", cancelling(second));

        assertThat(Turns.answer(asked).text()).endsWith("wirklich absagen?");
        assertThat(ids()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void the_button_of_a_card_calls_off_the_appointment_of_that_card_and_no_other() {
        UUID first = ids().iterator().next();
        UUID second = books();

        visitor.pressed = Optional.of("cancel:" + first);
        says(button("cancel", "de"), "change_appointment", cancelling(second));
        assertThat(ids()).containsExactlyInAnyOrder(first, second);

        visitor.pressed = Optional.of("cancel:" + first);
        says(button("cancel", "de"), "change_appointment", cancelling(first));
        assertThat(ids()).containsExactly(second);
    }

    @Test
    void the_card_of_an_appointment_names_it_on_the_button() {
        UUID appointment = ids().iterator().next();

        List<AgentEvent> shown = says("Wann komme ich?", "my_bookings", "{}");

        assertThat(shown)
                .filteredOn(AgentEvent.CardShown.class::isInstance)
                .anySatisfy(card -> assertThat(
                                ((AgentEvent.CardShown) card).card().content().toString())
                        .contains("cancel:" + appointment));
    }

    private static String cancelling(UUID appointment) {
        return "{\"cancel\":true,\"appointment\":\"" + appointment + "\"}";
    }

    private List<AgentEvent> says(String words, String tool, String arguments) {
        ScriptedModel model = new ScriptedModel().calls(tool, arguments).says("Bitte sehr.");
        return visitor.said(assistant(model), words);
    }

    private int booked() {
        return ids().size();
    }

    private Set<UUID> ids() {
        return appointments.ahead(visitor.visitor, 5).block().stream()
                .map(Appointment::id)
                .collect(Collectors.toSet());
    }
}
