package app.henk.crm;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well an open deal stands at a moment. It begins at 100 and loses points, at most:
 *
 * <table>
 * <caption>Weights</caption>
 * <tr><td>30</td><td>time in stage: 10 when longer than usual, 20 beyond one and a half times, 30 beyond twice</td></tr>
 * <tr><td>30</td><td>silence: 10 from 7 days without contact, 20 from 10, 30 from 21</td></tr>
 * <tr><td>25</td><td>close date gone by: 15, and 25 when by more than 7 days</td></tr>
 * <tr><td>15</td><td>no next step</td></tr>
 * </table>
 *
 * <p>Never kept in a column, because it changes with the clock. {@code henk.deal_health} is the same for queries that
 * filter or order by it; a test compares the two.
 *
 * @param points 0 to 100
 * @param reasons what cost points, the dearest first; empty at 100
 */
public record Health(int points, Light light, List<Reason> reasons) {

    private static final int FULL = 100;

    public enum Light {
        GREEN(70),
        AMBER(40),
        RED(0);

        private final int from;

        Light(int from) {
            this.from = from;
        }

        static Light of(int points) {
            return Stream.of(values())
                    .filter(light -> points >= light.from)
                    .findFirst()
                    .orElse(RED);
        }

        /** As queries and other programs write it. */
        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Cause {
        TIME_IN_STAGE,
        SILENCE,
        OVERDUE,
        NO_NEXT_STEP;

        /** As other programs read it. */
        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param points lost by it, more than 0
     * @param days how many days it has been so; 0 for {@link Cause#NO_NEXT_STEP}
     */
    public record Reason(Cause cause, int points, int days) {}

    /**
     * @param now the moment to judge at
     * @param today the day of that moment where the tenant is
     */
    public static Health of(HealthFacts facts, Instant now, LocalDate today) {
        List<Reason> reasons = Stream.of(
                        timeInStage(facts, now), silence(facts, now), overdue(facts, today), nextStep(facts))
                .flatMap(Optional::stream)
                .sorted((a, b) -> Integer.compare(b.points(), a.points()))
                .toList();
        int points = FULL - reasons.stream().mapToInt(Reason::points).sum();
        return new Health(points, Light.of(points), reasons);
    }

    private static Optional<Reason> timeInStage(HealthFacts facts, Instant now) {
        int days = days(facts.stageSince(), now);
        int halves = days * 2;
        return reason(
                Cause.TIME_IN_STAGE,
                halves > facts.usualDays() * 4
                        ? 30
                        : halves > facts.usualDays() * 3 ? 20 : halves > facts.usualDays() * 2 ? 10 : 0,
                days);
    }

    private static Optional<Reason> silence(HealthFacts facts, Instant now) {
        int days = days(facts.lastContact(), now);
        return reason(Cause.SILENCE, days >= 21 ? 30 : days >= 10 ? 20 : days >= 7 ? 10 : 0, days);
    }

    private static Optional<Reason> overdue(HealthFacts facts, LocalDate today) {
        int days = facts.expectedClose()
                .map(close -> (int) ChronoUnit.DAYS.between(close, today))
                .orElse(0);
        return reason(Cause.OVERDUE, days > 7 ? 25 : days > 0 ? 15 : 0, days);
    }

    private static Optional<Reason> nextStep(HealthFacts facts) {
        return reason(Cause.NO_NEXT_STEP, facts.nextStep() ? 0 : 15, 0);
    }

    private static Optional<Reason> reason(Cause cause, int points, int days) {
        return points == 0 ? Optional.empty() : Optional.of(new Reason(cause, points, days));
    }

    /** Whole days of 24 hours. */
    private static int days(Instant since, Instant now) {
        return Math.toIntExact(Math.max(0, Duration.between(since, now).toDays()));
    }
}
