package app.henk.insights;

import java.time.LocalDate;

/** @param until the first day that is no longer in it */
public record DateRange(LocalDate from, LocalDate until) {

    public long days() {
        return until.toEpochDay() - from.toEpochDay();
    }

    DateRange yearBefore() {
        return new DateRange(from.minusYears(1), until.minusYears(1));
    }
}
