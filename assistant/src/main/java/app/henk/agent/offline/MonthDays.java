package app.henk.agent.offline;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Finds days that are said by the name of their month. */
final class MonthDays {

    private final Words words;
    private final LocalDate today;

    MonthDays(Words words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    /** 12. Juni 2027, 12th of June, le 12 juin, am zwölften Juni. */
    Optional<Span<When>> dayAndMonth(List<Token> tokens, int i) {
        Optional<Span<Integer>> dayOfMonth = dayOfMonth(tokens, i);
        if (dayOfMonth.isEmpty()) {
            return Optional.empty();
        }
        int at = dayOfMonth.get().to();
        int monthAt =
                at + words.of("date.of").at(tokens, at).map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> month = words.of("date.months").at(tokens, monthAt);
        if (month.isPresent()) {
            int end = monthAt + month.get().length();
            return dated(Integer.parseInt(month.get().value()), dayOfMonth.get().value(), tokens, i, end);
        }
        // "10. bis 15. Juni": the first day borrows the month of the second
        Optional<Lookup.Hit> to = words.of("date.to").at(tokens, at);
        return to.flatMap(hit -> dayAndMonth(tokens, at + hit.length()))
                .flatMap(end -> borrow(end, dayOfMonth.get().value()).map(day -> new Span<>(day, i, end.to())));
    }

    private Optional<When> borrow(Span<When> end, int dayOfMonth) {
        LocalDate last = end.value().to();
        return Dates.day(last.getYear(), last.getMonthValue(), dayOfMonth)
                .filter(first -> first.isBefore(last))
                .map(first -> new When(first, last, When.Grain.DAY));
    }

    Optional<Span<Integer>> dayOfMonth(List<Token> tokens, int i) {
        if (i >= tokens.size()) {
            return Optional.empty();
        }
        Token token = tokens.get(i);
        if (token.isNumber()) {
            if (!token.folded().matches("[0-3]?\\d")) {
                return Optional.empty();
            }
            int end = i + 1;
            end += words.of("date.day_suffix")
                    .at(tokens, end)
                    .map(Lookup.Hit::length)
                    .orElse(0);
            return Optional.of(new Span<>(Integer.valueOf(token.folded()), i, end));
        }
        return words.of("date.ordinals")
                .at(tokens, i)
                .map(hit -> new Span<>(Integer.valueOf(hit.value()), i, i + hit.length()));
    }

    /** June 12th, 2027. */
    Optional<Span<When>> monthAndDay(List<Token> tokens, int i) {
        return words.of("date.month_first").has(tokens, i)
                ? words.of("date.months")
                        .at(tokens, i)
                        .flatMap(month -> dayOfMonth(tokens, skipThe(tokens, i + month.length()))
                                .flatMap(day ->
                                        dated(Integer.parseInt(month.value()), day.value(), tokens, i, day.to())))
                : Optional.empty();
    }

    int skipThe(List<Token> tokens, int at) {
        return at + words.of("date.of").at(tokens, at).map(Lookup.Hit::length).orElse(0);
    }

    /** 31. Juni, February 30th, le 29 février 2027: behind its last word. */
    Optional<Integer> endOfNoDay(List<Token> tokens, int i) {
        Optional<Span<Integer>> dayFirst = dayOfMonth(tokens, i);
        Optional<Lookup.Hit> monthBehind =
                dayFirst.flatMap(day -> words.of("date.months").at(tokens, skipThe(tokens, day.to())));
        if (monthBehind.isPresent()) {
            int end = skipThe(tokens, dayFirst.get().to()) + monthBehind.get().length();
            return endOfNoDay(monthBehind.get(), dayFirst.get(), tokens, end);
        }
        Optional<Lookup.Hit> month = words.of("date.month_first").has(tokens, i)
                ? words.of("date.months").at(tokens, i)
                : Optional.empty();
        return month.flatMap(found -> dayOfMonth(tokens, skipThe(tokens, i + found.length()))
                .flatMap(day -> endOfNoDay(found, day, tokens, day.to())));
    }

    private Optional<Integer> endOfNoDay(Lookup.Hit month, Span<Integer> day, List<Token> tokens, int end) {
        // "38 may be my size" names no day
        boolean none = !words.of("date.unsure_months").has(tokens, end - month.length())
                && dated(Integer.parseInt(month.value()), day.value(), tokens, day.from(), end)
                        .isEmpty();
        return none ? Optional.of(Dates.year(tokens, end).map(Span::to).orElse(end)) : Optional.empty();
    }

    private Optional<Span<When>> dated(int month, int dayOfMonth, List<Token> tokens, int from, int end) {
        Optional<Span<Integer>> year = Dates.year(tokens, end);
        return year.map(y -> Dates.day(y.value(), month, dayOfMonth))
                .orElseGet(() -> Dates.next(month, dayOfMonth, today))
                .map(day -> new Span<>(When.day(day), from, year.map(Span::to).orElse(end)));
    }
}
