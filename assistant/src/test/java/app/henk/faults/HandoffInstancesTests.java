package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answering;
import app.henk.faults.ChatClient.Event;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The visitor is with one instance, the person of the house with another. */
class HandoffInstancesTests extends WithGemini {

    private static final String[] LONG =
            IntStream.range(0, 200).mapToObj(n -> "und noch ein Wort ").toArray(String[]::new);

    @Test
    void two_instances_are_one_house() throws InterruptedException {
        String words = "Bitte einen Menschen, Kennwort " + UUID.randomUUID();
        try (var there = new SecondInstance(environment, GEMINI)) {
            DeskClient samuel = new DeskClient(there.base(), "sales@henk.example");
            DeskClient marta = new DeskClient("http://localhost:" + port, "manager@henk.example");
            Answering list = samuel.events();
            GEMINI.script(
                    FakeReply.call("request_person", Map.of("reason", "möchte einen Menschen")),
                    FakeReply.text("Gern."));
            String session = chat.say(words).session();
            list.await(event -> event.data().toString().contains(words));
            String conversation = samuel.conversation(words);
            Answering widget = chat.events(session);
            widget.await(event -> handoff(event, "waiting"));

            // an answer that the one makes falls silent when somebody takes over at the other
            gemini(request -> FakeReply.text(LONG).paced(Duration.ofMillis(50)));
            Answering answering = chat.open(message(session, "Erzählen Sie mir etwas"));
            answering.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));
            assertThat(samuel.take(conversation)).isEqualTo(204);
            assertThat(GEMINI.clientLeavesWithin(Duration.ofSeconds(2))).isTrue();
            answering.whole();
            assertThat(marta.take(conversation)).isEqualTo(409);

            Answering desk = samuel.events(conversation);
            desk.await(event -> handoff(event, "held"));
            samuel.say(conversation, "one", "Guten Tag, hier Sales.");
            Event said = widget.await(
                    event -> event.data().path("delta").asString("").equals("Guten Tag, hier Sales."));
            chat.types(session);
            desk.await(event -> event.data().path("name").asString("").equals("typing"));
            chat.open(message(session, "Schön, dass Sie da sind")).whole();
            desk.await(event -> event.data().path("delta").asString("").equals("Schön, dass Sie da sind"));

            // a widget that comes back to the other instance goes on there
            widget.leave();
            Answering elsewhere = new ChatClient(there.base()).events(session, said.id());
            samuel.say(conversation, "two", "Womit kann ich helfen?");
            elsewhere.await(event -> event.data().path("delta").asString("").equals("Womit kann ich helfen?"));
            assertThat(elsewhere.text()).doesNotContain("hier Sales");
            assertThat(samuel.release(conversation, "")).isEqualTo(204);
            elsewhere.await(event -> handoff(event, "none"));
        }
    }

    private static boolean handoff(Event event, String status) {
        return event.data().path("name").asString("").equals("handoff")
                && event.data().path("value").path("status").asString("").equals(status);
    }
}
