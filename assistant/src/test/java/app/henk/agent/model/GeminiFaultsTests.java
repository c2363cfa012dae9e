package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.agent.model.ModelFailure.Kind;
import app.henk.fakes.FakeGemini;
import app.henk.fakes.FakeReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a model fails, over the real wire: what is asked again, who takes over, what the caller learns. */
class GeminiFaultsTests {

    private static final String OFFLINE = "Ohne Netz: gern.";

    private GeminiFixture henk = new GeminiFixture();

    @AfterEach
    void close() {
        henk.close();
    }

    private void use(String... settings) {
        henk.close();
        henk = new GeminiFixture(settings);
    }

    static Stream<FakeReply> faults_that_pass() {
        return Stream.of(
                FakeReply.overloaded(),
                FakeReply.internal(),
                FakeReply.html(502),
                FakeReply.resets(),
                FakeReply.rateLimited("0.05s"),
                FakeReply.rateLimitedWithoutDetails(),
                FakeReply.rateLimitedWithoutDetails().retryAfter("0"),
                FakeReply.malformedCall(),
                FakeReply.nothing("STOP"),
                FakeReply.text().thenError(503, "UNAVAILABLE", true),
                FakeReply.text().thenError(503, "UNAVAILABLE", false),
                FakeReply.text().thenRaw("data: {\"candidates\": [}\r\n\r\n"),
                FakeReply.text().thenCut(),
                FakeReply.text().thenReset());
    }

    @ParameterizedTest
    @MethodSource("faults_that_pass")
    void what_passes_is_asked_again_and_nobody_notices(FakeReply fault) {
        henk.gemini.script(fault, FakeReply.text("Gern."));

        assertThat(henk.ask("Hallo").text()).isEqualTo("Gern.");
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.PRIMARY);
    }

    @Test
    void after_two_repetitions_the_second_model_answers_and_the_conversation_stays_with_it() {
        henk.gemini.script(
                FakeReply.overloaded(), FakeReply.overloaded(), FakeReply.overloaded(), FakeReply.text("Gern."));

        GeminiFixture.Reply reply = henk.ask("Hallo");
        henk.ask("Und weiter?");

        assertThat(reply.text()).isEqualTo("Gern.");
        assertThat(reply.finished().modelName()).isEqualTo(GeminiFixture.SECOND);
        assertThat(models())
                .containsExactly(
                        GeminiFixture.PRIMARY,
                        GeminiFixture.PRIMARY,
                        GeminiFixture.PRIMARY,
                        GeminiFixture.SECOND,
                        GeminiFixture.SECOND);
        assertThat(fallbacks("UNAVAILABLE")).isEqualTo(1);
    }

    @Test
    void when_no_model_answers_the_offline_engine_does() {
        henk.gemini.script(
                IntStream.range(0, 6).mapToObj(i -> FakeReply.overloaded()).toArray(FakeReply[]::new));

        GeminiFixture.Reply reply = henk.ask("Hallo");

        assertThat(reply.text()).isEqualTo(OFFLINE);
        assertThat(reply.finished().modelName()).isEqualTo("offline");
    }

    @Test
    void a_wait_that_is_too_long_is_not_waited_and_the_model_left_alone_as_long() {
        henk.gemini.script(FakeReply.rateLimited("37.5s"), FakeReply.text("Gern."), FakeReply.text("Auch."));

        henk.ask("Hallo");
        henk.ask(inConversation("another"));

        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.SECOND, GeminiFixture.SECOND);
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("OPEN");
        assertThat(henk.chain.status().inUse()).isEqualTo(GeminiFixture.SECOND);
    }

    @Test
    void what_the_service_says_about_waiting_counts_before_the_header() {
        henk.gemini.script(FakeReply.rateLimited("0.3s").retryAfter("30"), FakeReply.text("Gern."));

        long before = System.nanoTime();
        assertThat(henk.ask("Hallo").text()).isEqualTo("Gern.");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.PRIMARY);
    }

    @Test
    void a_spent_day_is_not_asked_again_before_midnight_on_the_pacific_coast() {
        Clock evening = Clock.fixed(Instant.parse("2026-11-21T07:30:00Z"), ZoneOffset.UTC);
        henk.close();
        henk = new GeminiFixture(evening);
        henk.gemini.script(FakeReply.dayQuotaSpent(), FakeReply.text("Gern."));

        henk.ask("Hallo");

        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.SECOND);
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("OPEN");
        assertThat(GuardedModel.untilQuotaReturns(evening)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_wrong_key_and_a_retired_model_are_not_asked_again() {
        henk.gemini.script(FakeReply.badKey(), FakeReply.unknownModel());

        assertThat(henk.ask("Hallo").text()).isEqualTo(OFFLINE);
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.SECOND);
        assertThat(henk.chain.status().inUse()).isEqualTo("offline");
    }

    @Test
    void the_steps_of_a_turn_do_not_wait_again_for_models_that_hang() {
        use("henk.model.timeouts.first-event=300ms", "henk.model.timeouts.handover=1400ms");
        henk.gemini.script(FakeReply.hangs(), FakeReply.hangs());
        henk.ask("Hallo");

        henk.ask("Hallo");

        assertThat(models()).containsExactly(GeminiFixture.PRIMARY, GeminiFixture.SECOND);
    }

    @Test
    void a_breaker_opens_after_failures_and_the_model_is_spared() {
        use("henk.model.breaker.window=4", "henk.model.second=", "henk.model.retries.max=0");
        henk.gemini.script(FakeReply.overloaded(), FakeReply.overloaded());

        for (int i = 0; i < 5; i++) {
            assertThat(henk.ask(inConversation("c" + i)).text()).isEqualTo(OFFLINE);
        }

        assertThat(models()).hasSize(2);
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("OPEN");
    }

    @Test
    void a_model_that_was_ill_is_tried_again_and_taken_back() throws InterruptedException {
        use(
                "henk.model.breaker.window=2",
                "henk.model.breaker.pause=200ms",
                "henk.model.second=",
                "henk.model.retries.max=0");
        henk.gemini.script(FakeReply.overloaded());
        henk.ask("Hallo");
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("OPEN");

        long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        int conversation = 0;
        while (henk.ask(inConversation("c" + conversation++)).text().equals(OFFLINE) && System.nanoTime() < giveUp) {
            Thread.onSpinWait();
        }

        assertThat(henk.ask(inConversation("last")).finished().modelName()).isEqualTo(GeminiFixture.PRIMARY);
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("CLOSED");
    }

    @Test
    void a_blocked_prompt_goes_to_the_offline_engine_and_does_not_speak_against_the_model() {
        henk.gemini.script(FakeReply.blockedPrompt("PROHIBITED_CONTENT"));

        assertThat(henk.ask("…").text()).isEqualTo(OFFLINE);
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY);
        assertThat(breaker(GeminiFixture.PRIMARY)).isEqualTo("CLOSED");
    }

    @Test
    void thinking_that_ate_all_tokens_is_an_empty_answer() {
        use("henk.model.second=");
        henk.gemini.script(FakeReply.nothing("MAX_TOKENS"), FakeReply.nothing("MAX_TOKENS"));

        assertThat(henk.ask("Hallo").text()).isEqualTo(OFFLINE);
        assertThat(models()).hasSize(2);
        assertThat(fallbacks("EMPTY")).isEqualTo(1);
    }

    static Stream<FakeReply> broken_after_the_first_word() {
        return Stream.of(
                said().thenCut(),
                said().thenReset(),
                said().thenHang(),
                said().thenError(503, "UNAVAILABLE", true),
                said().thenError(429, "RESOURCE_EXHAUSTED", false),
                said().thenRaw("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"und"),
                said().thenRaw("data: nonsense\r\n\r\n"),
                said().finish("MALFORMED_FUNCTION_CALL"));
    }

    private static FakeReply said() {
        return FakeReply.text("Für den Sommer ").thenPause(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @MethodSource("broken_after_the_first_word")
    void what_was_shown_is_never_said_again_but_handed_over(FakeReply fault) {
        henk.gemini.script(fault);

        GeminiFixture.Reply reply = henk.ask("Was passt?");

        assertThat(reply.failure().kind()).isEqualTo(Kind.TRUNCATED);
        assertThat(reply.failure().partialText()).isEqualTo("Für den Sommer ").isEqualTo(reply.text());
        assertThat(reply.failure().retryable()).isFalse();
        assertThat(reply.failure().usage().inputTokens()).isPositive();
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAFETY", "RECITATION", "PROHIBITED_CONTENT", "SPII"})
    void an_answer_that_the_filter_stops_says_so(String reason) {
        henk.gemini.script(said().finish(reason));

        GeminiFixture.Reply reply = henk.ask("Was passt?");

        assertThat(reply.failure().kind()).isEqualTo(Kind.BLOCKED);
        assertThat(reply.failure().partialText()).isEqualTo("Für den Sommer ");
    }

    @Test
    void cut_after_any_number_of_pieces_it_is_never_taken_for_whole() {
        use("henk.model.breaker.window=100");
        for (int k = 1; k <= 8; k++) {
            String[] pieces = IntStream.range(0, k).mapToObj(i -> i + " ").toArray(String[]::new);
            henk.gemini.script(
                    FakeReply.text(pieces).thenPause(Duration.ofMillis(20)).thenCut());

            GeminiFixture.Reply reply = henk.ask("Zähle");

            assertThat(reply.failure().kind()).isEqualTo(Kind.TRUNCATED);
            assertThat(reply.failure().partialText()).isEqualTo(reply.text()).isEqualTo(String.join("", pieces));
        }
    }

    @Test
    void without_the_engine_no_model_goes_on_where_another_broke_off() {
        henk.gemini.script(
                FakeReply.text("1. Rufen Sie Anna an und besp").thenCut(), FakeReply.text("1. Angebot senden"));
        List<ModelSignal> said = new ArrayList<>();

        assertThatThrownBy(() -> henk.chain.withoutEngine().stream(GeminiFixture.asking("Was ist zu tun?"))
                        .doOnNext(said::add)
                        .blockLast())
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.partialText()).isEqualTo("1. Rufen Sie Anna an und besp"));
        assertThat(said).hasSize(1);
        assertThat(models()).containsExactly(GeminiFixture.PRIMARY);
    }

    @Test
    void without_the_engine_the_next_model_answers_where_the_first_has_said_nothing() {
        henk.gemini.script(FakeReply.unknownModel(), FakeReply.text("Angebot senden"));

        assertThat(henk.chain.withoutEngine().stream(GeminiFixture.asking("Was ist zu tun?"))
                        .blockFirst())
                .isEqualTo(new ModelSignal.Text("Angebot senden"));
    }

    @Test
    void silence_before_the_headers_is_given_up_and_the_next_model_answers() {
        use("henk.model.timeouts.first-event=300ms");
        henk.gemini.script(FakeReply.hangs(), FakeReply.text("Gern."));

        GeminiFixture.Reply reply = henk.ask("Hallo");

        assertThat(reply.finished().modelName()).isEqualTo(GeminiFixture.SECOND);
        assertThat(fallbacks("TIMEOUT")).isEqualTo(1);
    }

    @Test
    void bytes_that_trickle_without_ever_making_an_event_are_silence() {
        use("henk.model.timeouts.idle=300ms");
        FakeReply dribble = said();
        for (int i = 0; i < 40; i++) {
            dribble.thenRaw(" ").thenPause(Duration.ofMillis(100));
        }
        henk.gemini.script(dribble.thenHang());

        long before = System.nanoTime();
        GeminiFixture.Reply reply = henk.ask("Hallo");

        assertThat(reply.failure().kind()).isEqualTo(Kind.TRUNCATED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void events_that_trickle_end_when_the_whole_takes_too_long() {
        use("henk.model.timeouts.total=900ms");
        String[] letters = IntStream.range(0, 100).mapToObj(i -> "a").toArray(String[]::new);
        henk.gemini.script(FakeReply.text(letters).paced(Duration.ofMillis(100)));

        long before = System.nanoTime();
        GeminiFixture.Reply reply = henk.ask("Hallo");

        assertThat(reply.failure().kind()).isEqualTo(Kind.TRUNCATED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void an_answer_that_is_whole_counts_even_if_the_connection_stays_open() {
        henk.gemini.script(FakeReply.text("Gern.").finish("STOP").thenHang());

        assertThat(henk.ask("Hallo").finished().message().text()).isEqualTo("Gern.");
    }

    @Test
    void when_all_hang_there_is_an_answer_within_fifteen_seconds_with_the_settings_as_delivered() {
        ModelProperties.Timeouts delivered =
                GeminiFixture.properties("henk.model.api-key=k").timeouts();

        assertThat(delivered.total()).isLessThan(Duration.ofSeconds(15));
        assertThat(delivered.handover()).isLessThan(delivered.total());

        use("henk.model.timeouts.first-event=400ms", "henk.model.timeouts.handover=1200ms");
        henk.gemini.script(FakeReply.hangs(), FakeReply.hangs(), FakeReply.hangs());
        long before = System.nanoTime();

        assertThat(henk.ask("Hallo").text()).isEqualTo(OFFLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void nobody_listening_is_unavailable_and_soon_known() {
        henk.gemini.close();

        assertThat(henk.ask("Hallo").text()).isEqualTo(OFFLINE);
    }

    @Test
    void no_key_appears_in_a_failure() {
        henk.gemini.script(
                FakeReply.badRequest("bad key AIzaSyA1234567890abcdef and AQ.Ab8RN6K1234567890 in ?key=abc"));

        henk.ask("Hallo");

        assertThat(GeminiErrors.redact("AIzaSyA1234567890abcdef AQ.Ab8RN6K1234567890 key=abc"))
                .isEqualTo("*** *** ***");
        assertThat(henk.properties.toString()).doesNotContain(henk.properties.apiKey());
    }

    private ModelRequest inConversation(String key) {
        ModelRequest request = GeminiFixture.asking("Hallo");
        return new ModelRequest(request.messages(), request.tools(), 800, key, request.turn(), request.usage());
    }

    private List<String> models() {
        return henk.gemini.requests().stream().map(FakeGemini.Received::model).toList();
    }

    private String breaker(String model) {
        return henk.chain.status().models().stream()
                .filter(status -> status.name().equals(model))
                .findFirst()
                .orElseThrow()
                .breaker();
    }

    private double fallbacks(String reason) {
        return henk.meters.find("henk.model.fallbacks").tag("reason", reason).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }
}
