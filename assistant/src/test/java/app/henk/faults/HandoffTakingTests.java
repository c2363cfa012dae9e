package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answering;
import app.henk.faults.ChatClient.Event;
import app.henk.platform.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** One person of the house takes a conversation that asked for one, and only that one. */
class HandoffTakingTests extends WithHandoff {

    @Autowired
    Jobs jobs;

    @Test
    void staff_see_at_once_who_waits_since_when_and_why() {
        Answering desk = marta.events();
        desk.await(event -> event.type().equals("STATE_SNAPSHOT"));

        Asking asking = asks();

        Event pushed = desk.await(event ->
                event.type().equals("STATE_SNAPSHOT") && event.data().toString().contains(asking.words()));
        JsonNode open = samuel.waiting(asking.words());
        assertThat(open.path("status").asString()).isEqualTo("waiting");
        assertThat(open.path("reason").asString()).isEqualTo("möchte mit einem Menschen sprechen");
        assertThat(open.path("language").asString()).isEqualTo("de");
        assertThat(open.path("waiting_since").asString()).isNotBlank();
        assertThat(open.path("lines").size()).isEqualTo(2);
        assertThat(pushed.data().path("snapshot").path("me").asString()).isNotBlank();
        AgUiRules.check(run(desk, pushed));
    }

    @Test
    void of_twenty_who_take_it_at_once_one_has_it() {
        Asking asking = asks();
        List<DeskClient> colleagues = List.of(samuel, marta, new DeskClient(base(), "admin@henk.example"));

        List<Integer> answers = IntStream.range(0, 21)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> colleagues.get(n % 3).take(asking.conversation()), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // whoever has it may take it again
        assertThat(answers).filteredOn(status -> status == 204).hasSize(7);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(14);
        assertThat(rows("select distinct actor from audit where action = 'handoff.taken' and target = ?", asking))
                .hasSize(1);
    }

    @Test
    void nobody_is_taken_over_who_did_not_ask() {
        String words = "Nur eine Frage " + UUID.randomUUID();
        String session = chat.say(words).session();
        String conversation = tables.rows("select conversation_id from message where text = ?", words)
                .getFirst()
                .path("conversation_id")
                .asString();

        assertThat(samuel.take(conversation)).isEqualTo(409);
        assertThat(samuel.waiting(words).isMissingNode()).isTrue();
        assertThat(samuel.get("/api/handoffs/" + conversation).path("messages").size())
                .isEqualTo(2);
        assertThat(session).isNotBlank();
    }

    @Test
    void nobody_else_sees_or_takes_it() {
        Asking asking = asks();
        DeskClient other = new DeskClient(base(), "sales@works.example");
        DeskClient customer = new DeskClient(base(), "customer@henk.example");
        String path = "/api/handoffs/" + asking.conversation();

        assertThat(other.get("/api/handoffs").toString()).doesNotContain(asking.words());
        assertThat(other.status(path)).isEqualTo(404);
        assertThat(other.take(asking.conversation())).isEqualTo(404);
        assertThat(other.say(asking.conversation(), "x", "Hallo").statusCode()).isEqualTo(409);
        assertThat(other.events(asking.conversation()).status()).isEqualTo(404);
        for (String address : List.of("/api/handoffs", path, "/api/events")) {
            assertThat(customer.status(address)).isEqualTo(403);
        }
        assertThat(customer.take(asking.conversation())).isEqualTo(403);
        String stranger = chat.say("Guten Tag").session();
        assertThat(chat.events(stranger.substring(0, stranger.length() - 4) + "AAAA")
                        .status())
                .isEqualTo(404);
        assertThat(samuel.take(UUID.randomUUID().toString())).isEqualTo(404);
    }

    @Test
    void when_the_person_has_gone_the_conversation_waits_again_and_the_visitor_is_told() {
        Asking asking = asks();
        Answering widget = chat.events(asking.session());
        samuel.take(asking.conversation());
        widget.await(event -> handoff(event, "held"));
        int told = widget.soFar().size();

        tables.change(
                "update conversation set held_until = now() - interval '1 second' where id::text = ?",
                asking.conversation());

        jobs.runNow("lost-handoffs").block(Duration.ofSeconds(10));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> widget.soFar().stream().skip(told).anyMatch(event -> handoff(event, "waiting")));
        assertThat(samuel.say(asking.conversation(), "late", "Bin wieder da").statusCode())
                .isEqualTo(409);
        assertThat(rows("select ending from handoff where conversation_id::text = ?", asking)
                        .getFirst()
                        .path("ending")
                        .asString())
                .isEqualTo("expired");
        assertThat(marta.take(asking.conversation())).isEqualTo(204);
    }

    @Test
    void an_open_desk_keeps_its_conversation() {
        Asking asking = asks();
        samuel.take(asking.conversation());
        String before = until(asking);

        Answering desk = samuel.events(asking.conversation());

        desk.await(event -> handoff(event, "held"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !until(asking).equals(before));
    }

    @Test
    void who_takes_it_the_next_time_reads_what_the_colleague_before_left() {
        Asking asking = asks();
        samuel.take(asking.conversation());
        samuel.release(asking.conversation(), "Kundin bekommt den Flanell bis Freitag zur Ansicht.");
        GEMINI.script(
                FakeReply.call("request_person", Map.of("reason", "möchte noch einmal mit einem Menschen sprechen")),
                FakeReply.text("Ich habe Bescheid gegeben."));
        chat.open(message(asking.session(), asking.words() + " noch einmal")).whole();

        JsonNode waiting = marta.waiting(asking.words());

        assertThat(waiting.path("notes")).singleElement().satisfies(note -> {
            assertThat(note.path("name").asString()).isEqualTo("Samuel Sales");
            assertThat(note.path("text").asString()).contains("Flanell bis Freitag");
        });
    }

    /** The small run that an event belongs to. */
    private static List<JsonNode> run(Answering stream, Event of) {
        String run = of.id().split(":")[0];
        Awaitility.await()
                .until(() -> stream.soFar().stream()
                        .anyMatch(event ->
                                event.id().startsWith(run) && event.type().equals("RUN_FINISHED")));
        return stream.soFar().stream()
                .filter(event -> event.id().startsWith(run))
                .map(Event::data)
                .toList();
    }
}
