package app.henk.booking;

import app.henk.identity.OpeningTimes;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

    boolean isOpen(LocalDateTime at) {
        return on(at.toLocalDate()).stream().anyMatch(span -> span.contains(at.toLocalTime()));
    }

    /** The next time from this one on at which the door is open, within so many days; itself when it is open then. */
    Optional<LocalDateTime> opens(LocalDateTime from, int days) {
        if (isOpen(from)) {
            return Optional.of(from);
        }
        return IntStream.rangeClosed(0, days)
                .mapToObj(from.toLocalDate()::plusDays)
                .flatMap(day -> on(day).stream().map(span -> day.atTime(span.from())))
                .filter(opening -> opening.isAfter(from))
                .min(Comparator.naturalOrder());
    }

    /** Why a day that is usually open is not, by language. */
    Optional<Map<String, String>> closure(LocalDate day) {
        return Optional.ofNullable(closures.get(day));
    }
}
