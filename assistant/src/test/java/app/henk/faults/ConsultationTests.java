package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeGemini.Received;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A visitor is advised by the model, from the first word to the lead. */
class ConsultationTests extends WithGemini {

    private static final LocalDate WEDDING = LocalDate.now().plusDays(200);

    @Test
    void a_visitor_is_advised_from_the_catalogue_and_becomes_a_lead() {
        Answer hello = chat.say("Guten Tag");
        Answer advice = chat.say(hello, "Ich heirate im Juni und suche einen Anzug aus Leinen");
        Answer answer = chat.say(advice, "Wann haben Sie geöffnet?");
        gemini(ConsultationTests::takesTheLead);
        Answer contact = chat.say(
                answer,
                "Ich bin Jonas Petersen, jonas.petersen@fault.example, die Feier ist am "
                        + WEDDING.format(DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMAN)) + ", 2000 Euro");
        Answer agreed = chat.say(contact, "Ja, ich bin einverstanden");

        assertThat(advice.cards("product")).isNotEmpty().allSatisfy(card -> {
            assertThat(card.path("title").asString("")).isNotBlank();
            assertThat(card.path("price").asString("")).contains("€");
        });
        assertThat(advice.text())
                .contains(advice.cards("product").getFirst().path("title").asString());
        assertThat(answer.cards("sources")).isNotEmpty();
        assertThat(contact.text()).as("asks for consent").contains("einverstanden");
        assertThat(leads("jonas.petersen@fault.example"))
                .as("after %s", agreed.text())
                .hasSize(1);
        JsonNode lead = leads("jonas.petersen@fault.example").getFirst();
        assertThat(lead.path("score").asInt()).isBetween(1, 100);
        String id = lead.path("id").asString();
        assertThat(tables.rows("select * from deal where lead_id = cast(? as uuid)", id))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("stage_key").asString()).isEqualTo("initial_contact"));
        assertThat(tables.rows("select * from activity where lead_id = cast(? as uuid)", id))
                .isNotEmpty();
        assertThat(tables.rows(
                        "select * from message where conversation_id = cast(? as uuid) and role = 'user'",
                        lead.path("conversation_id").asString()))
                .as("the lead knows its conversation")
                .hasSize(5);
    }

    @Test
    void ten_turns_replay_a_history_that_the_strict_service_accepts() {
        List<String> said = List.of(
                "Guten Tag",
                "Ich suche einen leichten Stoff",
                "Was kostet eine Änderung?",
                "Welcher Anzug passt zu einer Hochzeit?",
                "Wie lange dauert die Lieferung?",
                "Gibt es Tweed?",
                "Ich möchte mit einem Menschen sprechen",
                "Welche Wolle ist knitterarm?",
                "Wann haben Sie geöffnet?",
                "Danke");

        Answer answer = chat.say(said.getFirst());
        for (String next : said.subList(1, said.size())) {
            answer = chat.say(answer, next);
            assertThat(answer.text()).isNotBlank();
        }

        assertThat(chat.history(answer.session())).hasSize(20);
        assertThat(models(answer)).as("the model spoke every time").doesNotContain("offline");
        List<Received> asked = GEMINI.requests();
        assertThat(asked).hasSizeGreaterThan(14);
        assertThat(asked.getLast().body().path("contents").toString()).contains("functionResponse");
    }

    @Test
    void several_calls_at_once_and_thoughts_come_back_as_they_were_sent() {
        gemini(request -> request.toString().contains("functionResponse")
                ? FakeReply.text("Gern, ", "beides gefunden.")
                : FakeReply.thought("Zwei Fragen.")
                        .thenText("Ich sehe nach. ")
                        .thenCalls(Map.of(
                                "search_fabrics", Map.of("text", "Leinen"),
                                "search_knowledge", Map.of("question", "Wie pflege ich Leinen?"))));

        Answer answer = chat.say("Leinen: was haben Sie, und wie pflege ich es?");

        assertThat(answer.text())
                .contains("Ich sehe nach.")
                .contains("beides gefunden")
                .doesNotContain("Zwei Fragen");
        assertThat(answer.cards("product")).isNotEmpty();
        JsonNode second = GEMINI.requests().getLast().body().path("contents");
        assertThat(second.get(second.size() - 1).path("parts")).hasSize(2);
    }

    @Test
    void a_client_may_send_its_whole_long_history_and_only_the_last_words_are_read() {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            messages.add(Map.of("id", "q" + i, "role", "user", "content", "Frage " + i + " " + "x".repeat(3_000)));
            messages.add(Map.of("id", "a" + i, "role", "assistant", "content", "Geheim " + "y".repeat(3_000)));
        }
        messages.add(Map.of("id", "last", "role", "user", "content", "Welcher Stoff ist leicht?"));
        var body = Map.of(
                "threadId", java.util.UUID.randomUUID().toString(),
                "runId", "r-1",
                "messages", messages,
                "tools", List.of(),
                "context", List.of(),
                "state", Map.of());

        var answer = chat.open(body).whole();

        assertThat(answer.text()).isNotBlank();
        assertThat(GEMINI.requests().toString()).doesNotContain("Geheim").doesNotContain("Frage 5");
        assertThat(chat.history(answer.session())).hasSize(2);
    }

    @Test
    void more_than_half_a_megabyte_is_refused_and_so_is_a_last_message_that_is_too_long() {
        var tooLarge = chat.raw("{\"message\":\"" + "x".repeat(530_000) + "\"}");
        var tooLong = chat.raw("{\"message\":\"" + "x".repeat(4_001) + "\"}");

        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("message-too-long");
    }

    @Test
    void two_hundred_visitors_at_once_each_get_their_own_answer() {
        gemini(request -> FakeReply.text("Sie sagten: ", lastWords(request)));

        var answers = IntStream.range(0, 200)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> Map.entry("Wort" + n, chat.say("Wort" + n)), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.getValue().text()).endsWith(answer.getKey()));
        assertThat(answers.stream().map(answer -> answer.getValue().session()).distinct())
                .hasSize(200);
    }

    @AfterEach
    void the_service_refused_nothing_and_was_asked_to_keep_nothing() {
        assertThat(GEMINI.requests()).allSatisfy(request -> {
            assertThat(request.refusal()).isEmpty();
            assertThat(request.method()).isIn("streamGenerateContent", "embedContent", "batchEmbedContents");
            if (request.method().equals("streamGenerateContent")) {
                assertThat(request.body().path("store").asBoolean(true)).isFalse();
            }
        });
    }

    private static FakeReply takesTheLead(JsonNode request) {
        JsonNode contents = request.path("contents");
        return contents.path(contents.size() - 1).path("parts").path(0).has("functionResponse")
                ? FakeReply.text("Danke, Herr Petersen.")
                : FakeReply.call(
                        "capture_lead",
                        Map.of(
                                "name", "Jonas Petersen",
                                "email", "jonas.petersen@fault.example",
                                "occasion", "wedding",
                                "event_date", WEDDING.toString(),
                                "budget", 2000));
    }

    private List<JsonNode> leads(String email) {
        return tables.rows("select * from lead where email = ?", email);
    }

    private List<String> models(Answer answer) {
        String first = chat.history(answer.session()).get(0).path("id").asString();
        return tables
                .rows(
                        "select model from message where role = 'assistant' and conversation_id ="
                                + " (select conversation_id from message where id = cast(? as uuid))",
                        first)
                .stream()
                .map(row -> row.path("model").asString(""))
                .toList();
    }

    private static String lastWords(JsonNode request) {
        JsonNode contents = request.path("contents");
        return contents.path(contents.size() - 1)
                .path("parts")
                .path(0)
                .path("text")
                .asString("");
    }
}
