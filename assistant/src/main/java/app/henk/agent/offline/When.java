package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.List;

/**
 * A day, or the time between two days when no more is known.
 *
 * @param from first day; what must be ready is ready by then
 * @param to last day, inclusive
 */
public record When(LocalDate from, LocalDate to, Grain grain) {

    public enum Grain {
        DAY,
        WEEK,
        MONTH,
        SEASON,
        YEAR
    }

    static When day(LocalDate day) {
        return new When(day, day, Grain.DAY);
    }

    /** Says the same more closely; a year that was named has helped to find the rest anyway. */
    boolean isCloserThan(When other) {
        return grain.compareTo(other.grain) < 0
                && (other.grain == Grain.YEAR || (!from.isBefore(other.from) && !to.isAfter(other.to)));
    }

    /** On this side of the equator. */
    List<String> seasons() {
        return switch (from.getMonthValue()) {
            case 12, 1, 2 -> List.of("winter");
            case 3, 4, 5 -> List.of("spring");
            case 6, 7, 8 -> List.of("summer");
            // early autumn is often warm
            case 9 -> List.of("summer", "autumn");
            default -> List.of("autumn");
        };
    }

    When until(When other) {
        return new When(from, other.to, grain.compareTo(other.grain) > 0 ? grain : other.grain);
    }
}
