package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Plays the conversations of {@code dialogues/} against the engine alone, with tools that stand in for the real ones. A
 * turn says what must be understood (intents, facts), which tool must run with which
 * arguments at least, what must be asked and what must (not) be said.
 */
class DialogueTest {

    static Stream<Script> scripts() {
        return Script.in("").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void goes_as_it_should(Script script) {
        Rehearsal rehearsal = new Rehearsal(script.tenant(), script.language());
        List<String> faults = new ArrayList<>();
        Set<String> sentences = new HashSet<>();
        for (JsonNode turn : script.turns()) {
            String line = turn.path("say").asString("");
            Rehearsal.Answer answer = rehearsal.say(line);
            List<String> found = new ArrayList<>(Manners.faults(answer.spoken(), answer.withheld(), sentences));
            found.addAll(Expectations.faults(turn, answer.played()));
            found.forEach(fault -> faults.add("„" + line + "“: " + fault + "\n      → "
                    + answer.text().replace("\n", "\n        ") + "\n      heard "
                    + answer.heard().acts() + " "
                    + answer.heard().changes() + " " + answer.heard().contact() + "\n      calls "
                    + answer.calls().stream()
                            .map(call -> call.tool() + " " + call.arguments())
                            .toList()));
        }
        if (script.root().has("stored")
                && rehearsal.tools.stored != script.root().path("stored").asBoolean()) {
            faults.add("stored is " + rehearsal.tools.stored);
        }
        assertThat(faults).as(script.root().path("title").asString("")).isEmpty();
    }
}
