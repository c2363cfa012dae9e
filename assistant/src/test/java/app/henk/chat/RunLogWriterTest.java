package app.henk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The beat by which an instance says that it lives. */
class RunLogWriterTest {

    @Test
    void a_beat_that_fails_is_not_the_last_one() throws InterruptedException {
        CountDownLatch beats = new CountDownLatch(3);
        Disposable beating = RunLogWriter.every(Duration.ofMillis(5), beat -> {
            beats.countDown();
            if (beat == 0) {
                throw new IllegalStateException("a reader of a run broke");
            }
            return beat == 1 ? Mono.error(new IllegalStateException("no database")) : Mono.empty();
        });
        try {
            assertThat(beats.await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            beating.dispose();
        }
    }
}
