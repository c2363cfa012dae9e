package app.henk.insights;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** What "today" and "this week" mean for a tenant. */
public record TenantCalendar(LocalDate today, ZoneId zone, DayOfWeek weekStart) {

    public static TenantCalendar of(Clock clock, ZoneId zone, DayOfWeek weekStart) {
        return new TenantCalendar(LocalDate.now(clock.withZone(zone)), zone, weekStart);
    }

    /** The moment at which a day begins here. */
    public ZonedDateTime startOf(LocalDate day) {
        return day.atStartOfDay(zone);
    }

    /** @throws IllegalArgumentException for the two periods that only a comparison knows */
    public DateRange range(Period period) {
        return switch (period) {
            case Period.Whole(Period.Unit unit, int offset) -> whole(unit, unit.plus(start(unit, today), offset));
            case Period.Rolling(Period.Unit unit, int amount) ->
                amount < 0
                        ? new DateRange(unit.plus(today, amount), today.plusDays(1))
                        : new DateRange(today, unit.plus(today, amount).plusDays(1));
            case Period.FromToday(Period.Unit unit, int amount) -> whole(Period.Unit.DAY, unit.plus(today, amount));
            case Period.Fixed(Period.Unit unit, LocalDate start) -> whole(unit, start);
            case Period.Between(Period first, Period last) ->
                new DateRange(range(first).from(), range(last).until());
            case Period.Previous _, Period.YearBefore _ ->
                throw new IllegalArgumentException(period + " depends on another period");
        };
    }

    /** The second period of a comparison, which may depend on the first. */
    DateRange range(Comparison comparison) {
        return switch (comparison.with()) {
            case Period.Previous _ -> before(comparison.of());
            case Period.YearBefore _ -> range(comparison.of()).yearBefore();
            case Period other -> range(other);
        };
    }

    private DateRange before(Period period) {
        DateRange range = range(period);
        return switch (period) {
            case Period.Whole(Period.Unit unit, int _) -> whole(unit, unit.plus(range.from(), -1));
            case Period.Fixed(Period.Unit unit, LocalDate _) -> whole(unit, unit.plus(range.from(), -1));
            default -> new DateRange(range.from().minusDays(range.days()), range.from());
        };
    }

    private static DateRange whole(Period.Unit unit, LocalDate start) {
        return new DateRange(start, unit.plus(start, 1));
    }

    private LocalDate start(Period.Unit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
