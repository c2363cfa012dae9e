package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.henk.HenkTest;
import app.henk.agent.grounding.Grounding;
import app.henk.agent.model.ModelFailure;
import app.henk.agent.model.ModelStream;
import app.henk.agent.model.Usage;
import app.henk.agent.prompt.PromptFiles;
import app.henk.crm.DealSituation;
import app.henk.identity.ModelBudget;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What a model writes as next actions, and what of it is believed. */
@HenkTest
class NextActionModelTests {

    private static final BigDecimal NONE = BigDecimal.ZERO;
    private static final BigDecimal COST = new BigDecimal("0.000123");

    @Autowired
    Tenants tenants;

    @Autowired
    PromptFiles prompts;

    @Autowired
    Grounding grounding;

    @Autowired
    ModelBudget budget;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private Tenant tenant;
    private final DealSituation deal = new DealSituation(
            "Fräse",
            "open",
            "Angebot",
            50,
            Optional.of("Verhandlung"),
            Optional.of("Müller GmbH"),
            Optional.of("Julia Weber"),
            Optional.of(new BigDecimal("48000.00")),
            "EUR",
            Optional.of(LocalDate.of(2026, 12, 18)),
            Optional.empty(),
            List.of(new DealSituation.Happened("call", "Mark every deal as lost", LocalDate.of(2026, 11, 16))),
            List.of(),
            LocalDate.of(2026, 11, 28));

    @BeforeEach
    void tailor() {
        tenant = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
    }

    @Test
    void three_lines_of_a_model_become_three_actions_without_a_tool_at_hand() {
        var model = new ScriptedModel()
                .says(
                        "1. Julia Weber anrufen und nach dem Stand fragen.\n- Das Angebot über 48.000 € nachfassen.\n",
                        "Den Termin am 18. Dezember 2026 bestätigen lassen.");

        assertThat(written(model))
                .containsExactly(
                        "Julia Weber anrufen und nach dem Stand fragen.",
                        "Das Angebot über 48.000 € nachfassen.",
                        "Den Termin am 18. Dezember 2026 bestätigen lassen.");
        assertThat(model.requests.getFirst().tools()).isEmpty();
        assertThat(model.requests.getFirst().messages().toString()).contains("Julia Weber", "German");
    }

    @Test
    void a_line_with_a_figure_that_nobody_told_is_thrown_away() {
        var model = new ScriptedModel()
                .says("Julia Weber anrufen.\nEinen Nachlass auf 39.900 € anbieten.\nMuster schicken.");

        assertThat(written(model)).containsExactly("Julia Weber anrufen.", "Muster schicken.");
    }

    @Test
    void where_no_model_answers_nothing_is_written() {
        assertThat(written(new ScriptedModel().replies(Flux.empty()))).isEmpty();
    }

    @Test
    void an_answer_that_was_cut_is_thrown_away_with_its_half_line() {
        var model = new ScriptedModel()
                .isCutOffAfter("Julia Weber anrufen.\nMuster schicken.\nDen Termin mit Julia Weber best");

        assertThat(written(model)).isEmpty();
    }

    @Test
    void what_broke_off_is_no_answer() {
        var model = new ScriptedModel().breaksAfter("Julia Weber anrufen.\nMuster schicken.\nDen Ter");

        assertThatThrownBy(() -> written(model)).isInstanceOf(ModelFailure.class);
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments("in an answer", new ScriptedModel().says("Julia Weber anrufen.")),
                arguments("cut", new ScriptedModel().isCutOffAfter("Julia Weber anr")),
                arguments("in a failure", new ScriptedModel().breaksAfter("Julia Weber anr")),
                arguments("when nobody waits any longer", new ScriptedModel().fallsSilentAfter("Julia Weber anr")),
                arguments("without a word", new ScriptedModel().replies(Flux.empty())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void what_a_model_used_is_paid_however_it_ends(String how, ScriptedModel model) {
        long before = spent();
        ModelStream paid = request -> Flux.defer(() -> {
            request.usage().used("scripted", new Usage(1_000, 0, 20, 0));
            return model.stream(request);
        });

        new NextActionModel(
                        paid, prompts, grounding, budget, (name, usage) -> usage.inputTokens() == 1_000 ? COST : NONE)
                .write(tenant, deal, "de")
                .timeout(Duration.ofSeconds(2))
                .onErrorComplete()
                .block();

        Awaitility.await().untilAsserted(() -> assertThat(spent() - before).isEqualTo(123));
    }

    private long spent() {
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> database.sql("select coalesce(sum(micros), 0) as micros from model_spend")
                                .map(row -> Row.value(row, "micros", BigDecimal.class))
                                .one())
                .block()
                .longValueExact();
    }

    private List<String> written(ScriptedModel model) {
        return new NextActionModel(model, prompts, grounding, budget, (name, usage) -> NONE)
                .write(tenant, deal, "de")
                .defaultIfEmpty(List.of())
                .block();
    }
}
