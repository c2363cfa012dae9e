package app.henk.agent.offline.staff;

import app.henk.agent.offline.Dates;
import app.henk.agent.offline.Lookup;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.When;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads times by their place in the calendar: "Q3", "15 June", "erstes Halbjahr 2017", "KW 40". */
final class CalendarTimes {

    private final Clause clause;
    private final TimeWords words;
    private final boolean ahead;
    private final Optional<Integer> year;
    private final boolean quarters;
    private final boolean halves;

    /**
     * @param ahead whether a month without a year is the next one, not the last one
     * @param year that holds where none is said beside it
     * @param quarters whether quarters are spoken of: then "the third" is one
     * @param halves whether a half of a year was spoken of: then "the second" is one
     */
    CalendarTimes(
            Clause clause, TimeWords words, boolean ahead, Optional<Integer> year, boolean quarters, boolean halves) {
        this.clause = clause;
        this.words = words;
        this.ahead = ahead;
        this.year = year;
        this.quarters = quarters;
        this.halves = halves;
    }

    /** Part of the year: half, quarter, month, week. */
    Optional<TimePart> ofYear(int i) {
        return half(i).or(() -> weekOfYear(i)).or(() -> quarter(i)).or(() -> month(i));
    }

    /** A day with its year, in figures or written out. */
    Optional<TimePart> day(int i) {
        if (i >= clause.size() || !clause.isFree(i, i + 1)) {
            return Optional.empty();
        }
        Optional<TimePart> days = daysOfMonth(i);
        if (days.isPresent()) {
            return days;
        }
        for (Span<When> span :
                new Dates(clause.tongue.words(), clause.tongue.today()).find(clause.tokens.subList(i, clause.size()))) {
            boolean here = span.from() == 0;
            boolean dated = clause.raw(i, i + span.to()).matches("(?s).*(20\\d\\d|\\d\\.\\d+\\.\\d+).*");
            boolean ofMonth = !dated && isDayOfMonth(i, i + span.to());
            if (here && (dated || ofMonth) && span.value().grain() == When.Grain.DAY) {
                LocalDate from =
                        ofMonth ? inYear(span.value().from()) : span.value().from();
                LocalDate to =
                        ofMonth ? inYear(span.value().to()) : span.value().to();
                String text = from.equals(to) ? from.toString() : from + ".." + to;
                return Optional.of(TimePart.of(text, i, i + span.to()));
            }
        }
        return Optional.empty();
    }

    /** "Nov 16-30". */
    private Optional<TimePart> daysOfMonth(int i) {
        Optional<Lookup.Hit> month = clause.tongue.words().of("date.months").at(clause.tokens, i);
        int at = i + month.map(Lookup.Hit::length).orElse(0);
        boolean range = month.isPresent()
                && at + 2 < clause.size()
                && isDay(at)
                && clause.isMark(at + 1, "-")
                && isDay(at + 2)
                && words.number(at) < words.number(at + 2);
        if (!range) {
            return Optional.empty();
        }
        int number = Integer.parseInt(month.get().value());
        YearMonth of = YearMonth.of(assumedYear(number), number);
        return words.number(at + 2) > of.lengthOfMonth()
                ? Optional.empty()
                : Optional.of(
                        TimePart.of(of.atDay(words.number(at)) + ".." + of.atDay(words.number(at + 2)), i, at + 3));
    }

    private boolean isDay(int i) {
        return clause.tokens.get(i).folded().matches("[1-9]|[12]\\d|3[01]");
    }

    /** "15. Juni", "May 1st", "premier octobre": a month by its name, and a number. */
    private boolean isDayOfMonth(int from, int to) {
        Lookup months = clause.tongue.words().of("date.months");
        boolean month = IntStream.range(from, to)
                .anyMatch(i -> months.at(clause.tokens, i).isPresent());
        Lookup ordinals = clause.tongue.words().of("date.ordinals");
        boolean number = IntStream.range(from, to)
                .anyMatch(i -> clause.tokens.get(i).isNumber()
                        || ordinals.at(clause.tokens, i).isPresent());
        return month && number;
    }

    private LocalDate inYear(LocalDate day) {
        return day.withYear(assumedYear(day.getMonthValue()));
    }

    private Optional<TimePart> half(int i) {
        return clause.at("halves", i)
                .or(() -> clause.at("quarters", i)
                        .filter(hit -> halves && hit.meaning().matches("[12]") && standsAlone(hit)))
                .map(hit -> {
                    int end = pastYear(hit.to());
                    boolean first = hit.meaning().equals("1");
                    Span<Integer> of = words.yearBehind(hit.to())
                            .orElseGet(() -> new Span<>(first ? assumedYear(1, 6) : assumedYear(7, 12), i, end));
                    return half(of.value(), first, i, of.to());
                })
                .or(() -> words.mark(i)
                        .flatMap(mark -> clause.at("period.half", mark.to())
                                .map(hit -> relativeHalf(mark.meaning(), i, hit.to()))));
    }

    /** "The second half of the year": which one is not said. */
    private int pastYear(int end) {
        int at = clause.at("of_year", end).map(Hit::to).orElse(end);
        while (clause.at("article", at).isPresent()) {
            at++;
        }
        return clause.at("period.year", at).map(Hit::to).orElse(end);
    }

    private static TimePart half(int year, boolean first, int from, int to) {
        return TimePart.of(year + (first ? "-01.." : "-07..") + year + (first ? "-06" : "-12"), from, to);
    }

    private TimePart relativeHalf(String mark, int from, int to) {
        LocalDate now = clause.tongue.today();
        LocalDate then = now.plusMonths(
                switch (mark) {
                    case "last" -> -6;
                    case "before" -> -12;
                    case "next" -> 6;
                    default -> 0;
                });
        return half(then.getYear(), then.getMonthValue() < 7, from, to);
    }

    /** "KW 40", "45. Kalenderwoche": the ISO week of that number. */
    private Optional<TimePart> weekOfYear(int i) {
        return numberedWeek(i)
                .or(() -> clause.at("week_number", i)
                        .filter(hit -> hit.to() < clause.size()
                                && clause.tokens.get(hit.to()).folded().matches("[1-4]?\\d|5[0-3]"))
                        .map(hit -> {
                            int week = words.number(hit.to());
                            int at = hit.to() + 1;
                            Span<Integer> of =
                                    words.yearBehind(at).orElseGet(() -> new Span<>(yearOfWeek(week), at, at));
                            return TimePart.of("%d-w%02d".formatted(of.value(), week), i, of.to());
                        }));
    }

    private Optional<TimePart> numberedWeek(int i) {
        int dot = clause.isMark(i + 1, ".") ? i + 2 : i + 1;
        int ordinal = clause.at("ordinal_ending", dot).map(Hit::to).orElse(dot);
        return ordinal > i + 1
                        && i < clause.size()
                        && clause.tokens.get(i).folded().matches("[1-4]?\\d|5[0-3]")
                ? clause.at("week_number", ordinal).map(hit -> {
                    int week = words.number(i);
                    Span<Integer> of = words.yearBehind(hit.to())
                            .orElseGet(() -> new Span<>(yearOfWeek(week), hit.to(), hit.to()));
                    return TimePart.of("%d-w%02d".formatted(of.value(), week), i, of.to());
                })
                : Optional.empty();
    }

    /** That of the nearest week of the number: in January "KW 51" is over, and "KW 53" may run. */
    private int yearOfWeek(int week) {
        LocalDate today = clause.tongue.today();
        int running = today.get(IsoFields.WEEK_BASED_YEAR);
        return year.orElseGet(() -> IntStream.rangeClosed(running - 1, ahead ? running + 1 : running)
                .boxed()
                .filter(of -> week <= weeks(of))
                .min(Comparator.comparingLong(of -> Math.abs(ChronoUnit.DAYS.between(today, dayOf(of, week)))))
                .orElse(running));
    }

    private static long weeks(int year) {
        return dayOf(year, 1).range(IsoFields.WEEK_OF_WEEK_BASED_YEAR).getMaximum();
    }

    private static LocalDate dayOf(int year, int week) {
        return LocalDate.of(year, 1, 4).plusWeeks(week - 1L);
    }

    /** Q1 2017, 1. Quartal 2017, second quarter of 2017. */
    private Optional<TimePart> quarter(int i) {
        Optional<Hit> short_ = clause.at("quarters", i);
        int number;
        int end;
        if (short_.isPresent()) {
            number = Integer.parseInt(short_.get().meaning());
            end = clause.at("period.quarter", short_.get().to()).map(Hit::to).orElse(-1);
            boolean alone = end < 0 && quarters && standsAlone(short_.get());
            end = alone ? short_.get().to() : end;
        } else if (i < clause.size() && clause.tokens.get(i).folded().matches("[1-4]")) {
            number = words.number(i);
            int dot = clause.isMark(i + 1, ".") ? i + 2 : i + 1;
            int ordinal = clause.at("ordinal_ending", dot).map(Hit::to).orElse(dot);
            end = clause.at("period.quarter", ordinal).map(Hit::to).orElse(-1);
        } else {
            return joinedQuarter(i);
        }
        return end < 0 ? Optional.empty() : Optional.of(quarter(number, i, end));
    }

    /** "Gegenüber dem zweiten": an ordinal that counts nothing that is named. */
    private boolean standsAlone(Hit ordinal) {
        return ordinal.to() >= clause.size()
                || clause.isMark(ordinal.to(), "?")
                || clause.isMark(ordinal.to(), ",")
                || clause.at("small", ordinal.to()).isPresent();
    }

    /** "Q1" is a letter and a figure. */
    private Optional<TimePart> joinedQuarter(int i) {
        boolean letter = i + 1 < clause.size()
                && clause.tokens.get(i).folded().matches("[qt]")
                && clause.tokens.get(i + 1).folded().matches("[1-4]")
                && clause.tokens.get(i).end() == clause.tokens.get(i + 1).start();
        return letter ? Optional.of(quarter(words.number(i + 1), i, i + 2)) : Optional.empty();
    }

    private TimePart quarter(int number, int from, int end) {
        int last = number * 3;
        Span<Integer> of = words.yearBehind(end).orElseGet(() -> new Span<>(assumedYear(last - 2, last), from, end));
        return TimePart.of(of.value() + "-q" + number, from, of.to());
    }

    private Optional<TimePart> month(int i) {
        Lookup months = clause.tongue.words().of("date.months");
        Optional<Lookup.Hit> hit =
                i < clause.size() && clause.isFree(i, i + 1) ? months.at(clause.tokens, i) : Optional.empty();
        if (hit.isEmpty()) {
            return Optional.empty();
        }
        int end = i + hit.get().length();
        int month = Integer.parseInt(hit.get().value());
        Optional<Span<Integer>> of = words.yearBehind(end);
        boolean unsure = clause.tongue.words().of("date.unsure_months").has(clause.tokens, i);
        // "was May better than June": a verb has no capital within a sentence
        boolean led = (i > 0 && clause.tokens.get(i).isCapitalised())
                || clause.before("in_time", i).isPresent()
                || clause.before("comparing", i).isPresent()
                || clause.before("period.to", i).isPresent();
        if (unsure && of.isEmpty() && !led) {
            return Optional.empty();
        }
        return Optional.of(of.map(y -> TimePart.of(month(y.value(), month), i, y.to()))
                .orElseGet(() -> new TimePart(month(assumedYear(month), month), Optional.of(month), i, end)));
    }

    static String month(int year, int month) {
        return "%04d-%02d".formatted(year, month);
    }

    private int assumedYear(int month) {
        return assumedYear(month, month);
    }

    /** The year of the last one, or of the next one where the question looks ahead; one that runs is of this year. */
    private int assumedYear(int firstMonth, int lastMonth) {
        LocalDate today = clause.tongue.today();
        boolean over = lastMonth < today.getMonthValue();
        boolean toCome = firstMonth > today.getMonthValue();
        return year.orElseGet(() -> today.getYear() + (ahead && over ? 1 : 0) - (!ahead && toCome ? 1 : 0));
    }

    /** "2017" by itself; behind "more than" it is an amount. */
    Optional<TimePart> bareYear(int i) {
        boolean amount = clause.before("operator", i).isPresent()
                && clause.before("period.before_date", i).isEmpty()
                && clause.before("period.since", i).isEmpty();
        return words.isYear(i) && !amount
                ? Optional.of(TimePart.of(clause.tokens.get(i).folded(), i, i + 1))
                : Optional.empty();
    }
}
