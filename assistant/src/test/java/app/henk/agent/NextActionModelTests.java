package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.agent.grounding.Grounding;
import app.henk.agent.prompt.PromptFiles;
import app.henk.crm.DealSituation;
import app.henk.identity.ModelBudget;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** What a model writes as next actions, and what of it is believed. */
@HenkTest
class NextActionModelTests {

    @Autowired
    Tenants tenants;

    @Autowired
    PromptFiles prompts;

    @Autowired
    Grounding grounding;

    @Autowired
    ModelBudget budget;

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

    private List<String> written(ScriptedModel model) {
        return new NextActionModel(model, prompts, grounding, budget, (name, usage) -> BigDecimal.ZERO)
                .write(tenant, deal, "de")
                .block();
    }
}
