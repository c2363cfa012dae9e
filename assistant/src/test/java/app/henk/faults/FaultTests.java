package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.henk.fakes.FakeBrain;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever the model does, the visitor has an answer within 15 seconds and the conversation goes on. */
class FaultTests extends WithGemini {

    private static final String ASKED = "Ich suche einen Anzug für meine Hochzeit im Juni";
    private static final List<String> PIECES =
            List.of("Das freut ", "mich für Sie. ", "Eine Hochzeit ", "verdient einen ", "guten Stoff.");

    @Autowired
    MeterRegistry meters;

    @Autowired
    List<ConnectionPool> pools;

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("429 without details", FakeReply.rateLimitedWithoutDetails()),
                arguments("429 with a short delay", FakeReply.rateLimited("0.1s")),
                arguments("500", FakeReply.internal()),
                arguments("503", FakeReply.overloaded()),
                arguments("502 of a proxy", FakeReply.html(502)),
                arguments("400", FakeReply.badRequest("Invalid value at 'contents'")),
                arguments("reset before headers", FakeReply.resets()),
                arguments("silent before headers", FakeReply.hangs()),
                arguments("an empty answer", FakeReply.nothing("STOP")),
                arguments("an answer of spaces", FakeReply.text(" ", "\n")),
                arguments("MAX_TOKENS without a word", FakeReply.nothing("MAX_TOKENS")),
                arguments("thoughts only", FakeReply.thought("Hm.").finish("STOP")),
                arguments("a blocked prompt", FakeReply.blockedPrompt("PROHIBITED_CONTENT")),
                arguments("a malformed call", FakeReply.malformedCall()),
                arguments("not JSON", FakeReply.text().thenRaw("data: {\"candidates\": [}\r\n\r\n")),
                arguments("an error in the stream", FakeReply.text().thenError(503, "UNAVAILABLE", true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void the_offline_engine_answers_when_the_model_says_nothing(String name, FakeReply fault) {
        gemini(request -> fault);

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text())
                .as("answers the wish")
                .containsIgnoringCase("Hochzeit")
                .doesNotContain("nicht sicher sagen");
        assertThat(answerInTables(answer).path("model").asString()).isEqualTo("offline");
        assertThat(GEMINI.requests()).as("bounded attempts").hasSizeLessThanOrEqualTo(6);
    }

    static Stream<Arguments> cuts() {
        Stream<Arguments> afterPieces = IntStream.rangeClosed(1, PIECES.size())
                .boxed()
                .flatMap(said -> {
                    String[] pieces = PIECES.subList(0, said).toArray(String[]::new);
                    return Stream.of(
                            arguments("ends after " + said, said(pieces).thenCut()),
                            arguments("torn after " + said, said(pieces).thenReset()));
                });
        String[] two = PIECES.subList(0, 2).toArray(String[]::new);
        return Stream.concat(
                afterPieces,
                Stream.of(
                        arguments("SAFETY after 2", said(two).finish("SAFETY")),
                        arguments("an error after 2", said(two).thenError(500, "INTERNAL", true)),
                        arguments("a bare error after 2", said(two).thenError(500, "INTERNAL", false)),
                        arguments("garbage after 2", said(two).thenRaw("data: {\"x\r\n\r\n")),
                        arguments("a malformed call after 2", said(two).finish("MALFORMED_FUNCTION_CALL")),
                        arguments("silent after 2", said(two).thenHang())));
    }

    /** The fault comes a breath later: what arrives in one read with it may be lost unheard. */
    private static FakeReply said(String... pieces) {
        return FakeReply.text(pieces).thenPause(Duration.ofMillis(50));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cuts")
    void what_was_said_stays_said_and_the_offline_engine_goes_on_behind_it(String name, FakeReply fault) {
        gemini(request -> fault);

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text()).startsWith(PIECES.getFirst().strip());
        assertThat(answer.text()).as("goes on").containsIgnoringCase("Hochzeit").doesNotContain("nicht sicher sagen");
        assertThat(answer.text().indexOf(PIECES.getFirst().strip(), 1))
                .as("nothing is said twice")
                .isNegative();
        assertThat(answerInTables(answer).path("outcome").asString()).isEqualTo("FELL_BACK");
    }

    @Test
    void an_answer_that_reached_its_length_says_that_it_was_cut() {
        gemini(request -> FakeReply.text("Ein guter Anzug ", "beginnt mit ").finish("MAX_TOKENS"));

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text()).contains("Hier kürze ich ab");
        assertThat(answerInTables(answer).path("outcome").asString()).isEqualTo("LIMITED");
    }

    @Test
    void a_model_that_cannot_stop_talking_is_stopped() {
        String[] endless = IntStream.range(0, 60_000)
                .mapToObj(n -> "und noch ein Wort dazu, ")
                .toArray(String[]::new);
        gemini(request -> FakeReply.text(endless));

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text().length()).isLessThan(200_000);
    }

    @Test
    void a_model_that_calls_tools_for_ever_is_stopped() {
        AtomicInteger calls = new AtomicInteger();
        gemini(request -> FakeReply.call("search_fabrics", Map.of("text", "Stoff " + calls.incrementAndGet())));

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(calls.get()).isLessThanOrEqualTo(6);
        assertThat(answer.text()).contains("Weiter komme ich in einem Zug nicht");
    }

    static Stream<Arguments> calls() {
        Map<String, Map<String, ?>> ten = new LinkedHashMap<>();
        IntStream.range(0, 10)
                .forEach(n -> ten.put(n == 0 ? "search_fabrics" : "search_fabrics_" + n, Map.of("text", "Leinen")));
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("limit", "viele");
        wrong.put("price_max", -1);
        wrong.put("tenantId", "x");
        return Stream.of(
                arguments("an unknown tool", FakeReply.call("delete_lead", Map.of("id", "1"))),
                arguments("wrong arguments", FakeReply.call("search_fabrics", wrong)),
                arguments("nothing as arguments", FakeReply.call("search_knowledge", Map.of())),
                arguments("ten calls at once", FakeReply.text().thenCalls(ten)),
                arguments(
                        "huge arguments", FakeReply.call("search_knowledge", Map.of("question", "x".repeat(300_000)))),
                arguments(
                        "U+0000 in the arguments",
                        FakeReply.call("remember_preference", Map.of("about", "style", "value", "a\u0000b"))),
                arguments("U+0000 as a name", FakeReply.call("search\u0000fabrics", Map.of("a\u0000b", 1))),
                arguments(
                        "deep arguments",
                        FakeReply.call("search_fabrics", Map.of("text", List.of(List.of(List.of("x")))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_call_that_is_wrong_is_refused_and_the_turn_goes_on(String name, FakeReply call) {
        gemini(once(call));

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text()).contains("Was darf es sein?");
        assertThat(refusals()).isEmpty();
        gemini(SALES);
        Answer next = chat.say(answer, "Welcher Stoff ist leicht?");
        answeredInTime(next);
        assertThat(refusals()).as("the history is legal afterwards").isEmpty();
        assertThat(next.cards("product")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "halb \ud83e los", "\ufeff\u202eanders", "e\u0301\u0301\u0301\u0301 Zalgo"})
    void characters_that_the_database_refuses_do_not_cost_the_answer(String odd) {
        gemini(request -> FakeReply.text("Gern, ", odd, " sagt man so. Was darf es sein?"));

        Answer answer = chat.say(ASKED);

        answeredInTime(answer);
        assertThat(answer.text()).contains("Was darf es sein?");
    }

    @AfterEach
    void nothing_is_left_open() {
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            assertThat(meters.get("henk.chat.live").gauge().value())
                    .as("live runs")
                    .isZero();
            assertThat(GEMINI.open()).as("open requests to the model").isZero();
            pools.forEach(pool -> assertThat(pool.getMetrics().orElseThrow().acquiredSize())
                    .as("connections to the database in use")
                    .isZero());
        });
    }

    private static FakeBrain once(FakeReply call) {
        return request -> lastIsResult(request) ? FakeReply.text("Gern. ", "Was darf es sein?") : call;
    }

    private static boolean lastIsResult(JsonNode request) {
        JsonNode contents = request.path("contents");
        return contents.path(contents.size() - 1).path("parts").path(0).has("functionResponse");
    }

    private static List<String> refusals() {
        return GEMINI.requests().stream()
                .flatMap(request -> request.refusal().stream())
                .toList();
    }

    private void answeredInTime(Answer answer) {
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(15));
        assertThat(answer.end()).isEqualTo("RUN_FINISHED");
        assertThat(answer.text()).isNotBlank();
        JsonNode history = chat.history(answer.session());
        int size = history.size();
        assertThat(size).isGreaterThanOrEqualTo(2);
        assertThat(history.get(size - 2).path("role").asString()).isEqualTo("user");
        assertThat(history.get(size - 1).path("text").asString()).isEqualToIgnoringWhitespace(answer.text());
    }

    private JsonNode answerInTables(Answer answer) {
        String last = chat.history(answer.session()).get(1).path("id").asString();
        return tables.rows("select * from message where id = cast(? as uuid)", last)
                .getFirst();
    }
}
