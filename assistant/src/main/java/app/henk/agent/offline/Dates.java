package app.henk.agent.offline;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds days and spans of days: written out, in figures, relative to today, by weekday, month, season or feast. A date
 * without a year is the next one that comes.
 */
public final class Dates {

    /** Within these a weekday with a bare number is meant. */
    private static final int MONTHS_AHEAD = 3;
    /** More than a clock has: then a bare number behind a weekday is a day. */
    private static final int HOURS = 24;
    /** So far behind a day its weekday is said again. */
    private static final int BEHIND = 9;

    private final Words words;
    private final LocalDate today;
    private final Optional<When> known;
    private final RelativeDates relative;
    private final SeasonDates occasions;
    private final DateJoins joins;
    private final MonthDays named;

    public Dates(Words words, LocalDate today) {
        this(words, today, Optional.empty());
    }

    /** @param known the day that was spoken of before: "am 12." is meant in its month */
    Dates(Words words, LocalDate today, Optional<When> known) {
        this.words = words;
        this.today = today;
        this.known = known;
        this.relative = new RelativeDates(words, today);
        this.occasions = new SeasonDates(words, today);
        this.joins = new DateJoins(words, today);
        this.named = new MonthDays(words, today);
    }

    /** All of them in order; neighbours joined by a dash, "to", "or" are one span. */
    public List<Span<When>> find(List<Token> tokens) {
        List<Span<When>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Span<When>> span = at(tokens, i);
            if (span.isPresent()) {
                joins.add(found, span.get(), tokens);
                i = span.get().to() - 1;
            }
        }
        if (found.size() > 0 && words.of("date.moved").isIn(tokens)) {
            // "vom 5. auf den 12. Juni verschoben"
            Span<When> last = found.getLast();
            boolean range = last.value().grain() == When.Grain.DAY
                    && !last.value().from().equals(last.value().to());
            return List.of(range ? new Span<>(When.day(last.value().to()), last.from(), last.to()) : last);
        }
        // "nächstes Jahr im Mai", "im Frühjahr, genauer am 24. April"
        List<Span<When>> all = List.copyOf(found);
        found.removeIf(span -> all.stream()
                .anyMatch(other -> other.value().isCloserThan(span.value()) || isWeekdayOf(span, other, tokens)));
        return found;
    }

    /** Days that no calendar has, such as 31.6. or February 30th. */
    List<Span<String>> noDays(List<Token> tokens) {
        List<Span<String>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            int from = i;
            Optional<Integer> end = DateFigures.endOfNoDay(tokens, i, today).or(() -> named.endOfNoDay(tokens, from));
            if (end.isPresent()) {
                found.add(new Span<>("", from, end.get()));
                i = end.get() - 1;
            }
        }
        return found;
    }

    /** "On the 13th. A Sunday, of all days": the weekday says it again. */
    private boolean isWeekdayOf(Span<When> weekday, Span<When> day, List<Token> tokens) {
        return isOnlyWeekday(weekday, tokens)
                && words.of("date.preposition").before(tokens, weekday.from()).isEmpty()
                && weekday.from() > day.to()
                && weekday.from() - day.to() <= BEHIND
                && !isOnlyWeekday(day, tokens)
                && day.value().grain() == When.Grain.DAY
                && day.value()
                        .from()
                        .getDayOfWeek()
                        .equals(weekday.value().from().getDayOfWeek());
    }

    private boolean isOnlyWeekday(Span<When> span, List<Token> tokens) {
        return words.of("date.weekdays")
                .at(tokens, span.from())
                .filter(hit -> span.from() + hit.length() == span.to())
                .isPresent();
    }

    /** "Samedi 28", "Saturday the 28th": the next one of that date that falls on that weekday. */
    private Optional<Span<When>> weekdayAndDay(List<Token> tokens, int i) {
        Optional<Lookup.Hit> weekday = words.of("date.weekdays").at(tokens, i);
        int at = weekday.map(hit -> named.skipThe(tokens, i + hit.length())).orElse(tokens.size());
        Optional<Span<Integer>> day = weekday.filter(
                        hit -> at < tokens.size() && tokens.get(at).isNumber())
                .flatMap(hit -> named.dayOfMonth(tokens, at))
                .filter(found -> !words.of("date.months").has(tokens, named.skipThe(tokens, found.to())))
                .filter(found -> found.to() > at + 1
                        || found.value() > HOURS
                        || !words.list("date.bare_unmarked").isEmpty())
                .filter(found -> !words.of("time.oclock").has(tokens, found.to())
                        && !words.of("time.half_day").has(tokens, found.to()));
        return day.flatMap(found -> IntStream.range(0, MONTHS_AHEAD)
                .mapToObj(today::plusMonths)
                .flatMap(month -> inMonth(month, found.value()).stream())
                .filter(date -> date.getDayOfWeek().getValue()
                        == Integer.parseInt(weekday.orElseThrow().value()))
                .findFirst()
                .map(date -> new Span<>(When.day(date), i, found.to())));
    }

    private Optional<Span<When>> at(List<Token> tokens, int i) {
        return DateFigures.at(tokens, i, today)
                .or(() -> new ShiftedDates(words, known).at(tokens, i))
                .or(() -> around(tokens, i))
                .or(() -> new DaysOfMonth(words)
                        .at(tokens, i, at -> month(tokens, at).or(() -> ofTheMonth(tokens, at))))
                .or(() -> named.dayAndMonth(tokens, i))
                .or(() -> named.monthAndDay(tokens, i))
                .or(() -> month(tokens, i))
                .or(() -> weekdayAndDay(tokens, i))
                .or(() -> relative.at(tokens, i))
                .or(() -> occasions.at(tokens, i))
                .or(() -> bareDay(tokens, i));
    }

    /** The month that is being spoken of, or this one. */
    private Optional<Span<When>> ofTheMonth(List<Token> tokens, int i) {
        return words.of("date.the_month")
                .at(tokens, i)
                .map(hit -> new Span<>(
                        partOf(known.map(When::from).orElse(today).withDayOfMonth(1), ""), i, i + hit.length()));
    }

    /** "Eine Woche vor Weihnachten", "two days after Easter". */
    private Optional<Span<When>> around(List<Token> tokens, int i) {
        Optional<Span<BigDecimal>> number = new Numbers(words).at(tokens, i);
        Optional<Lookup.Hit> unit = number.flatMap(n -> words.of("date.units").at(tokens, n.to()));
        int side = number.map(Span::to).orElse(0) + unit.map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> way = unit.flatMap(u -> words.of("date.around").at(tokens, side));
        int at = side + way.map(Lookup.Hit::length).orElse(0);
        int from = at
                + words.of("date.bare_day")
                        .at(tokens, at)
                        .map(Lookup.Hit::length)
                        .orElse(0);
        return way.filter(w -> from < tokens.size())
                .flatMap(w -> at(tokens, from))
                .map(date -> new Span<>(
                        When.day(ShiftedDates.moved(
                                date.value().from(),
                                number.orElseThrow().value().intValue()
                                        * Integer.parseInt(way.orElseThrow().value()),
                                unit.orElseThrow().value())),
                        i,
                        date.to()));
    }

    /** "Am 12., nicht am 5. März", "the 12th", "le 12": in the month that is spoken of. */
    private Optional<Span<When>> bareDay(List<Token> tokens, int i) {
        if (words.of("pick").has(tokens, i)
                && i + 1 < tokens.size()
                && tokens.get(i + 1).isWord()) {
            // "le 2eme" is one of the things shown
            return Optional.empty();
        }
        boolean led = words.of("date.bare_day").before(tokens, i).isPresent();
        Optional<Span<Integer>> day = led && tokens.get(i).isNumber() ? named.dayOfMonth(tokens, i) : Optional.empty();
        boolean marked = day.isPresent()
                && (day.get().to() > i + 1
                        || words.of("date.bare_unmarked").before(tokens, i).isPresent());
        return marked
                ? month(tokens)
                        .or(() -> known.map(When::from))
                        .flatMap(near -> inMonth(near, day.get().value()))
                        .or(() -> inMonth(today, day.get().value()))
                        .or(() -> inMonth(today.plusMonths(1), day.get().value()))
                        .map(date -> new Span<>(When.day(date), i, day.get().to()))
                : Optional.empty();
    }

    private Optional<LocalDate> inMonth(LocalDate near, int dayOfMonth) {
        return day(near.getYear(), near.getMonthValue(), dayOfMonth).filter(date -> !date.isBefore(today));
    }

    /** Of the one month that the message names. */
    private Optional<LocalDate> month(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(at -> words.of("date.months").has(tokens, at) && !unsureMonth(tokens, at)
                        ? month(tokens, at)
                        : Optional.<Span<When>>empty())
                .flatMap(Optional::stream)
                .map(span -> span.value().from())
                .findFirst();
    }

    static Optional<Span<Integer>> year(List<Token> tokens, int at) {
        int i = at < tokens.size() && tokens.get(at).folded().equals(",") ? at + 1 : at;
        return i < tokens.size() && tokens.get(i).folded().matches("(?:19|20)\\d\\d")
                ? Optional.of(new Span<>(Integer.valueOf(tokens.get(i).folded()), at, i + 1))
                : Optional.empty();
    }

    /** Juni, Anfang Juni, im Juni 2027, nächstes Jahr im Mai. */
    private Optional<Span<When>> month(List<Token> tokens, int i) {
        Optional<Lookup.Hit> part = words.of("date.parts").at(tokens, i);
        int at = i + part.map(Lookup.Hit::length).orElse(0);
        Optional<Lookup.Hit> thisMonth =
                part.isPresent() ? words.of("date.this_month").at(tokens, at) : Optional.empty();
        if (thisMonth.isPresent()) {
            return Optional.of(new Span<>(
                    partOf(today.withDayOfMonth(1), part.get().value()),
                    i,
                    at + thisMonth.get().length()));
        }
        at += part.isPresent()
                ? words.of("date.of").at(tokens, at).map(Lookup.Hit::length).orElse(0)
                : 0;
        Optional<Lookup.Hit> month = words.of("date.months").at(tokens, at);
        if (month.isEmpty() || unsureMonth(tokens, at)) {
            return Optional.empty();
        }
        int end = at + month.get().length();
        int number = Integer.parseInt(month.get().value());
        Optional<Span<Integer>> year = year(tokens, end);
        LocalDate first = year.map(y -> LocalDate.of(y.value(), number, 1))
                .orElseGet(() -> nextMonth(number, tokens, words, today));
        return Optional.of(new Span<>(
                partOf(first, part.map(Lookup.Hit::value).orElse("")),
                i,
                year.map(Span::to).orElse(end)));
    }

    /** "may" and "march" are months only behind a word of time or before a year. */
    private boolean unsureMonth(List<Token> tokens, int at) {
        return words.of("date.unsure_months").has(tokens, at)
                && words.of("date.preposition").before(tokens, at).isEmpty()
                && words.of("date.parts").before(tokens, at).isEmpty()
                && words.of("date.next").before(tokens, at).isEmpty()
                && year(tokens, at + 1).isEmpty()
                && tokens.size() > 1;
    }

    static LocalDate nextMonth(int number, List<Token> tokens, Words words, LocalDate today) {
        LocalDate first = today.withMonth(number).withDayOfMonth(1);
        boolean nextYear = words.of("date.next_year").isIn(tokens);
        boolean over = number < today.getMonthValue();
        return first.plusYears(nextYear || over ? 1 : 0);
    }

    private static When partOf(LocalDate first, String part) {
        LocalDate last = first.with(TemporalAdjusters.lastDayOfMonth());
        return switch (part) {
            case "early" -> new When(first, first.withDayOfMonth(10), When.Grain.MONTH);
            case "mid" -> new When(first.withDayOfMonth(11), first.withDayOfMonth(20), When.Grain.MONTH);
            case "late" -> new When(first.withDayOfMonth(21), last, When.Grain.MONTH);
            default -> new When(first, last, When.Grain.MONTH);
        };
    }

    static Optional<LocalDate> next(int month, int dayOfMonth, LocalDate today) {
        for (int year = today.getYear(); year <= today.getYear() + 4; year++) {
            Optional<LocalDate> day = day(year, month, dayOfMonth).filter(d -> !d.isBefore(today));
            if (day.isPresent()) {
                return day;
            }
        }
        return Optional.empty();
    }

    static Optional<LocalDate> day(int year, int month, int dayOfMonth) {
        try {
            return Optional.of(LocalDate.of(year, month, dayOfMonth));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    static LocalDate next(DayOfWeek weekday, LocalDate today) {
        return today.with(TemporalAdjusters.next(weekday));
    }
}
