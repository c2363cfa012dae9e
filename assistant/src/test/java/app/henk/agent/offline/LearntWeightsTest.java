package app.henk.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearntWeightsTest {

    private static final Map<String, Float> GREETING = Map.of("w:hello", 1f, "w:there", 1f);

    @TempDir
    Path home;

    private int learnt;
    private Path folder;

    @BeforeEach
    void a_folder_of_its_own() {
        folder = home.resolve("learnt");
    }

    @Test
    void a_second_start_of_the_same_program_judges_alike_and_learns_nothing() {
        Weights first = start("one", "phrases");
        Weights second = start("one", "phrases");

        assertThat(learnt).isOne();
        assertThat(second).isNotSameAs(first);
        assertThat(second.scores(GREETING)).isEqualTo(first.scores(GREETING));
        assertThat(second.scores(GREETING)[Intent.GREET.ordinal()]).isGreaterThan(0.5f);
    }

    @Test
    void another_program_and_other_phrases_learn_anew_and_leave_nothing_of_the_one_before() throws IOException {
        start("one", "phrases");
        Files.writeString(folder.resolve("en-1234"), "half of it, of a start that was killed");
        start("two", "phrases");
        start("two", "other phrases");

        assertThat(learnt).isEqualTo(3);
        assertThat(files()).hasSize(1);
    }

    @Test
    void what_is_torn_or_altered_is_learnt_anew_and_mended() throws IOException {
        start("one", "phrases");
        byte[] whole = Files.readAllBytes(files().getFirst());
        for (int length : List.of(0, 3, whole.length / 2, whole.length - 1)) {
            Files.write(files().getFirst(), Arrays.copyOf(whole, length));
            start("one", "phrases");
        }
        whole[whole.length / 2] ^= 1;
        whole[0] ^= 0x40;
        Files.write(files().getFirst(), whole);
        start("one", "phrases");
        start("one", "phrases");

        assertThat(learnt).isEqualTo(6);
    }

    @Test
    void a_home_that_cannot_be_written_to_costs_only_time() throws IOException {
        Files.writeString(folder, "a file where the folder should be");

        start("one", "phrases");
        start("one", "phrases");

        assertThat(learnt).isEqualTo(2);
    }

    @Test
    void a_program_in_a_folder_of_classes_keeps_nothing() {
        assertThat(new LearntWeights(home).isKept()).isFalse();
    }

    private Weights start(String program, String phrases) {
        return new LearntWeights(Optional.of(folder), program).of("en", phrases, this::learn);
    }

    private Weights learn() {
        learnt++;
        Samples samples = new Samples();
        samples.add(Intent.GREET, GREETING, 1);
        samples.add(Intent.THANKS, Map.of("w:thank", 1f, "w:you", 1f), 1);
        return Weights.trained(samples);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
