package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ScoringFormulaTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final ScoringFormula standard = formula("/crm/defaults.yaml");
    private final ScoringFormula tailor = formula("/demo/henk/tenant.yaml");

    @Test
    void the_worked_example_gives_85_and_is_a_key_account() {
        Score score = standard.score(business("50000", 250, "tech", "this_week"), TODAY);

        assertThat(score.total()).isEqualTo(85);
        assertThat(score.keyAccount()).isTrue();
        assertThat(score.lines()).extracting(Score.Line::points).containsExactly(30, 20, 20, 15);
    }

    @ParameterizedTest
    @CsvSource({"50000, 30", "49999.99, 20", "10000, 20", "9999.99, 10", "0, 10"})
    void budget_is_judged_by_bands_whose_lower_end_belongs_to_them(String budget, int points) {
        assertThat(line(standard.score(business(budget, 1, "other", "later"), TODAY), "budget")
                        .points())
                .isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"500, 30", "499, 20", "100, 20", "99, 10", "0, 10"})
    void company_size_is_judged_by_bands(int size, int points) {
        assertThat(line(standard.score(business("1", size, "other", "later"), TODAY), "company_size")
                        .points())
                .isEqualTo(points);
    }

    @Test
    void what_is_missing_scores_nothing_and_is_named() {
        Score score = standard.score(nothing(), TODAY);

        assertThat(score.total()).isZero();
        assertThat(score.missing()).containsExactly("budget", "company_size", "industry", "urgency");
    }

    @Test
    void seventy_makes_a_key_account_and_69_does_not() {
        assertThat(standard.score(business("50000", 250, "healthcare", "this_month"), TODAY))
                .satisfies(score -> assertThat(score.total()).isEqualTo(70))
                .satisfies(score -> assertThat(score.keyAccount()).isTrue());
        assertThat(standard.score(business("50000", 250, "healthcare", "later"), TODAY)
                        .keyAccount())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2027-01-15, 30", "2026-12-18, 20", "2026-12-17, 8", "2026-11-19, 0", "2027-06-12, 22", "2028-01-01, 10"
    })
    void the_tailor_prefers_a_date_that_is_near_but_can_be_kept(LocalDate date, int points) {
        LeadFacts facts = wedding(Optional.of(date));

        assertThat(line(tailor.score(facts, TODAY), "event_date").points()).isEqualTo(points);
    }

    @Test
    void a_bride_grooms_complete_wish_is_a_key_account_of_the_tailor() {
        Score score = tailor.score(wedding(Optional.of(LocalDate.of(2027, 6, 12))), TODAY);

        assertThat(score.total()).isEqualTo(30 + 22 + 20 + 20);
        assertThat(score.missing()).isEmpty();
    }

    @Test
    void refuses_a_formula_whose_points_do_not_sum_to_100() {
        var half = List.<ScoringFormula.Criterion>of(standard.criteria().getFirst());

        assertThatThrownBy(() -> new ScoringFormula("half", 70, half)).hasMessageContaining("sum to 30");
    }

    private static Score.Line line(Score score, String criterion) {
        return score.lines().stream()
                .filter(line -> line.criterion().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    private static LeadFacts business(String budget, int size, String industry, String urgency) {
        return new LeadFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(budget)),
                Optional.of(size),
                Optional.of(industry),
                Optional.of(urgency),
                Optional.empty(),
                Optional.empty());
    }

    private static LeadFacts wedding(Optional<LocalDate> date) {
        return new LeadFacts(
                Optional.of("Jonas Petersen"),
                Optional.of("jonas@petersen.example"),
                Optional.of("+494012345678"),
                Optional.empty(),
                Optional.of(new BigDecimal("2500")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                date);
    }

    private static LeadFacts nothing() {
        return new LeadFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ScoringFormula formula(String resource) {
        JsonMapper json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = ScoringFormulaTests.class.getResourceAsStream(resource)) {
            return json.treeToValue(new YAMLMapper().readTree(in).path("scoring"), ScoringFormula.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
