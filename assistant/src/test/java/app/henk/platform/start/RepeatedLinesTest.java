package app.henk.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trouble that fails every request is told, not repeated. */
class RepeatedLinesTest {

    private final LoggerContext logging = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private final Logger log = logging.getLogger("app.henk.Something");

    @BeforeEach
    void listen() {
        logging.addTurboFilter(new RepeatedLines(now::get));
        written.setContext(logging);
        written.start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(written);
    }

    @Test
    void a_thousand_equal_failures_are_three_lines() {
        for (int i = 0; i < 1_000; i++) {
            log.error("The turn {} failed", i, new IllegalStateException("no database"));
        }

        assertThat(lines()).containsExactly("The turn 0 failed", "The turn 1 failed", "The turn 2 failed");
        assertThat(written.list.getFirst().getThrowableProxy())
                .as("with its cause")
                .isNotNull();
    }

    @Test
    void what_a_library_writes_into_the_message_does_not_make_it_another() {
        for (int i = 0; i < 100; i++) {
            log.error("[" + Integer.toHexString(i * 7919) + "-1] 500 Server Error for turn " + i);
        }

        assertThat(lines()).hasSize(3);
    }

    @Test
    void another_trouble_is_told_too() {
        for (int i = 0; i < 10; i++) {
            log.error("no database");
            log.error("no model");
            logging.getLogger("app.henk.Another").error("no database");
        }

        assertThat(lines()).hasSize(9);
    }

    @Test
    void after_a_minute_it_is_told_again() {
        for (int i = 0; i < 10; i++) {
            log.warn("no database");
        }
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        log.warn("no database");
        assertThat(lines()).hasSize(3);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        log.warn("no database");
        assertThat(lines()).hasSize(4);
    }

    @Test
    void what_is_no_trouble_is_never_left_out() {
        for (int i = 0; i < 10; i++) {
            log.info("a lead came in");
        }

        assertThat(lines()).hasSize(10);
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
