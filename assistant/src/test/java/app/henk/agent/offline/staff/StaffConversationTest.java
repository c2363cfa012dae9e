package app.henk.agent.offline.staff;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.offline.Delivery;
import app.henk.agent.offline.staff.Desk.Answer;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whole conversations of colleagues with the engine: what is remembered, what is said, what is never guessed. */
class StaffConversationTest {

    private static final String TWO_WEBERS = """
            {"status":"ambiguous","argument":"which","records":[
              {"n":1,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000001","label":"Weber Holz","detail":"Fräse"},
              {"n":2,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000002","label":"Weber Stahl","detail":"Säge"}]}""";
    private static final String ONE = """
            {"status":"moved","records":[{"n":1,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000001","label":"Weber Holz"}]}""";
    private static final String THREE = """
            {"query":"deals where light = red","records_in_all":3,"records":[
              {"n":1,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000001","label":"A"},
              {"n":2,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000002","label":"B"},
              {"n":3,"kind":"deal","id":"0198aaaa-0000-7000-8000-000000000003","label":"C"}]}""";

    @Test
    void a_follow_up_goes_on_from_the_question_that_was_answered() {
        Desk desk = new Desk()
                .with(
                        "find",
                        "{\"query\":\"deals where status = open measure weighted\",\"say\":\"Gewichtet sind es 12.\"}");
        assertThat(desk.say("Wie hoch ist die gewichtete Pipeline?").text()).isEqualTo("Gewichtet sind es 12.");
        assertThat(desk.say("und pro Branche?").calls())
                .containsExactly(
                        "find {\"by\":\"sector\",\"entity\":\"deals\",\"measure\":\"weighted\",\"where\":\"status = open\"}");
    }

    @Test
    void which_of_several_is_asked_and_the_answer_completes_the_command() {
        Desk desk = new Desk().with("move_stage", arguments -> arguments.contains("0198aaaa") ? ONE : TWO_WEBERS);
        assertThat(desk.say("schieb Weber auf Verhandlung").text())
                .contains("Weber Holz")
                .contains("Weber Stahl")
                .contains("?");
        assertThat(desk.say("den ersten").calls())
                .singleElement()
                .asString()
                .contains("\"which\":\"0198aaaa-0000-7000-8000-000000000001\"")
                .contains("\"stage\":\"negotiation\"");
    }

    @Test
    void the_other_one_is_done_after_the_wrong_one_was_taken_back() {
        Desk desk = new Desk()
                .with("find", TWO_WEBERS.replace("ambiguous", "done"))
                .with("move_stage", ONE)
                .with("undo", "{\"status\":\"undone\"}");
        desk.say("zeig mir alle Deals");
        desk.say("schieb den ersten auf Verhandlung");
        assertThat(desk.say("nein, den anderen").calls().stream().map(call -> call.replaceFirst(" .*", "")))
                .containsExactly("undo", "move_stage");
    }

    @Test
    void what_is_meant_for_all_is_looked_up_first_and_then_done_to_just_those() {
        Desk desk = new Desk().with("find", THREE).with("assign", "{\"status\":\"waiting\"}");
        Answer answer = desk.say("weise alle roten Deals Jonas zu");
        assertThat(answer.calls())
                .hasSize(2)
                .element(1)
                .asString()
                .contains("0198aaaa-0000-7000-8000-000000000001, 0198aaaa-0000-7000-8000-000000000002, "
                        + "0198aaaa-0000-7000-8000-000000000003")
                .contains("Jonas Feld");
        assertThat(answer.text()).contains("bestätigen");
    }

    @Test
    void nothing_is_done_to_a_part_of_all() {
        Desk desk = new Desk()
                .with("find", THREE.replace("\"records_in_all\":3", "\"records_in_all\":300"))
                .with("assign", "{\"status\":\"done\"}");
        Answer answer = desk.say("weise alle roten Deals Jonas zu");
        assertThat(answer.calls()).singleElement().asString().startsWith("find");
        assertThat(answer.text()).contains("Grenzen Sie");
    }

    @Test
    void a_word_that_is_not_understood_is_named_and_nothing_runs() {
        Answer answer = new Desk().with("find", "{}").say("Wie viele Deals sind lila?");
        assertThat(answer.calls()).isEmpty();
        assertThat(answer.text()).contains("lila");
        assertThat(answer.attributes()).containsKeys(Delivery.NOT_UNDERSTOOD, Delivery.QUICK_REPLIES);
    }

    @Test
    void of_two_things_the_one_that_is_understood_is_done_and_the_other_is_named() {
        Answer answer = new Desk()
                .with("move_stage", ONE)
                .with("find", "{}")
                .say("Schieb Cancity auf Verhandlung. Wie viele Deals sind lila?");
        assertThat(answer.calls()).singleElement().asString().startsWith("move_stage");
        assertThat(answer.text()).contains("lila");
    }

    @Test
    void what_is_missing_is_asked_for() {
        assertThat(new Desk()
                        .with("log_activity", "{}")
                        .say("erinner mich an Weber")
                        .text())
                .contains("?");
    }

    @Test
    void a_failure_is_said_and_never_taken_for_done() {
        Answer answer = new Desk()
                .with("move_stage", "{\"error\":\"conflict\",\"detail\":\"changed\"}")
                .say("schieb Cancity auf Verhandlung");
        assertThat(answer.text()).contains("inzwischen");
    }

    @Test
    void a_name_that_no_deal_has_is_looked_for_among_people() {
        Desk desk = new Desk()
                .with(
                        "get",
                        arguments -> arguments.contains("contact")
                                ? "{\"status\":\"done\",\"say\":\"Petra Weber, Weber Holz.\"}"
                                : "{\"status\":\"none\",\"say\":\"Ich finde keinen Deal.\"}");
        Answer answer = desk.say("was wissen wir über Weber?");
        assertThat(answer.calls()).hasSize(2);
        assertThat(answer.text()).isEqualTo("Petra Weber, Weber Holz.");
    }

    @Test
    void each_is_answered_in_the_language_of_the_message() {
        Desk desk = new Desk().with("undo", "{\"status\":\"undone\"}");
        assertThat(desk.say("annule ça").text()).isEqualTo("C'est annulé.");
        assertThat(desk.say("undo that").text()).isEqualTo("It is taken back.");
    }

    @Test
    void every_language_has_all_the_sentences() {
        var wording = Desk.wording();
        Set<String> german = keys(wording.keys("de"));
        assertThat(german).isNotEmpty();
        assertThat(keys(wording.keys("en"))).isEqualTo(german);
        assertThat(keys(wording.keys("fr"))).isEqualTo(german);
    }

    private static Set<String> keys(Set<String> keys) {
        return keys.stream().filter(key -> key.startsWith("offline-staff.")).collect(Collectors.toSet());
    }
}
