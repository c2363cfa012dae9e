package app.henk.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database knows nothing of a month in which there was nothing: without a line of its own July would stand beside
 * September as if one followed the other.
 */
final class EmptyTimes {

    /** A year of days. Beyond, a line cannot be told apart from its neighbours, and one wrong date makes centuries. */
    private static final int MOST = 400;

    private EmptyTimes() {}

    /** The rows of a question about one unit of time in its order, with those that lie between the first and the last. */
    static List<List<Object>> filled(Query query, List<List<Object>> rows) {
        boolean inTime = query.by().size() == 1
                && query.compare().isEmpty()
                && query.order().stream()
                        .allMatch(order -> order.by().equals(query.by().getFirst()));
        return !inTime
                ? rows
                : query.by()
                        .getFirst()
                        .bucket()
                        .flatMap(EmptyTimes::unit)
                        .flatMap(unit -> filled(query, rows, unit))
                        .orElse(rows);
    }

    private static Optional<TemporalUnit> unit(Group.Bucket bucket) {
        return switch (bucket) {
            case DAY -> Optional.of(ChronoUnit.DAYS);
            case WEEK -> Optional.of(ChronoUnit.WEEKS);
            case MONTH -> Optional.of(ChronoUnit.MONTHS);
            case QUARTER -> Optional.of(IsoFields.QUARTER_YEARS);
            case YEAR -> Optional.of(ChronoUnit.YEARS);
            case WEEKDAY -> Optional.empty();
        };
    }

    private static Optional<List<List<Object>>> filled(Query query, List<List<Object>> rows, TemporalUnit unit) {
        List<List<Object>> filled = new ArrayList<>();
        for (List<Object> row : rows) {
            if (!filled.isEmpty()
                    && filled.getLast().getFirst() instanceof LocalDate last
                    && row.getFirst() instanceof LocalDate next) {
                int step = next.isBefore(last) ? -1 : 1;
                long between = unit.between(last, next) * step - 1;
                if (filled.size() + between > MOST) {
                    return Optional.empty();
                }
                for (long i = 1; i <= between; i++) {
                    filled.add(empty(query, last.plus(i * step, unit)));
                }
            }
            filled.add(row);
        }
        return Optional.of(List.copyOf(filled));
    }

    /** As the database would have it: the group, no records, and of each measure its figure and of how many it is unknown. */
    private static List<Object> empty(Query query, LocalDate day) {
        List<Object> row = new ArrayList<>(List.of(day, 0L));
        for (Measure measure : query.figures()) {
            row.add(ofNothing(measure));
            row.add(0L);
        }
        return List.copyOf(row);
    }

    /** Nothing adds up to nothing; an average of nothing there is none. */
    private static Object ofNothing(Measure measure) {
        return switch (measure.kind()) {
            case COUNT, DISTINCT -> 0L;
            case SUM, WEIGHTED, REVENUE -> BigDecimal.ZERO;
            case AVG, MEDIAN, MIN, MAX, BASKET, CONVERSION, WIN_RATE, DAYS_IN_STAGE, CYCLE_TIME -> Unknown.VALUE;
        };
    }
}
