package app.henk.insights;

import java.util.Locale;
import java.util.Optional;

/**
 * A figure over the records that are meant. What is unknown is skipped, never taken for zero; the answer says how many
 * records it was unknown of.
 *
 * @param field of what; there for those kinds that need one
 */
public record Measure(Kind kind, Optional<Field> field) implements Term {

    public enum Kind {
        COUNT(false),
        SUM(true),
        AVG(true),
        MEDIAN(true),
        MIN(true),
        MAX(true),
        /** How many different values. */
        DISTINCT(true),
        /** Sum of value × probability of the open ones: what is decided is no pipeline any more. */
        WEIGHTED(false),
        /** Sum of the values of the won ones. */
        REVENUE(false),
        /** What a won one is worth on average. */
        BASKET(false),
        /** Won of all, in percent: open ones count among all. */
        CONVERSION(false),
        /** Won of those that are decided, in percent. */
        WIN_RATE(false),
        /** Days for which the open ones have stood in their stage, on average. */
        DAYS_IN_STAGE(false),
        /** Days from a deal's beginning to its being won, on average. */
        CYCLE_TIME(false);

        private final boolean ofField;

        Kind(boolean ofField) {
            this.ofField = ofField;
        }

        public boolean ofField() {
            return ofField;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Measure COUNT = of(Kind.COUNT);

    public static Measure of(Kind kind) {
        return new Measure(kind, Optional.empty());
    }

    public static Measure of(Kind kind, Field field) {
        return new Measure(kind, Optional.of(field));
    }

    @Override
    public String text() {
        return field.map(f -> kind.key() + "(" + f.key() + ")").orElse(kind.key());
    }
}
