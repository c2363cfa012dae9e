package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Something that needs a salesperson.
 *
 * @param record what it is: task, deal, lead or promise
 * @param detail with whom: a company, a person; may be empty
 * @param reasons why, the most pressing first; never empty
 * @param due by which day, where there is one
 * @param value what it is worth, where it is known
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DayItem(
        String record,
        UUID id,
        String label,
        String detail,
        List<Reason> reasons,
        Optional<LocalDate> due,
        Optional<BigDecimal> value,
        Optional<String> currency) {

    public DayItem {
        reasons = reasons.stream().sorted().toList();
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("nothing needs anybody without a reason");
        }
    }

    /** Why something needs a salesperson, the most pressing first. */
    public enum Cause {
        TASK_OVERDUE,
        PROMISE_BROKEN,
        PROMISE_DUE,
        TASK_DUE,
        CLOSE_OVERDUE,
        KEY_LEAD,
        RED,
        CLOSING_SOON,
        NO_CONTACT,
        UNMOVED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param number days gone by or still to go; of {@link Cause#KEY_LEAD} the score, of {@link Cause#RED} the health */
    public record Reason(Cause cause, int number) implements Comparable<Reason> {

        @Override
        public int compareTo(Reason other) {
            return cause == other.cause ? Integer.compare(other.number, number) : cause.compareTo(other.cause);
        }
    }

    public Reason foremost() {
        return reasons.getFirst();
    }
}
