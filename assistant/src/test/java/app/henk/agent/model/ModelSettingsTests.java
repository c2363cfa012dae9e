package app.henk.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.fakes.FakeReply;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which models there are, what they cost, what is counted. */
class ModelSettingsTests {

    private static final Usage USAGE = new Usage(1_000_000, 400_000, 100_000, 100_000);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withBean(io.micrometer.core.instrument.simple.SimpleMeterRegistry.class)
            .withUserConfiguration(ModelConfiguration.class);

    @Test
    void without_a_key_only_the_offline_engine_speaks() {
        application.run(context -> {
            assertThat(context.getBean(ModelChain.class).status())
                    .satisfies(status -> assertThat(status.offlineOnly()).isTrue())
                    .satisfies(status -> assertThat(status.inUse()).isEqualTo("offline"));
            assertThat(context).doesNotHaveBean(EmbeddingModel.class);
        });
    }

    @Test
    void with_a_key_gemini_speaks_and_embeds() {
        application
                .withPropertyValues("GEMINI_API_KEY=AQ.x", "HENK_MODEL=gemini-4-carbon")
                .run(context -> {
                    assertThat(context.getBean(ModelChain.class).status().models())
                            .extracting(ModelStatus.Model::name)
                            .containsExactly("gemini-4-carbon", "gemini-3.5-flash-lite", "offline");
                    assertThat(context).hasSingleBean(EmbeddingModel.class);
                });
    }

    @Test
    void offline_wins_over_a_key() {
        application
                .withPropertyValues("GEMINI_API_KEY=AQ.x", "HENK_OFFLINE=true")
                .run(context -> {
                    assertThat(context.getBean(ModelChain.class).status().offlineOnly())
                            .isTrue();
                    assertThat(context).doesNotHaveBean(EmbeddingModel.class);
                });
    }

    @Test
    void a_wrong_value_is_refused_by_the_name_of_its_variable() {
        assertThatThrownBy(() -> GeminiFixture.properties("GEMINI_BASE_URL=ftp://x"))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("GEMINI_BASE_URL");
        assertThatThrownBy(() -> GeminiFixture.properties("HENK_MODEL=../evil"))
                .rootCause()
                .hasMessageContaining("HENK_MODEL");
    }

    @Test
    void a_call_costs_what_the_list_says_on_its_day() {
        ModelProperties settings = GeminiFixture.properties();

        assertThat(cost(settings, "2026-12-31T12:00:00Z", "gemini-3.8-flash")).isEqualByComparingTo("1.23");
        assertThat(cost(settings, "2027-01-01T12:00:00Z", "gemini-3.8-flash")).isEqualByComparingTo("2.46");
        assertThat(cost(settings, "2027-01-01T12:00:00Z", "gemini-3.5-flash-lite-001"))
                .isEqualByComparingTo("0.692");
        assertThat(cost(settings, "2027-01-01T12:00:00Z", "offline")).isZero();
    }

    @Test
    void tokens_time_and_cost_are_counted_under_the_conventions_names() {
        try (GeminiFixture henk = new GeminiFixture()) {
            henk.gemini.script(FakeReply.overloaded(), FakeReply.text("Gern."));

            Usage usage = henk.ask("Hallo").finished().usage();

            assertThat(henk.meters
                            .get("gen_ai.client.token.usage")
                            .tag("gen_ai.token.type", "input")
                            .summary()
                            .totalAmount())
                    .isEqualTo(usage.inputTokens());
            assertThat(henk.meters
                            .get("gen_ai.client.operation.duration")
                            .tag("error.type", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(henk.meters
                            .get("gen_ai.client.operation.duration")
                            .tag("error.type", "UNAVAILABLE")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(henk.meters.get("henk.model.cost").counter().count()).isPositive();
        }
    }

    private static BigDecimal cost(ModelProperties settings, String day, String model) {
        return new ModelCosts(settings, Clock.fixed(Instant.parse(day), ZoneOffset.UTC)).of(model, USAGE);
    }
}
