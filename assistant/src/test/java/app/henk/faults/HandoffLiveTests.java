package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.faults.ChatClient.Answering;
import app.henk.faults.ChatClient.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What passes between the visitor and the person of the house. */
class HandoffLiveTests extends WithHandoff {

    @Test
    void what_a_person_writes_stands_in_the_open_widget_once_and_says_who_it_is() {
        Asking asking = asks();
        Answering widget = chat.events(asking.session());
        widget.await(event -> handoff(event, "waiting"));
        samuel.take(asking.conversation());
        widget.await(event -> handoff(event, "held"));

        String id = UUID.randomUUID().toString();
        for (int n = 0; n < 3; n++) {
            assertThat(samuel.say(asking.conversation(), id, "Guten Tag, Sales hier.")
                            .statusCode())
                    .isEqualTo(200);
        }
        samuel.say(asking.conversation(), "second", "Womit darf ich helfen?");

        widget.await(event -> event.data().path("delta").asString("").startsWith("Womit"));
        List<Event> starts = widget.soFar().stream()
                .filter(event -> event.type().equals("TEXT_MESSAGE_START"))
                .toList();
        assertThat(starts).hasSize(2).allSatisfy(start -> {
            assertThat(start.data().path("name").asString()).isEqualTo("Samuel Sales");
            assertThat(start.data().path("role").asString()).isEqualTo("assistant");
        });
        widget.leave();
        JsonNode last = chat.history(asking.session()).get(3);
        assertThat(last.path("role").asString()).isEqualTo("staff");
        assertThat(last.path("name").asString()).isEqualTo("Samuel Sales");
        // who comes back goes on where it stopped
        Answering again = chat.events(asking.session(), starts.getFirst().id());
        again.await(event -> event.data().path("delta").asString("").startsWith("Womit"));
        assertThat(again.text()).doesNotContain("Guten Tag, Sales hier.");
        assertThat(samuel.say(asking.conversation(), id, "Etwas anderes").statusCode())
                .isEqualTo(409);
        assertThat(chat.aiSdkEvents(asking.session()))
                .contains("\"type\":\"data-speaker\"", "Samuel Sales", "\"type\":\"text-delta\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void each_sees_that_the_other_is_typing() {
        Asking asking = asks();
        samuel.take(asking.conversation());
        Answering desk = samuel.events(asking.conversation());
        Answering widget = chat.events(asking.session());
        desk.await(event -> handoff(event, "held"));
        widget.await(event -> handoff(event, "held"));

        assertThat(samuel.types(asking.conversation())).isEqualTo(204);
        chat.types(asking.session());

        Event seen =
                widget.await(event -> event.data().path("name").asString("").equals("typing"));
        assertThat(seen.data().path("value").path("name").asString()).isEqualTo("Samuel Sales");
        desk.await(event -> event.data().path("name").asString("").equals("typing"));
        assertThat(marta.types(asking.conversation())).isEqualTo(409);
    }

    @Test
    void what_cannot_be_a_message_or_a_note_is_refused_with_a_reason() {
        Asking asking = asks();
        samuel.take(asking.conversation());
        String path = "/api/handoffs/" + asking.conversation();

        assertThat(samuel.say(asking.conversation(), "x", "  ").statusCode()).isEqualTo(400);
        assertThat(samuel.say(asking.conversation(), "x", "a\u0000b").statusCode())
                .isEqualTo(400);
        assertThat(samuel.say(asking.conversation(), "x", "a".repeat(4_001)).statusCode())
                .isEqualTo(400);
        assertThat(samuel.post(path + "/messages", Map.of("text", "Hallo")).statusCode())
                .isEqualTo(400);
        assertThat(samuel.release(asking.conversation(), "n".repeat(2_001))).isEqualTo(400);
        assertThat(samuel.take("not-an-id")).isEqualTo(400);
    }

    @Test
    void streams_are_bounded() {
        Asking asking = asks();
        List<Answering> open = IntStream.range(0, 8)
                .mapToObj(n -> chat.events(asking.session()))
                .toList();
        open.forEach(widget -> widget.await(event -> handoff(event, "waiting")));

        assertThat(chat.events(asking.session()).status()).isEqualTo(429);

        open.forEach(Answering::leave);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            Answering widget = chat.events(asking.session());
            widget.leave();
            return widget.status() == 200;
        });
    }
}
