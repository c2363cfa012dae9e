package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answering;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** While a person has a conversation the assistant is silent, and afterwards knows what was said. */
class HandoffSilenceTests extends WithHandoff {

    private static final String[] LONG =
            IntStream.range(0, 200).mapToObj(n -> "und noch ein Wort ").toArray(String[]::new);

    @Test
    void while_a_person_has_it_the_assistant_is_silent_and_the_person_is_told_what_is_said() {
        Asking asking = asks();
        assertThat(samuel.take(asking.conversation())).isEqualTo(204);
        Answering desk = samuel.events(asking.conversation());
        desk.await(event -> event.type().equals("CUSTOM"));

        var answer = chat.open(message(asking.session(), "Sind Sie da?")).whole();

        assertThat(answer.text()).isEmpty();
        JsonNode handoff = answer.all("CUSTOM").getLast();
        assertThat(handoff.path("name").asString()).isEqualTo("handoff");
        assertThat(handoff.path("value").path("name").asString()).isEqualTo("Samuel Sales");
        desk.await(event -> event.data().path("delta").asString("").equals("Sind Sie da?"));
        assertThat(GEMINI.requests()).isEmpty();
        var json = chat.raw("{\"message\":\"Und nun?\",\"session_id\":\"" + asking.session() + "\"}");
        assertThat(json.body()).contains("\"reply\":\"\"", "\"status\":\"held\"", "Samuel Sales");
        assertThat(roles(asking)).containsExactly("user", "assistant", "user", "user");
    }

    @Test
    void an_answer_under_way_falls_silent_when_a_person_takes_over() throws InterruptedException {
        Asking asking = asks();
        gemini(request -> FakeReply.text(LONG).paced(Duration.ofMillis(50)));
        Answering answering = chat.open(message(asking.session(), "Erzählen Sie mir noch etwas"));
        answering.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));

        assertThat(samuel.take(asking.conversation())).isEqualTo(204);

        assertThat(GEMINI.clientLeavesWithin(Duration.ofSeconds(2))).isTrue();
        assertThat(answering.whole().text()).hasSizeLessThan(1_500);
        assertThat(roles(asking)).containsExactly("user", "assistant", "user", "assistant");
    }

    @Test
    void no_answer_begins_after_a_person_has_taken_over_however_close_the_message_was() {
        gemini(request -> FakeReply.text("Ich antworte.").paced(Duration.ofMillis(300)));
        for (int round = 0; round < 12; round++) {
            Asking asking = asks();
            gemini(request -> FakeReply.text("Ich ", "antworte.").paced(Duration.ofMillis(300)));
            var body = message(asking.session(), "Und jetzt?");
            var asked = CompletableFuture.supplyAsync(() -> chat.open(body).whole(), Thread::startVirtualThread);
            var taken =
                    CompletableFuture.supplyAsync(() -> samuel.take(asking.conversation()), Thread::startVirtualThread);
            assertThat(taken.join()).isEqualTo(204);

            asked.join();
            assertThat(rows("select status from run where conversation_id::text = ? and status = 'running'", asking))
                    .isEmpty();
            assertThat(asked.join().text()).doesNotContain("antworte.");
        }
    }

    @Test
    void handed_back_the_assistant_answers_again_and_knows_the_note() {
        Asking asking = asks();
        Answering widget = chat.events(asking.session());
        samuel.take(asking.conversation());
        samuel.say(asking.conversation(), "a", "Der Flanell ist am Freitag da.");
        assertThat(samuel.release(asking.conversation(), "Kundin bekommt den Flanell bis Freitag zur Ansicht."))
                .isEqualTo(204);
        widget.await(event -> handoff(event, "none"));

        gemini(request -> FakeReply.text("Gern."));
        chat.open(message(asking.session(), "Danke, und das Futter?")).whole();

        String prompt = GEMINI.requests().getLast().body().toString();
        assertThat(prompt)
                .contains("Kundin bekommt den Flanell bis Freitag zur Ansicht.")
                .contains("Samuel Sales: Der Flanell ist am Freitag da.");
        assertThat(chat.history(asking.session()).toString()).doesNotContain("zur Ansicht");
        assertThat(rows("select subject, body, actor_id from activity where conversation_id::text = ?", asking))
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.path("subject").asString()).contains("Samuel Sales");
                    assertThat(activity.path("body").asString()).contains("Flanell bis Freitag");
                    assertThat(activity.path("actor_id").asString()).isNotBlank();
                });
        assertThat(samuel.waiting(asking.words()).isMissingNode()).isTrue();
        assertThat(samuel.say(asking.conversation(), "b", "Noch etwas").statusCode())
                .isEqualTo(409);
        assertThat(samuel.release(asking.conversation(), "")).isEqualTo(409);
    }

    private List<String> roles(Asking asking) {
        return chat.history(asking.session())
                .valueStream()
                .map(message -> message.path("role").asString())
                .toList();
    }
}
