package app.henk.agent;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.agent.AgentRequest.Exchange;
import app.henk.agent.prompt.PromptFiles;
import app.henk.agent.tools.ErasureForm;
import app.henk.identity.Tenant;
import app.henk.platform.TenantId;
import app.henk.platform.Wording;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A yes that erases everything must be one, and the answer to the question. */
class ErasureReaderTests {

    private static final Tenant TAILOR = new Tenant(
            new TenantId(UUID.randomUUID()),
            "henk",
            "HENK",
            List.of("de", "en", "fr"),
            ZoneId.of("Europe/Berlin"),
            CurrencyUnit.EUR,
            new Tenant.Persona("HENK", Map.of(), Map.of()),
            new Tenant.Contact("", "", ""),
            Map.of(),
            BigDecimal.ONE);

    private final ErasureForm form = new ErasureForm(new Wording(""));
    private final ErasureReader reader = new ErasureReader(new PromptFiles(""), form);

    ErasureReaderTests() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ja",
                "ja, bitte",
                "Ja, löschen Sie alles!",
                "Ja, ich möchte das wirklich.",
                "Yes, delete everything please",
                "Oui, effacez tout s'il vous plaît."
            })
    void a_plain_yes_to_the_question_counts(String answer) {
        assertThat(agreed(asked(), answer, Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nein",
                "Ja, aber erst morgen",
                "Ja, nur die E-Mail-Adresse",
                "Bitte warten Sie",
                "Ja?",
                "Was wird denn gelöscht?",
                "Ja nicht!",
                "Ja, zeigen Sie mir den Flanell",
                "Löschen Sie alles, wenn die Bestellung da ist",
                "Yes, but keep my order",
                "Oui, sauf mes mesures",
                ""
            })
    void anything_else_erases_nothing(String answer) {
        assertThat(agreed(asked(), answer, Map.of())).isFalse();
    }

    @Test
    void a_yes_to_another_question_erases_nothing() {
        assertThat(agreed("Möchten Sie einen Termin?", "Ja, bitte", Map.of())).isFalse();
        assertThat(agreed("", "Ja, löschen Sie alles", Map.of())).isFalse();
    }

    @Test
    void the_cards_tick_counts_and_its_absence_does_not() {
        assertThat(agreed("", "Alles löschen", Map.of("erase", "true"))).isTrue();
        assertThat(agreed(asked(), "Ja", Map.of("erase", "false"))).isFalse();
        assertThat(agreed(asked(), "Ja", Map.of("name", "Anna"))).isFalse();
    }

    private String asked() {
        return "Gern. " + form.question(TAILOR, "de");
    }

    private boolean agreed(String before, String answer, Map<String, String> fields) {
        return reader.agreed(Asking.visitor(TAILOR)
                .in("de")
                .after(
                        before.isEmpty()
                                ? List.of()
                                : List.of(new Exchange("Löschen Sie meine Daten", before, List.of())))
                .fillingIn(fields)
                .says(answer));
    }
}
