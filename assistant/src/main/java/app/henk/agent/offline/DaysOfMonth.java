package app.henk.agent.offline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Days and weeks counted within a month: "am letzten Samstag im Mai", "the first week of June". */
final class DaysOfMonth {

    private final Words words;

    DaysOfMonth(Words words) {
        this.words = words;
    }

    /** @param month the month that begins with a token */
    Optional<Span<When>> at(List<Token> tokens, int i, IntFunction<Optional<Span<When>>> month) {
        Optional<Lookup.Hit> nth = words.of("date.last")
                .at(tokens, i)
                .or(() -> words.of("date.ordinals").at(tokens, i));
        int at = i + nth.map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> weekday = nth.flatMap(hit -> words.of("date.weekdays")
                .at(tokens, at)
                .or(() -> words.of("date.weekends").at(tokens, at)));
        Optional<Lookup.Hit> week = nth.flatMap(hit -> words.of("date.units").at(tokens, at))
                .filter(unit -> unit.value().equals("week"));
        int after = at + weekday.or(() -> week).map(Lookup.Hit::length).orElse(0);
        if (after == at) {
            return Optional.empty();
        }
        int monthAt = after
                + words.of("date.of")
                        .at(tokens, after)
                        .or(() -> words.of("date.preposition").at(tokens, after))
                        .map(Lookup.Hit::length)
                        .orElse(0);
        int number = Integer.parseInt(nth.orElseThrow().value());
        return month.apply(monthAt)
                .or(() -> month.apply(after))
                .map(found -> new Span<>(
                        weekday.map(day -> weekday(found.value().from(), number, Integer.parseInt(day.value())))
                                .orElseGet(() -> week(found.value(), number)),
                        i,
                        found.to()));
    }

    private static When weekday(LocalDate month, int number, int weekday) {
        return When.day(month.with(TemporalAdjusters.dayOfWeekInMonth(number, DayOfWeek.of(weekday))));
    }

    private static When week(When month, int number) {
        LocalDate from = number < 0 ? month.to().minusDays(6) : month.from().plusDays(7L * Math.min(3, number - 1));
        return new When(from, from.plusDays(6), When.Grain.WEEK);
    }
}
