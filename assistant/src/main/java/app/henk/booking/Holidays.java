package app.henk.booking;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The public holidays of the world's countries and regions, with their names. */
@Component
class Holidays {

    private static final List<String> LANGUAGES = List.of("de", "en", "fr");

    private record OfYear(BookingRules.Calendar calendar, int year) {}

    private final AsyncCache<OfYear, Map<LocalDate, Map<String, String>>> years =
            Caffeine.newBuilder().maximumSize(1_000).buildAsync();

    /** The holidays of whole years, each with its name by language. */
    Mono<Map<LocalDate, Map<String, String>>> of(BookingRules.Calendar calendar, Year from, Year to) {
        if (calendar.country().isBlank()) {
            return Mono.just(Map.of());
        }
        return Flux.range(from.getValue(), to.getValue() - from.getValue() + 1)
                .concatMap(year -> ofYear(new OfYear(calendar, year)))
                .collect(LinkedHashMap::new, Map::putAll);
    }

    /** Off the event loop: the library reads a file for each country. */
    private Mono<Map<LocalDate, Map<String, String>>> ofYear(OfYear wanted) {
        return Mono.fromFuture(
                () -> years.get(
                        wanted,
                        (key, executor) -> Mono.fromCallable(() -> read(key))
                                .subscribeOn(Schedulers.boundedElastic())
                                .toFuture()),
                true);
    }

    private static Map<LocalDate, Map<String, String>> read(OfYear wanted) {
        var manager = HolidayManager.getInstance(
                ManagerParameters.create(wanted.calendar().country().toLowerCase(Locale.ROOT)));
        String region = wanted.calendar().region().toLowerCase(Locale.ROOT);
        Map<LocalDate, Map<String, String>> days = new LinkedHashMap<>();
        for (Holiday holiday : region.isBlank()
                ? manager.getHolidays(Year.of(wanted.year()))
                : manager.getHolidays(Year.of(wanted.year()), region)) {
            Map<String, String> names = new LinkedHashMap<>();
            LANGUAGES.forEach(language -> names.put(language, holiday.getDescription(Locale.of(language))));
            days.put(holiday.getDate(), names);
        }
        return days;
    }
}
