package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a stream of events is written and cut, the same events come out. */
class SseFramesTests {

    @Property(tries = 500)
    void any_cut_gives_the_same_events(
            @ForAll("events") List<String> events,
            @ForAll("lineEnds") String lineEnd,
            @ForAll @IntRange(min = 1, max = 40) int portion) {
        StringBuilder body = new StringBuilder();
        events.forEach(
                event -> body.append("data: ").append(event).append(lineEnd).append(lineEnd));

        assertThat(cut(body.toString(), portion)).isEqualTo(events);
    }

    @Property(tries = 200)
    void lines_of_one_event_are_joined_and_other_fields_and_comments_left_out(
            @ForAll("events") List<String> lines,
            @ForAll("lineEnds") String lineEnd,
            @ForAll @IntRange(min = 1, max = 40) int portion) {
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(": ping")
                .append(lineEnd)
                .append("event: message")
                .append(lineEnd)
                .append("data:")
                .append(line)
                .append(lineEnd));
        body.append(lineEnd);

        List<String> expected = lines.isEmpty() ? List.of() : List.of(String.join("\n", lines));
        assertThat(cut(body.toString(), portion)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void an_event_that_was_not_closed_is_left_over(
            @ForAll("events") List<String> events, @ForAll @IntRange(min = 1, max = 40) int portion) {
        List<String> seen = new ArrayList<>();
        SseFrames frames = collecting(seen, 1 << 20);
        String body = String.join(
                "", events.stream().map(e -> "data: " + e + "\r\n\r\n").toList());
        feed(frames, body + "data: rest", portion);

        assertThat(seen).isEqualTo(events);
        assertThat(new String(frames.leftover(), StandardCharsets.UTF_8)).isEqualTo("rest");
    }

    @Example
    void a_bare_error_over_several_lines_is_one_event() {
        String error = "{\n  \"error\": {\n    \"code\": 503\n  }\n}";

        assertThat(cut("data: a\r\n\r\n" + error + "\r\n\r\n", 3)).containsExactly("a", error);
    }

    @Example
    void an_event_without_end_is_refused_before_it_fills_the_memory() {
        SseFrames frames = collecting(new ArrayList<>(), 10_000);

        assertThatThrownBy(() -> feed(frames, "data: " + "x".repeat(20_000), 1000))
                .isInstanceOf(ModelFailure.class);
    }

    @Provide
    Arbitrary<List<String>> events() {
        return Arbitraries.of("a", "ä", "€", "🧵", " ", "\\n", "\"", "{}", "data:", "x".repeat(50))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(parts -> "{" + String.join("", parts) + "}")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\r\n", "\n", "\r");
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
