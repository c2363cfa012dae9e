package app.henk.agent.offline;

import java.time.LocalDate;

/**
 * A day, or the time between two days when no more is known.
 *
 * @param from first day; what must be ready is ready by then
 * @param to last day, inclusive
 */
record When(LocalDate from, LocalDate to, Grain grain) {

    enum Grain {
        DAY,
        WEEK,
        MONTH,
        SEASON,
        YEAR
    }

    static When day(LocalDate day) {
        return new When(day, day, Grain.DAY);
    }

    /** On this side of the equator. */
    String season() {
        return switch (from.getMonthValue() / 3 % 4) {
            case 0 -> "winter";
            case 1 -> "spring";
            case 2 -> "summer";
            default -> "autumn";
        };
    }

    When until(When other) {
        return new When(from, other.to, grain.compareTo(other.grain) > 0 ? grain : other.grain);
    }
}
