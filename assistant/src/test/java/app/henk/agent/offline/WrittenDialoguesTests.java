package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.offline.Performance.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Floors for what {@code ./bench dialogues} reports of the half that the engine is built by, played against the whole
 * product: a change that makes it talk worse fails here, and says which lines went otherwise.
 */
class WrittenDialoguesTests {

    private static final double TURNS = 0.95;
    private static final double WHOLE = 0.85;

    @Test
    void the_conversations_that_the_engine_is_built_by_go_as_they_are_written() {
        try (Stage stage = new Stage()) {
            List<Outcome> outcomes = Dialogues.play("build", stage);
            String otherwise = outcomes.stream()
                    .filter(outcome -> !outcome.isWhole())
                    .map(outcome -> outcome.script().name() + "\n" + Dialogues.faults(outcome))
                    .collect(Collectors.joining("\n"));

            assertThat(outcomes).hasSize(103);
            assertThat(Dialogues.turnsPassed(outcomes)).as(otherwise).isGreaterThanOrEqualTo(TURNS);
            assertThat(Dialogues.wholePassed(outcomes)).as(otherwise).isGreaterThanOrEqualTo(WHOLE);
        }
    }
}
