package app.henk.faults;

import static app.henk.faults.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeBrain;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import app.henk.faults.ChatClient.Answering;
import app.henk.faults.ChatClient.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tabs, stops, lost connections and slow readers. */
class ConversationTests extends WithGemini {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] SLOW = IntStream.range(0, 60)
            .mapToObj(n -> "Wort" + (char) ('a' + n % 26) + " ")
            .toArray(String[]::new);
    private static final FakeBrain TALKS = request -> FakeReply.text(SLOW).paced(Duration.ofMillis(50));

    @Test
    void two_tabs_take_turns_and_both_are_answered() {
        gemini(request -> FakeReply.text("Gern. ", "Und weiter?").paced(Duration.ofMillis(100)));
        String session = chat.say("Guten Tag").session();

        List<Answer> answers = Stream.of("Aus dem einen Fenster", "Aus dem anderen Fenster")
                .map(text -> CompletableFuture.supplyAsync(
                        () -> chat.open(message(session, text)).whole(), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.text()).contains("Und weiter?"));
        assertThat(roles(session)).containsExactly("user", "assistant", "user", "assistant", "user", "assistant");
    }

    @Test
    void one_message_that_is_sent_twenty_times_at_once_is_one_question_to_the_model() {
        gemini(request -> FakeReply.text("Gern. ", "Und weiter?").paced(Duration.ofMillis(100)));
        var body = message(chat.say("Guten Tag").session(), "Ich suche etwas");
        body.put("message_id", UUID.randomUUID().toString());
        GEMINI.reset();

        List<Answer> answers = IntStream.range(0, 20)
                .mapToObj(
                        n -> CompletableFuture.supplyAsync(() -> chat.open(body).whole(), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .hasSize(20)
                .allSatisfy(answer -> assertThat(answer.text()).isEqualTo("Gern. Und weiter?"));
        assertThat(GEMINI.requests()).hasSize(1);
        assertThat(roles(body.get("session_id").toString())).hasSize(4);
    }

    @Test
    void a_stop_keeps_what_was_said_and_hangs_up_on_the_model_within_a_second() throws InterruptedException {
        gemini(TALKS);
        Answering answering = chat.open("Erzählen Sie mir etwas");
        answering.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));

        chat.stop(answering.session());

        assertThat(GEMINI.clientLeavesWithin(Duration.ofSeconds(1))).isTrue();
        Answer answer = answering.whole();
        assertThat(answer.events().getLast().data().at("/outcome/type").asString(""))
                .isEqualTo("cancelled");
        assertThat(answer.text()).startsWith("Worta").doesNotContain("Wortz");
        assertThat(chat.history(answer.session()).get(1).path("text").asString())
                .isEqualTo(answer.text());
        gemini(SALES);
        assertThat(chat.say(answer, "Welcher Stoff ist leicht?").text()).isNotBlank();
        assertThat(GEMINI.requests())
                .allSatisfy(request -> assertThat(request.refusal()).isEmpty());
    }

    @Test
    void what_a_stopped_answer_cost_until_then_is_spent() {
        gemini(TALKS);
        long before = spent();
        Answering answering = chat.open("Erzählen Sie mir etwas");
        answering.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));

        chat.stop(answering.session());

        String id = chat.history(answering.whole().session()).get(1).path("id").asString();
        JsonNode kept = tables.rows("select cost_usd from message where id = cast(? as uuid)", id)
                .getFirst();
        assertThat(kept.path("cost_usd").decimalValue()).isPositive();
        Awaitility.await().untilAsserted(() -> assertThat(spent()).isGreaterThan(before));
    }

    private long spent() {
        return tables.rows("select coalesce(sum(micros), 0) as micros from model_spend")
                .getFirst()
                .path("micros")
                .asLong();
    }

    @Test
    void a_visitor_who_leaves_finds_the_whole_answer_on_coming_back() {
        gemini(TALKS);
        Answering left = chat.open("Erzählen Sie mir etwas");
        Event last = left.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));
        String session = left.session();
        left.leave();

        Answering back = chat.resume(session, last.id());

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        back.soFar().stream().anyMatch(event -> event.type().equals("RUN_FINISHED")));
        String before = last.data().path("delta").asString();
        assertThat(before + back.text())
                .as("nothing lost, nothing twice")
                .isEqualToIgnoringWhitespace(String.join("", SLOW));
        assertThat(chat.history(session).get(1).path("text").asString())
                .isEqualToIgnoringWhitespace(String.join("", SLOW));
        assertThat(GEMINI.requests()).hasSize(1);
    }

    @Test
    void a_reader_who_says_to_have_read_more_than_was_said_keeps_nobody_from_the_answer() {
        gemini(TALKS);
        Map<String, Object> question = Map.of(
                "message",
                "Erzählen Sie mir etwas",
                "disclosed",
                true,
                "message_id",
                UUID.randomUUID().toString());
        Answering answering = chat.open(question);
        Event first = answering.await(event -> event.type().equals("TEXT_MESSAGE_CONTENT"));
        Answering ahead = chat.resume(answering.session(), first.id().replaceFirst(":.*", ":" + Integer.MAX_VALUE));

        Answer answer = answering.whole();

        assertThat(answer.text()).isEqualToIgnoringWhitespace(String.join("", SLOW));
        ahead.await(event -> event.type().equals("RUN_FINISHED"));
        assertThat(ahead.text()).isNotEmpty();
        Map<String, Object> again = new LinkedHashMap<>(question);
        again.put("session_id", answering.session());
        assertThat(chat.raw(JSON.writeValueAsString(again)).body())
                .as("who cannot read a stream gets it too")
                .contains("Worta ");
    }

    @Test
    void a_reader_that_does_not_read_holds_back_nobody() throws IOException {
        String[] much =
                IntStream.range(0, 2_000).mapToObj(n -> "Ein Satz ohne Zahl. ").toArray(String[]::new);
        gemini(request -> FakeReply.text(much));
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(new java.net.InetSocketAddress("127.0.0.1", port));
            byte[] body = "{\"message\":\"Erzählen Sie\",\"disclosed\":true}".getBytes(StandardCharsets.UTF_8);
            OutputStream out = deaf.getOutputStream();
            out.write(("POST /api/chat HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !GEMINI.requests().isEmpty());

            gemini(request -> FakeReply.text("Sofort."));
            var answers =
                    IntStream.range(0, 10).mapToObj(n -> chat.say("Guten Tag")).toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.text()).isEqualTo("Sofort.");
                assertThat(answer.took()).isLessThan(Duration.ofSeconds(3));
            });
        }
    }

    private List<String> roles(String session) {
        return chat.history(session).valueStream().map(entry -> role(entry)).toList();
    }

    private static String role(JsonNode entry) {
        return entry.path("role").asString("");
    }
}
