package app.henk.customers;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A measurement that looks wrong.
 *
 * @param why the rule that it breaks: {@code impossible}, {@code unusual}, {@code changed}, {@code swapped}, or the name
 *     of a proportion
 * @param compared what it was held against, by kind; empty for a range
 * @param meant what the person may have meant instead, by kind; empty when nothing fits
 * @param isFinal nobody is like that: not even the person's own word makes it right
 */
public record Doubt(
        String kind,
        BigDecimal value,
        String why,
        Map<String, BigDecimal> compared,
        Map<String, BigDecimal> meant,
        boolean isFinal) {

    static final String IMPOSSIBLE = "impossible";
    static final String SWAPPED = "swapped";

    public Doubt {
        compared = Map.copyOf(compared);
        meant = Map.copyOf(meant);
    }

    Doubt meaning(Map<String, BigDecimal> other) {
        return new Doubt(kind, value, why, compared, other, isFinal);
    }
}
