package app.henk.promises;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Counts days on which the house is open. The day on which one asks is never counted. */
record WorkingDays(Predicate<LocalDate> open) {

    /** A house that is closed for longer than this has no working days: then every day counts. */
    private static final int LONGEST_CLOSURE = 90;

    /** The n-th working day after this one; for 0 the day itself. */
    LocalDate after(LocalDate day, int n) {
        LocalDate reached = day;
        for (int counted = 0; counted < n; counted++) {
            reached = next(reached, 1);
        }
        return reached;
    }

    /** The n-th working day before this one, but never before the earliest. */
    LocalDate before(LocalDate day, int n, LocalDate earliest) {
        LocalDate reached = day;
        for (int counted = 0; counted < n && reached.isAfter(earliest); counted++) {
            reached = next(reached, -1);
        }
        return reached.isBefore(earliest) ? earliest : reached;
    }

    private LocalDate next(LocalDate day, int step) {
        for (int i = 1; i <= LONGEST_CLOSURE; i++) {
            LocalDate candidate = day.plusDays((long) i * step);
            if (open.test(candidate)) {
                return candidate;
            }
        }
        return day.plusDays(step);
    }
}
