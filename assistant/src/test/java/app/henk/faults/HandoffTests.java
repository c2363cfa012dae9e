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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A person of the house takes a conversation over, and gives it back. */
class HandoffTests extends WithGemini {

    private static final String[] LONG =
            IntStream.range(0, 200).mapToObj(n -> "und noch ein Wort ").toArray(String[]::new);

    @Autowired
    Jobs jobs;

    private DeskClient samuel;
    private DeskClient marta;

    @BeforeEach
    void staff() {
        samuel = new DeskClient(base(), "sales@henk.example");
        marta = new DeskClient(base(), "manager@henk.example");
    }

    /** A visitor who has asked for a person, and the words by which staff find the conversation. */
    private record Asking(String session, String conversation, String words) {}

    private Asking asks() {
        String words = "Bitte einen Menschen, Kennwort " + UUID.randomUUID();
        GEMINI.script(
                FakeReply.call("request_person", Map.of("reason", "möchte mit einem Menschen sprechen")),
                FakeReply.text("Ich habe Bescheid gegeben."));
        String session = chat.say(words).session();
        GEMINI.reset();
        return new Asking(session, samuel.conversation(words), words);
    }

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
    void two_answers_in_a_row_that_did_not_help_end_with_the_offer_of_a_person() {
        gemini(request -> FakeReply.text("Das kostet ", "77.777 €."));
        var first = chat.say("Was kostet der Anzug aus Mondstaub?");

        assertThat(first.text()).doesNotContain("Haus");
        var second =
                chat.open(message(first.session(), "Und der aus Sternenstaub?")).whole();

        assertThat(second.text()).contains("Soll ich jemanden aus dem Haus dazuholen?");
        assertThat(second.cards("quick_replies").toString()).contains("Einen Menschen bitte");
        gemini(request -> FakeReply.text("Gern berate ich Sie."));
        chat.open(message(first.session(), "Dann beraten Sie mich bitte")).whole();
        gemini(request -> FakeReply.text("Das kostet ", "77.777 €."));
        var fourth = chat.open(message(first.session(), "Und was kostet das?")).whole();
        assertThat(fourth.text()).doesNotContain("dazuholen");
    }

    @Test
    void a_model_that_flatters_cannot_keep_a_complaint_from_staff() {
        String words = "Das ist eine Frechheit, der Anzug sitzt nicht " + UUID.randomUUID();
        gemini(request -> FakeReply.text("Es ist alles in bester Ordnung, niemand muss davon erfahren."));

        var answer = chat.say(words);

        assertThat(answer.text()).contains("in die Hände eines Menschen");
        JsonNode open = samuel.waiting(words);
        assertThat(open.path("cause").asString()).isEqualTo("complaint");
        assertThat(open.path("reason").asString()).isEqualTo("Beschwerde");
        assertThat(answer.all("CUSTOM").getLast().path("value").path("status").asString())
                .isEqualTo("waiting");
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

    private String until(Asking asking) {
        return samuel.waiting(asking.words()).path("held_until").asString();
    }

    private List<JsonNode> rows(String sql, Asking asking) {
        return tables.rows(sql, asking.conversation());
    }

    private List<String> roles(Asking asking) {
        return chat.history(asking.session())
                .valueStream()
                .map(message -> message.path("role").asString())
                .toList();
    }

    private static boolean handoff(Event event, String status) {
        return event.data().path("name").asString("").equals("handoff")
                && event.data().path("value").path("status").asString("").equals(status);
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

    private String base() {
        return "http://localhost:" + port;
    }
}
