package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a stream of events is written and cut, the same events come out. */
class SseFramesTests {

    private static final List<String> PARTS =
            List.of("a", "ä", "€", "🧵", " ", "\\n", "\"", "{}", "data:", "x".repeat(50));
    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r");

    /** Some events, how their lines end, and how many bytes come at once. */
    record Sample(List<String> events, String lineEnd, int portion) {}

    static Stream<Sample> samples() {
        return IntStream.range(0, 300).mapToObj(seed -> {
            Random random = new Random(seed);
            return new Sample(events(random), LINE_ENDS.get(random.nextInt(3)), 1 + random.nextInt(40));
        });
    }

    private static List<String> events(Random random) {
        return IntStream.range(0, random.nextInt(13))
                .mapToObj(n -> IntStream.rangeClosed(0, random.nextInt(20))
                        .mapToObj(part -> PARTS.get(random.nextInt(PARTS.size())))
                        .collect(java.util.stream.Collectors.joining("", "{", "}")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void any_cut_gives_the_same_events(Sample sample) {
        List<String> events = sample.events();
        StringBuilder body = new StringBuilder();
        events.forEach(event ->
                body.append("data: ").append(event).append(sample.lineEnd()).append(sample.lineEnd()));

        assertThat(cut(body.toString(), sample.portion())).isEqualTo(events);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lines_of_one_event_are_joined_and_other_fields_and_comments_left_out(Sample sample) {
        List<String> lines = sample.events();
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(": ping")
                .append(sample.lineEnd())
                .append("event: message")
                .append(sample.lineEnd())
                .append("data:")
                .append(line)
                .append(sample.lineEnd()));
        body.append(sample.lineEnd());

        List<String> expected = lines.isEmpty() ? List.of() : List.of(String.join("\n", lines));
        assertThat(cut(body.toString(), sample.portion())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_that_was_not_closed_is_left_over(Sample sample) {
        List<String> events = sample.events();
        List<String> seen = new ArrayList<>();
        SseFrames frames = collecting(seen, 1 << 20);
        String body = String.join(
                "", events.stream().map(e -> "data: " + e + "\r\n\r\n").toList());
        feed(frames, body + "data: rest", sample.portion());

        assertThat(seen).isEqualTo(events);
        assertThat(new String(frames.leftover(), StandardCharsets.UTF_8)).isEqualTo("rest");
    }

    @Test
    void a_bare_error_over_several_lines_is_one_event() {
        String error = "{\n  \"error\": {\n    \"code\": 503\n  }\n}";

        assertThat(cut("data: a\r\n\r\n" + error + "\r\n\r\n", 3)).containsExactly("a", error);
    }

    @Test
    void an_event_without_end_is_refused_before_it_fills_the_memory() {
        SseFrames frames = collecting(new ArrayList<>(), 10_000);

        assertThatThrownBy(() -> feed(frames, "data: " + "x".repeat(20_000), 1000))
                .isInstanceOf(ModelFailure.class);
    }

    private static List<String> cut(String body, int portion) {
        List<String> seen = new ArrayList<>();
        feed(collecting(seen, 1 << 20), body, portion);
        return seen;
    }

    private static SseFrames collecting(List<String> seen, int max) {
        return new SseFrames(
                max, (bytes, offset, length) -> seen.add(new String(bytes, offset, length, StandardCharsets.UTF_8)));
    }

    private static void feed(SseFrames frames, String body, int portion) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += portion) {
            int to = Math.min(bytes.length, from + portion);
            frames.feed(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, from, to)));
        }
    }
}
