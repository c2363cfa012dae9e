package app.henk.insights;

import app.henk.platform.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the open pipeline would be worth if something were different. Pure: the same stages and the same change give the
 * same outcome.
 */
public final class WhatIf {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(1_000);
    private static final int CENTS = 2;

    private WhatIf() {}

    /**
     * @param basketPercent by how much a deal is worth more, in percent of what it is
     * @param conversionPoints by how many percentage points more are won
     * @param stage the one whose conversion changes; all open ones where there is none
     * @param volumePercent by how much more deals there are
     * @param cyclePercent by how much the way to the win is longer
     */
    public record Change(
            BigDecimal basketPercent,
            BigDecimal conversionPoints,
            Optional<String> stage,
            BigDecimal volumePercent,
            BigDecimal cyclePercent) {

        public static final Change NONE =
                new Change(BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty(), BigDecimal.ZERO, BigDecimal.ZERO);

        public Change {
            within("basket_percent", basketPercent, HUNDRED.negate(), MOST_PERCENT);
            within("conversion_points", conversionPoints, HUNDRED.negate(), HUNDRED);
            within("volume_percent", volumePercent, HUNDRED.negate(), MOST_PERCENT);
            // nothing takes no time at all
            within("cycle_percent", cyclePercent, BigDecimal.valueOf(-99), MOST_PERCENT);
        }

        private static void within(String name, BigDecimal value, BigDecimal least, BigDecimal most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw Problem.badRequest(
                        "wrong-change", "'" + name + "' is a number from " + least + " to " + most + ".");
            }
        }
    }

    /**
     * An open stage as it is.
     *
     * @param deals how many stand in it
     * @param value what those are worth whose value is known
     * @param probability of being won, in percent
     */
    public record StageNow(String stage, long deals, BigDecimal value, BigDecimal probability) {}

    /** @param weighted value × probability */
    public record Worth(BigDecimal deals, BigDecimal value, BigDecimal probability, BigDecimal weighted) {}

    public record StageOutcome(String stage, Worth before, Worth after) {

        public BigDecimal difference() {
            return after.weighted().subtract(before.weighted());
        }
    }

    /**
     * @param weightedBefore over all stages
     * @param cycleDays how long the way to the win takes, before and after; empty while nothing was won
     * @param perMonthBefore weighted value per 30 days of cycle; empty while nothing was won
     */
    public record Outcome(
            List<StageOutcome> stages,
            BigDecimal weightedBefore,
            BigDecimal weightedAfter,
            Optional<Cycle> cycleDays,
            Optional<BigDecimal> perMonthBefore,
            Optional<BigDecimal> perMonthAfter) {

        public BigDecimal difference() {
            return weightedAfter.subtract(weightedBefore);
        }
    }

    public record Cycle(BigDecimal before, BigDecimal after) {}

    /** @param cycle mean days to the win */
    public static Outcome of(List<StageNow> stages, Optional<BigDecimal> cycle, Change change) {
        List<StageOutcome> outcomes = new ArrayList<>();
        for (StageNow stage : stages) {
            outcomes.add(new StageOutcome(stage.stage(), worth(stage, Change.NONE), worth(stage, change)));
        }
        BigDecimal before = total(outcomes.stream().map(StageOutcome::before).toList());
        BigDecimal after = total(outcomes.stream().map(StageOutcome::after).toList());
        Optional<Cycle> days = cycle.map(mean -> new Cycle(
                mean.setScale(1, RoundingMode.HALF_UP),
                grown(mean, change.cyclePercent()).setScale(1, RoundingMode.HALF_UP)));
        return new Outcome(
                List.copyOf(outcomes),
                before,
                after,
                days,
                days.flatMap(d -> perMonth(before, d.before())),
                days.flatMap(d -> perMonth(after, d.after())));
    }

    private static Worth worth(StageNow stage, Change change) {
        boolean touched = change.stage().map(stage.stage()::equals).orElse(true);
        BigDecimal probability = touched
                ? stage.probability()
                        .add(change.conversionPoints())
                        .min(HUNDRED)
                        .max(BigDecimal.ZERO)
                : stage.probability();
        BigDecimal deals = grown(BigDecimal.valueOf(stage.deals()), change.volumePercent());
        BigDecimal value = grown(grown(stage.value(), change.volumePercent()), change.basketPercent());
        return new Worth(
                deals.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros(),
                value.setScale(CENTS, RoundingMode.HALF_UP),
                probability,
                value.multiply(probability).divide(HUNDRED, CENTS, RoundingMode.HALF_UP));
    }

    private static BigDecimal grown(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(HUNDRED.add(percent)).divide(HUNDRED, 6, RoundingMode.HALF_UP);
    }

    private static BigDecimal total(List<Worth> worths) {
        return worths.stream().map(Worth::weighted).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<BigDecimal> perMonth(BigDecimal weighted, BigDecimal days) {
        return days.signum() <= 0
                ? Optional.empty()
                : Optional.of(weighted.multiply(BigDecimal.valueOf(30)).divide(days, CENTS, RoundingMode.HALF_UP));
    }
}
