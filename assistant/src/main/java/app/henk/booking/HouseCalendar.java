package app.henk.booking;

import app.henk.identity.OpeningTimes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the house is open, day by day.
 *
 * @param closures days that are closed against the weekly hours, with the reason's name by language
 */
record HouseCalendar(ZoneId zone, OpeningTimes weekly, Map<LocalDate, Map<String, String>> closures) {

    /** In the order of the day; empty on a closed one. */
    List<OpeningTimes.Span> on(LocalDate day) {
        return closures.containsKey(day) ? List.of() : weekly.on(day.getDayOfWeek());
    }

    /** Why a day that is usually open is not, by language. */
    Optional<Map<String, String>> closure(LocalDate day) {
        return Optional.ofNullable(closures.get(day));
    }
}
