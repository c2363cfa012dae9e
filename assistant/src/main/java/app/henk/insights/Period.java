package app.henk.insights;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.Locale;

/** A stretch of days, fixed or relative to today; which days it is depends on a {@link TenantCalendar}. */
public sealed interface Period {

    enum Unit {
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        QUARTER(IsoFields.QUARTER_YEARS),
        YEAR(ChronoUnit.YEARS);

        private final TemporalUnit temporal;

        Unit(TemporalUnit temporal) {
            this.temporal = temporal;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        LocalDate plus(LocalDate day, int amount) {
            return day.plus(amount, temporal);
        }
    }

    /** A whole unit, counted from the one that today lies in: 0 is this one, −1 the last one. */
    record Whole(Unit unit, int offset) implements Period {}

    /** From so many units ago to today, or from today to so many units ahead; today included. Never 0. */
    record Rolling(Unit unit, int amount) implements Period {}

    /** The one day so many units from today. */
    record FromToday(Unit unit, int amount) implements Period {}

    /** @param start first day of that unit; of a week its Monday, as ISO numbers them */
    record Fixed(Unit unit, LocalDate start) implements Period {}

    /** From the first day of one to the last day of another. */
    record Between(Period first, Period last) implements Period {}

    /** In a comparison: as long as the other period and right before it. */
    record Previous() implements Period {}

    /** In a comparison: the other period a year earlier. */
    record YearBefore() implements Period {}

    static Period day(LocalDate day) {
        return new Fixed(Unit.DAY, day);
    }

    /** In the text form. */
    default String text() {
        return PeriodText.print(this);
    }
}
