package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.LocalDate;
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
        Optional<Span<BigDecimal>> number = known.isEmpty() ? Optional.empty() : numbers.at(tokens, i);
        Optional<Lookup.Hit> unit = number.flatMap(n -> words.of("date.units").at(tokens, n.to()));
        int after =
                number.map(Span::to).orElse(0) + unit.map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> shift = unit.flatMap(u -> words.of("date.shift").at(tokens, after));
        return shift.map(way -> new Span<>(
                shifted(
                        number.orElseThrow().value().intValue() * Integer.parseInt(way.value()),
                        unit.orElseThrow().value()),
                i,
                after + way.length()));
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
