package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.crm.ScoringFormula.Band;
import app.henk.crm.ScoringFormula.Bands;
import app.henk.crm.ScoringFormula.Choice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A formula that is learned from leads that were won and lost. */
class LearnedFormulaTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Test
    void it_learns_what_wins_and_is_offered_where_it_ranks_better_on_leads_that_it_has_not_seen() {
        // here it is health care with small budgets that buys, the opposite of what the formula says
        List<Lead> decided = leads(1_200, lead -> lead.industry().equals(Optional.of("healthcare")) ? 0.8 : 0.15);

        LearnedFormula.Offer offer =
                LearnedFormula.offer(formula(), decided, "learned-1", TODAY).orElseThrow();

        assertThat(offer.ranking()).isGreaterThanOrEqualTo(offer.rankingNow() + LearnedFormula.BETTER);
        Choice industry = offer.formula().criteria().stream()
                .filter(Choice.class::isInstance)
                .map(Choice.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(industry.max()).isGreaterThan(60);
        assertThat(industry.choices().get("healthcare")).isEqualTo(industry.max());
        assertThat(industry.choices().get("tech")).isLessThan(industry.max() / 2);
    }

    @Test
    void it_is_not_offered_where_the_formula_is_as_good() {
        List<Lead> decided =
                leads(1_200, lead -> formula().score(lead.facts(), TODAY).total() / 100.0);

        assertThat(LearnedFormula.offer(formula(), decided, "learned-1", TODAY)).isEmpty();
    }

    @Test
    void it_is_not_offered_from_a_handful_of_leads() {
        List<Lead> decided = leads(80, lead -> lead.industry().equals(Optional.of("healthcare")) ? 1 : 0);

        assertThat(LearnedFormula.offer(formula(), decided, "learned-1", TODAY)).isEmpty();
    }

    private static ScoringFormula formula() {
        Map<String, Integer> industries = new LinkedHashMap<>();
        industries.put("tech", 50);
        industries.put("finance", 30);
        industries.put("healthcare", 10);
        return new ScoringFormula(
                "default-1",
                70,
                List.of(
                        new Bands(
                                "budget",
                                Map.of(),
                                "budget",
                                List.of(new Band(new BigDecimal("50000"), 50), new Band(new BigDecimal("10000"), 30)),
                                10,
                                50),
                        new Choice("industry", Map.of(), "industry", industries, 5, 50)));
    }

    private interface Chance {
        double of(Lead lead);
    }

    private static List<Lead> leads(int count, Chance chance) {
        SplittableRandom random = new SplittableRandom(20261128);
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    String industry =
                            List.of("tech", "finance", "healthcare", "other").get(random.nextInt(4));
                    String budget = List.of("500", "20000", "80000").get(random.nextInt(3));
                    UUID id = new UUID(random.nextLong(), random.nextLong());
                    Lead open = lead(id, industry, budget, "new");
                    return lead(id, industry, budget, random.nextDouble() < chance.of(open) ? "won" : "lost");
                })
                .toList();
    }

    private static Lead lead(UUID id, String industry, String budget, String status) {
        return new Lead(
                id,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new BigDecimal(budget)),
                "EUR",
                Optional.empty(),
                Optional.of(industry),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "web",
                status,
                Optional.empty(),
                "",
                List.of(),
                Optional.empty(),
                new Score(0, false, "default-1", List.of()),
                Optional.empty(),
                id,
                Optional.empty(),
                Optional.empty(),
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
