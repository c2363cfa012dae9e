package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.fakes.FakeGemini;
import app.henk.fakes.FakeReply;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers that go well, over the real wire: text, tools, signatures, what is sent. */
class GeminiAnswersTests {

    private final GeminiFixture henk = new GeminiFixture();

    @AfterEach
    void close() {
        henk.close();
    }

    @Test
    void streams_text_piece_by_piece_and_says_what_it_cost() {
        henk.gemini.script(FakeReply.text("Für den ", "Sommer: ", "Leinen.").paced(Duration.ofMillis(100)));

        GeminiFixture.Reply reply = henk.ask("Was passt im Sommer?");

        assertThat(reply.signals()).startsWith(new ModelSignal.Text("Für den "));
        assertThat(reply.text()).isEqualTo("Für den Sommer: Leinen.");
        ModelSignal.Finished end = reply.finished();
        assertThat(end.reason()).isEqualTo(FinishReason.STOP);
        assertThat(end.message().text()).isEqualTo("Für den Sommer: Leinen.");
        assertThat(end.modelName()).isEqualTo(GeminiFixture.PRIMARY);
        assertThat(end.usage().inputTokens()).isPositive();
        assertThat(end.usage().outputTokens()).isEqualTo(3 + (8 + 8 + 7) / 4 + 0);
        assertThat(end.usage().thoughtTokens()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "\n\n", "\r\r"})
    void reads_every_delimiter_cut_anywhere_even_inside_a_character(String delimiter) {
        henk.gemini.script(FakeReply.text("Maß", "anzüge – ", "für 1\u202f290 €", " 🧵")
                .delimitedBy(delimiter)
                .cutEvery(3));

        assertThat(henk.ask("Was kostet ein Maßanzug?").text()).isEqualTo("Maßanzüge – für 1\u202f290 € 🧵");
    }

    @Test
    void several_parts_of_one_event_stay_one_text() {
        henk.gemini.script(FakeReply.text("Guten").thenParts(" Tag, ", "Frau ", "Berg"));

        assertThat(henk.ask("Hallo").text()).isEqualTo("Guten Tag, Frau Berg");
    }

    @Test
    void thoughts_are_not_part_of_the_answer() {
        henk.gemini.script(FakeReply.thought("The person wants linen.").thenText("Leinen."));

        GeminiFixture.Reply reply = henk.ask("Was passt?");

        assertThat(reply.text()).isEqualTo("Leinen.");
        assertThat(reply.finished().message().text()).isEqualTo("Leinen.");
    }

    @Test
    void an_unknown_finish_reason_ends_an_answer_and_one_that_ran_out_of_tokens_says_so() {
        henk.gemini.script(
                FakeReply.text("Ja.").finish("SOMETHING_NEW"),
                FakeReply.text("Es war einmal").finish("MAX_TOKENS"));

        assertThat(henk.ask("Geht das?").finished().reason()).isEqualTo(FinishReason.OTHER);
        assertThat(henk.ask("Erzähl").finished().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void a_turn_of_several_steps_sends_every_signature_back_where_it_stood() {
        Map<String, Map<String, ?>> parallel = new LinkedHashMap<>();
        parallel.put("search_fabrics", Map.of("query", "Leinen", "note", "„ß“ \u2028 1.0"));
        parallel.put("opening_hours", Map.of());
        henk.gemini.script(
                FakeReply.text("Ich sehe nach. ").thenCalls(parallel),
                FakeReply.call("search_fabrics", Map.of("query", "Leinen schwer")),
                FakeReply.text("Gefunden."));

        ModelRequest first = GeminiFixture.asking("Haben Sie Leinen?");
        ModelSignal.ToolCalls step1 = henk.ask(first).calls();
        ModelRequest second = GeminiFixture.withResults(first, step1.message(), "{\"found\":0}", "Mo-Fr 10-18");
        ModelSignal.ToolCalls step2 = henk.ask(second).calls();
        ModelRequest third = GeminiFixture.withResults(second, step2.message(), "[{\"name\":\"Amalfi\"}]");

        assertThat(henk.ask(third).text()).isEqualTo("Gefunden.");
        assertThat(step1.calls())
                .extracting(ToolExecutionRequest::name)
                .containsExactly("search_fabrics", "opening_hours");
        assertThat(step1.calls().get(1).arguments()).isEqualTo("{}");
        assertThat(henk.gemini.requests())
                .noneMatch(request -> request.refusal().isPresent());
        JsonNode results = last().path("contents").get(2).path("parts");
        assertThat(results.size()).isEqualTo(2);
        assertThat(results.get(0).at("/functionResponse/response/output/found").asInt(-1))
                .isZero();
        assertThat(results.get(1).at("/functionResponse/response/output").asString(""))
                .isEqualTo("Mo-Fr 10-18");
    }

    @Test
    void the_fake_would_have_noticed_a_lost_signature() {
        ModelRequest first = GeminiFixture.asking("Haben Sie Leinen?");
        henk.gemini.script(FakeReply.call("search_fabrics", Map.of("query", "Leinen")));
        AiMessage calling = henk.ask(first).calls().message();
        AiMessage stripped = calling.toBuilder()
                .attributes(Map.of(
                        "gemini.model",
                        GeminiFixture.PRIMARY,
                        "gemini.parts",
                        calling.attribute("gemini.parts", String.class)
                                .replaceAll(",\"thoughtSignature\":\"[^\"]*\"", "")))
                .build();

        GeminiFixture.Reply reply = henk.ask(GeminiFixture.withResults(first, stripped, "{}"));

        assertThat(henk.gemini.requests().get(1).refusal().orElseThrow()).contains("missing a thought_signature");
        assertThat(reply.text()).isNotEmpty();
    }

    @Test
    void a_model_that_gives_no_ids_gets_none_back() {
        try (GeminiFixture older = new GeminiFixture("henk.model.primary=gemini-2.5-flash")) {
            older.gemini.script(
                    FakeReply.call("search_fabrics", Map.of("query", "Leinen"))
                            .thenCall("search_fabrics", Map.of("query", "Wolle")),
                    FakeReply.text("Beides."));
            ModelRequest first = GeminiFixture.asking("Leinen oder Wolle?");
            ModelSignal.ToolCalls step = older.ask(first).calls();

            assertThat(step.calls())
                    .extracting(ToolExecutionRequest::id)
                    .doesNotHaveDuplicates()
                    .doesNotContainNull();
            assertThat(older.ask(GeminiFixture.withResults(first, step.message(), "1", "2"))
                            .text())
                    .isEqualTo("Beides.");
            assertThat(older.gemini.requests().get(1).body().toString()).doesNotContain("henk_call_");
        }
    }

    @Test
    void calls_that_another_model_made_are_marked_as_such() {
        ModelRequest first = GeminiFixture.asking("Haben Sie Leinen?");
        AiMessage foreign = AiMessage.from(ToolExecutionRequest.builder()
                .id("x1")
                .name("search_fabrics")
                .arguments("{\"query\":\"Leinen\"}")
                .build());

        henk.ask(GeminiFixture.withResults(first, foreign, "{\"found\":3}"));

        assertThat(henk.gemini.requests()).singleElement().satisfies(request -> {
            assertThat(request.refusal()).isEmpty();
            assertThat(request.body().at("/contents/1/parts/0/thoughtSignature").asString(""))
                    .isEqualTo("skip_thought_signature_validator");
        });
    }

    @Test
    void a_failed_tool_and_a_lost_result_are_said_to_the_model() {
        ModelRequest first = GeminiFixture.asking("Haben Sie Leinen?");
        AiMessage calling = AiMessage.from(
                ToolExecutionRequest.builder()
                        .id("a")
                        .name("search_fabrics")
                        .arguments("{}")
                        .build(),
                ToolExecutionRequest.builder()
                        .id("b")
                        .name("opening_hours")
                        .arguments("oops")
                        .build());
        ModelRequest cutShort = new ModelRequest(
                List.of(
                        first.messages().get(1),
                        calling,
                        ToolExecutionResultMessage.builder()
                                .id("a")
                                .toolName("search_fabrics")
                                .text("query fehlt")
                                .isError(true)
                                .build(),
                        UserMessage.from("Und?")),
                List.of(),
                800,
                "c",
                first.turn(),
                first.usage());

        henk.ask(cutShort);

        JsonNode parts = last().path("contents").get(2).path("parts");
        assertThat(henk.gemini.requests().getFirst().refusal()).isEmpty();
        assertThat(parts.get(0).at("/functionResponse/response/error").asString(""))
                .isEqualTo("query fehlt");
        assertThat(parts.get(1).at("/functionResponse/response/error").asString(""))
                .contains("no result");
    }

    @Test
    void the_request_forbids_keeping_it_and_says_only_what_the_model_takes() {
        henk.ask("Hallo");

        JsonNode sent = last();
        assertThat(sent.path("store").isBoolean()).isTrue();
        assertThat(sent.path("store").asBoolean(true)).isFalse();
        assertThat(sent.at("/generationConfig/thinkingConfig/thinkingLevel").asString(""))
                .isEqualTo("LOW");
        assertThat(sent.path("generationConfig").has("temperature")).isFalse();
        assertThat(sent.at("/generationConfig/maxOutputTokens").asInt(0)).isEqualTo(800);
        assertThat(sent.at("/systemInstruction/parts/0/text").asString("")).isEqualTo("Du bist Henk.");
        assertThat(sent.at("/tools/0/functionDeclarations/0/parameters/type").asString(""))
                .isEqualTo("OBJECT");
        assertThat(sent.at("/tools/0/functionDeclarations/1").has("parameters")).isFalse();
    }

    @Test
    void cancelling_closes_the_socket() throws InterruptedException {
        henk.gemini.script(FakeReply.text("Es war ").thenHang());

        String first = henk.chain.stream(GeminiFixture.asking("Erzähl"))
                .ofType(ModelSignal.Text.class)
                .map(ModelSignal.Text::delta)
                .blockFirst(Duration.ofSeconds(5));

        assertThat(first).isEqualTo("Es war ");
        assertThat(henk.gemini.clientLeavesWithin(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void cancelling_before_the_first_word_closes_the_socket_too() throws InterruptedException {
        henk.gemini.script(FakeReply.hangs());

        henk.chain.stream(GeminiFixture.asking("Erzähl"))
                .take(Duration.ofMillis(200))
                .blockLast(Duration.ofSeconds(5));

        assertThat(henk.gemini.clientLeavesWithin(Duration.ofSeconds(1))).isTrue();
    }

    private JsonNode last() {
        List<FakeGemini.Received> requests = henk.gemini.requests();
        return requests.getLast().body();
    }
}
