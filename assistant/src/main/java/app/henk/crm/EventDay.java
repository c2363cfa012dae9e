package app.henk.crm;

import app.henk.crm.LeadCaptured.FieldError;
import java.time.LocalDate;
import java.util.Optional;

/** The day on which a person needs what they wish for. A birthday or a slip of the year is none. */
final class EventDay {

    /** Nobody orders for a day further away. */
    private static final int MOST_YEARS_AHEAD = 10;

    private EventDay() {}

    /** What is wrong with this day, if anything. */
    static Optional<FieldError> wrong(LocalDate day, LocalDate today) {
        if (day.isBefore(today)) {
            return Optional.of(new FieldError("event_date", "event_date.past"));
        }
        return day.isAfter(today.plusYears(MOST_YEARS_AHEAD))
                ? Optional.of(new FieldError("event_date", "event_date.far"))
                : Optional.empty();
    }
}
