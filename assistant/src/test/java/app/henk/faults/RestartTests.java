package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answering;
import app.henk.faults.ChatClient.Event;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two instances on one database: what one says the other can go on reading, even when the one has gone. */
class RestartTests extends WithGemini {

    private static final String[] LONG =
            IntStream.range(0, 400).mapToObj(n -> "und noch ein Wort ").toArray(String[]::new);

    @Test
    void an_answer_is_read_to_its_end_on_another_instance_when_its_own_has_died() {
        gemini(request -> FakeReply.text(LONG).paced(Duration.ofMillis(100)));
        String session;
        Event last;
        try (var dying = new SecondInstance(environment, GEMINI)) {
            var there = new ChatClient(dying.base());
            Answering answering = there.open("Erzählen Sie mir etwas");
            session = answering.session();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> answering.text().length() > 150);
            last = answering.soFar().getLast();
            Answering here = chat.resume(session, answering.soFar().get(2).id());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> here.text().length() > 100);
            here.leave();
            // as when it is killed: it can write nothing more, not even that it ends
            dying.bean(ConnectionPool.class).dispose();
        }

        Answering here = chat.resume(session, last.id());

        Event end = here.await(event -> event.type().startsWith("RUN_"));
        assertThat(end.data().path("code").asString("")).isEqualTo("interrupted");
        String kept = chat.history(session).get(1).path("text").asString();
        assertThat(kept).startsWith("und noch ein Wort").hasSizeGreaterThan(100);
        gemini(SALES);
        assertThat(chat.open(ChatClient.message(session, "Welcher Stoff ist leicht?"))
                        .whole()
                        .text())
                .isNotBlank();
    }
}
