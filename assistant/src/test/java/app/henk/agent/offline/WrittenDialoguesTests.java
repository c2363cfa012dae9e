package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.offline.Performance.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Floors for what {@code ./bench dialogues} reports of the half that the engine is built by, played against the whole
 * product: a change that makes it talk worse fails here, and says which lines went otherwise. Every seventh conversation
 * is played, in the order of their names, for all of them would take minutes.
 */
class WrittenDialoguesTests {

    private static final double TURNS = 0.96;
    /** Of so few conversations three more or less are a tenth. */
    private static final double WHOLE = 0.65;

    private static final int EACH = 7;

    @Test
    void the_conversations_that_the_engine_is_built_by_go_as_they_are_written() {
        try (Stage stage = new Stage()) {
            List<Script> all = Script.in("build");
            List<Outcome> outcomes = IntStream.range(0, all.size())
                    .filter(i -> i % EACH == 0)
                    .mapToObj(i -> Performance.of(all.get(i), stage))
                    .toList();
            String otherwise = outcomes.stream()
                    .filter(outcome -> !outcome.isWhole())
                    .map(outcome -> outcome.script().name() + "\n" + Dialogues.faults(outcome))
                    .collect(Collectors.joining("\n"));

            assertThat(all).hasSize(240);
            assertThat(Dialogues.turnsPassed(outcomes)).as(otherwise).isGreaterThanOrEqualTo(TURNS);
            assertThat(Dialogues.wholePassed(outcomes)).as(otherwise).isGreaterThanOrEqualTo(WHOLE);
        }
    }
}
