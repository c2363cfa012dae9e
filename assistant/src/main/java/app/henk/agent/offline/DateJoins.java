package app.henk.agent.offline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** Makes one day of neighbours that say it together: "Freitag, der 18. Juni", "in drei Wochen am Freitag". */
final class DateJoins {

    private final Words words;
    private final LocalDate today;

    DateJoins(Words words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    /** Adds a day to those found, or makes one of it and the last of them. */
    void add(List<Span<When>> found, Span<When> next, List<Token> tokens) {
        if (!found.isEmpty()) {
            Span<When> last = found.getLast();
            boolean joined = next.from() - last.to() <= 2
                    && words.of("date.to")
                            .at(tokens, last.to())
                            .filter(h -> last.to() + h.length() == next.from()
                                    || preposition(tokens, last.to() + h.length(), next.from()))
                            .isPresent();
            if (named(tokens, last, next)) {
                // "Freitag, der 18. Juni": the weekday only says it again
                found.set(found.size() - 1, new Span<>(next.value(), last.from(), next.to()));
                return;
            }
            if (next.from() - last.to() <= 1
                    && within(last.value(), next.value(), isCounted(next, tokens))
                            .isPresent()) {
                When day = within(last.value(), next.value(), isCounted(next, tokens))
                        .orElseThrow();
                found.set(found.size() - 1, new Span<>(day, last.from(), next.to()));
                return;
            }
            if (isDay(last.value()) && countedInWeeks(last.value()) && onWeekday(tokens, last, next)) {
                // "in drei Wochen am Freitag"
                LocalDate monday = last.value().from().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                found.set(
                        found.size() - 1,
                        new Span<>(
                                When.day(monday.with(TemporalAdjusters.nextOrSame(
                                        next.value().from().getDayOfWeek()))),
                                last.from(),
                                next.to()));
                return;
            }
            if (joined && !next.value().to().isBefore(last.value().from())) {
                found.set(found.size() - 1, new Span<>(last.value().until(next.value()), last.from(), next.to()));
                return;
            }
        }
        found.add(next);
    }

    /** "Nächste Woche Donnerstag", "Donnerstag nächster Woche", "heute in drei Wochen". */
    private Optional<When> within(When first, When second, boolean counted) {
        boolean weekFirst = first.grain() == When.Grain.WEEK && isDay(second);
        boolean weekLast = second.grain() == When.Grain.WEEK && isDay(first);
        if (weekFirst || weekLast) {
            LocalDate monday = weekFirst ? first.from() : second.from();
            return Optional.of(When.day(monday.with(TemporalAdjusters.nextOrSame(
                    (weekFirst ? second : first).from().getDayOfWeek()))));
        }
        long days = java.time.temporal.ChronoUnit.DAYS.between(today, second.from());
        if (counted
                && isDay(first)
                && isDay(second)
                && days >= 7
                && days % 7 == 0
                && first.from().isBefore(today.plusDays(8))) {
            // "Samstag in zwei Wochen"
            return Optional.of(When.day(first.from().plusDays(days)));
        }
        return first.from().equals(today) && first.to().equals(today) ? Optional.of(second) : Optional.empty();
    }

    /** "In zwei Wochen", and no other weekday: "not Tuesday, Friday". */
    private boolean isCounted(Span<When> day, List<Token> tokens) {
        return !words.of("date.weekdays").isIn(tokens.subList(day.from(), day.to()));
    }

    private boolean countedInWeeks(When when) {
        long days = java.time.temporal.ChronoUnit.DAYS.between(today, when.from());
        return days > 0 && days % 7 == 0;
    }

    private boolean onWeekday(List<Token> tokens, Span<When> counted, Span<When> weekday) {
        return weekday.from() - counted.to() <= 1
                && words.of("date.weekdays").before(tokens, weekday.to()).isPresent()
                && words.of("date.weekdays").before(tokens, counted.to()).isEmpty()
                && words.of("date.in").has(tokens, counted.from());
    }

    private boolean named(List<Token> tokens, Span<When> weekday, Span<When> date) {
        boolean near = java.util.stream.IntStream.range(weekday.to(), date.from())
                .allMatch(i -> tokens.get(i).isMark()
                        || words.of("date.preposition").has(tokens, i)
                        || words.of("date.of").has(tokens, i));
        return near
                && !words.of("date.in").has(tokens, date.from())
                && date.from() - weekday.to() <= 3
                && isDay(date.value())
                && words.of("date.weekdays").before(tokens, weekday.to()).isPresent()
                && words.of("date.weekdays").before(tokens, date.to()).isEmpty();
    }

    private static boolean isDay(When when) {
        return when.grain() == When.Grain.DAY && when.from().equals(when.to());
    }

    private boolean preposition(List<Token> tokens, int from, int to) {
        return words.of("date.preposition")
                .at(tokens, from)
                .filter(h -> from + h.length() == to)
                .isPresent();
    }
}
