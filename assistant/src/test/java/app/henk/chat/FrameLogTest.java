package app.henk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/** Readers of one run: each at its own place, none in another's way. */
class FrameLogTest {

    private final FrameLog log = new FrameLog();
    private final List<String> heard = new ArrayList<>();

    @Test
    void who_says_to_have_more_than_was_said_gets_what_comes_from_now_on() {
        says("eins");
        reads(Integer.MAX_VALUE, this::rendered);

        log.ping();
        says("zwei");
        log.complete();

        assertThat(String.join("", heard)).isEqualTo("zwei.");
    }

    @Test
    void a_reader_whose_frames_cannot_be_rendered_fails_alone() {
        List<Throwable> failed = new ArrayList<>();
        log.tail(0, (from, to, last) -> {
                    throw new IllegalStateException("no such dialect");
                })
                .subscribe(buffer -> {}, failed::add);
        reads(0, this::rendered);

        says("eins");
        log.ping();
        log.complete();

        assertThat(failed).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(String.join("", heard)).isEqualTo("eins.");
        assertThat(log.hasReaders()).isFalse();
    }

    private void says(String text) {
        log.append(text.getBytes(StandardCharsets.UTF_8));
        log.flush();
    }

    private void reads(int after, FrameLog.Renderer renderer) {
        log.tail(after, renderer).subscribe(buffer -> heard.add(buffer.toString(StandardCharsets.UTF_8)));
    }

    /** The frames as they are, and a full stop at the end. */
    private DataBuffer rendered(int from, int to, boolean last) {
        StringBuilder text = new StringBuilder();
        for (int number = from; number <= to; number++) {
            text.append(new String(log.frame(number), StandardCharsets.UTF_8));
        }
        return DefaultDataBufferFactory.sharedInstance.wrap(
                text.append(last ? "." : "").toString().getBytes(StandardCharsets.UTF_8));
    }
}
