package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Floors for how many single messages are understood: those the engine is built by, and those that are only counted. */
class UtterancesTest {

    private static final double BUILD = 0.96;
    private static final double HELD = 0.9;

    @Test
    void single_messages_are_understood_in_the_situation_in_which_they_are_said() {
        List<Utterances.Outcome> all = Utterances.play();
        List<Utterances.Outcome> build = Utterances.half(all, false);
        String otherwise = build.stream()
                .filter(outcome -> !outcome.passed())
                .map(Utterances::described)
                .collect(Collectors.joining("\n"));

        assertThat(all).hasSizeGreaterThan(600);
        assertThat(Utterances.share(build)).as(otherwise).isGreaterThanOrEqualTo(BUILD);
        assertThat(Utterances.share(Utterances.half(all, true))).isGreaterThanOrEqualTo(HELD);
    }
}
