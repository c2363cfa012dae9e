package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** Days counted from the one that was spoken of: "eine Woche später", "two weeks earlier". */
final class ShiftedDates {

    private final Words words;
    private final Numbers numbers;
    private final Optional<When> known;

    ShiftedDates(Words words, Optional<When> known) {
        this.words = words;
        this.numbers = new Numbers(words);
        this.known = known;
    }

    Optional<Span<When>> at(List<Token> tokens, int i) {
        return beside(tokens, i).or(() -> inSameWeek(tokens, i)).or(() -> counted(tokens, i));
    }

    /** "Am Tag davor", "le lendemain". */
    private Optional<Span<When>> beside(List<Token> tokens, int i) {
        return known.isEmpty()
                ? Optional.empty()
                : words.of("date.beside")
                        .at(tokens, i)
                        .map(hit -> new Span<>(shifted(Integer.parseInt(hit.value()), "day"), i, i + hit.length()));
    }

    /** "Der Freitag derselben Woche". */
    private Optional<Span<When>> inSameWeek(List<Token> tokens, int i) {
        Optional<Lookup.Hit> weekday =
                known.isEmpty() ? Optional.empty() : words.of("date.weekdays").at(tokens, i);
        int end = i + weekday.map(Lookup.Hit::length).orElse(0);
        return weekday.flatMap(day -> words.of("date.same_week")
                .at(tokens, end)
                .map(hit -> new Span<>(
                        When.day(known.orElseThrow()
                                .from()
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .with(TemporalAdjusters.nextOrSame(DayOfWeek.of(Integer.parseInt(day.value()))))),
                        i,
                        end + hit.length())));
    }

    private Optional<Span<When>> counted(List<Token> tokens, int i) {
        Optional<Span<BigDecimal>> number = known.isEmpty() ? Optional.empty() : numbers.at(tokens, i);
        Optional<Lookup.Hit> unit = number.flatMap(n -> words.of("date.units").at(tokens, n.to()));
        int after =
                number.map(Span::to).orElse(0) + unit.map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> shift = unit.flatMap(u -> words.of("date.shift").at(tokens, after));
        // "the wedding is pushed back a week"
        Optional<String> way = shift.map(Lookup.Hit::value)
                .or(() -> unit.flatMap(u -> words.of("date.pushed").in(tokens).map(Lookup.Hit::value)));
        return way.map(steps -> new Span<>(
                shifted(
                        number.orElseThrow().value().intValue() * Integer.parseInt(steps),
                        unit.orElseThrow().value()),
                i,
                after + shift.map(Lookup.Hit::length).orElse(0)));
    }

    private When shifted(int steps, String unit) {
        When from = known.orElseThrow();
        return new When(moved(from.from(), steps, unit), moved(from.to(), steps, unit), from.grain());
    }

    static LocalDate moved(LocalDate day, int steps, String unit) {
        int few = Math.clamp(steps, -500, 500);
        return switch (unit) {
            case "day" -> day.plusDays(few);
            case "week" -> day.plusWeeks(few);
            case "month" -> day.plusMonths(few);
            default -> day.plusYears(few);
        };
    }
}
