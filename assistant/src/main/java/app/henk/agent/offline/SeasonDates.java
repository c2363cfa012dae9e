package app.henk.agent.offline;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** Feasts and seasons as dates. */
final class SeasonDates {

    private final Words words;
    private final LocalDate today;

    SeasonDates(Words words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    Optional<Span<When>> at(List<Token> tokens, int i) {
        return feast(tokens, i).or(() -> season(tokens, i));
    }

    /** Weihnachten, Silvester, Ostern; figures are month-day, words a number of days after Easter. */
    private Optional<Span<When>> feast(List<Token> tokens, int i) {
        return words.of("date.feasts").at(tokens, i).flatMap(hit -> {
            int end = i + hit.length();
            Optional<Span<Integer>> year = Dates.year(tokens, end);
            String[] rule = hit.value().split("-");
            Optional<LocalDate> day = rule[0].equals("easter")
                    ? Optional.of(Feasts.afterEaster(
                            Integer.parseInt(hit.value().substring("easter-".length())), year.map(Span::value), today))
                    : year.map(y -> Dates.day(y.value(), Integer.parseInt(rule[0]), Integer.parseInt(rule[1])))
                            .orElseGet(() -> Dates.next(Integer.parseInt(rule[0]), Integer.parseInt(rule[1]), today));
            return day.map(d -> new Span<>(When.day(d), i, year.map(Span::to).orElse(end)));
        });
    }

    /** A season is a date only behind "in", "next" or before a year; alone it is a wish about the cloth. */
    private Optional<Span<When>> season(List<Token> tokens, int i) {
        Optional<Lookup.Hit> hit = words.of("date.seasons").at(tokens, i);
        if (hit.isEmpty()) {
            return Optional.empty();
        }
        int end = i + hit.get().length();
        Optional<Span<Integer>> year = Dates.year(tokens, end);
        boolean marked = year.isPresent()
                || words.of("date.next").before(tokens, i).isPresent()
                || words.of("date.this").before(tokens, i).isPresent()
                || words.of("date.next").has(tokens, end)
                || words.of("date.in_season").before(tokens, i).isPresent();
        if (!marked) {
            return Optional.empty();
        }
        int month = Integer.parseInt(hit.get().value());
        LocalDate first = year.map(y -> LocalDate.of(y.value(), month, 1))
                .orElseGet(() -> Dates.nextMonth(month, tokens, words, today));
        LocalDate last = first.plusMonths(2).with(TemporalAdjusters.lastDayOfMonth());
        return Optional.of(new Span<>(
                new When(first, last, When.Grain.SEASON), i, year.map(Span::to).orElse(end)));
    }
}
