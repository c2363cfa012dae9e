package app.henk.agent.offline.staff;

import app.henk.agent.offline.Dates;
import app.henk.agent.offline.Lookup;
import app.henk.agent.offline.Numbers;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.When;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the times that a question is about, as the typed query writes them. */
final class Periods {

    /**
     * @param relation in, or a sign: &lt; before it, &gt;= from it on
     * @param text in the form of the typed query
     */
    record Dated(String relation, String text, int from, int to) {}

    /** @param monthOfYear as long as its year is not known: the range that it begins may tell it */
    private record Part(String text, Optional<Integer> monthOfYear, int from, int to) {}

    /** Days that have a name, as the typed query writes them. */
    private static final Map<String, String> DAYS = Map.of(
            "day_before_yesterday", "day-2",
            "day_after_tomorrow", "day+2",
            "today", "today",
            "yesterday", "yesterday",
            "tomorrow", "tomorrow");

    private final Clause clause;
    private final boolean ahead;
    private final Optional<Integer> year;
    private final boolean quarters;
    private final boolean halves;

    /**
     * @param ahead whether a month without a year is the next one, not the last one
     * @param year that was spoken of before
     * @param quarters whether quarters were spoken of before: then "the third" is one
     */
    Periods(Clause clause, boolean ahead, Optional<Integer> year, boolean quarters) {
        this(clause, ahead, year, quarters, false);
    }

    /** @param halves whether a half of a year was spoken of before: then "the second" is one */
    Periods(Clause clause, boolean ahead, Optional<Integer> year, boolean quarters, boolean halves) {
        this.clause = clause;
        this.ahead = ahead;
        this.year = year.or(this::yearSaid);
        this.halves = halves;
        this.quarters = quarters || !clause.everywhere("period.quarter").isEmpty();
    }

    /** "Das dritte Quartal 2017 gegenüber dem zweiten": the one year that is named holds for both. */
    private Optional<Integer> yearSaid() {
        List<Integer> years = IntStream.range(0, clause.size())
                .filter(this::isYear)
                .mapToObj(i -> Integer.valueOf(clause.tokens.get(i).folded()))
                .distinct()
                .toList();
        return years.size() == 1 ? Optional.of(years.getFirst()) : Optional.empty();
    }

    List<Dated> all() {
        List<Dated> found = new ArrayList<>();
        for (int i = 0; i < clause.size(); i++) {
            Optional<Dated> dated = dated(i);
            if (dated.isPresent()) {
                found.add(dated.get());
                i = dated.get().to() - 1;
            }
        }
        return found;
    }

    private Optional<Dated> dated(int i) {
        Optional<Part> first = part(i);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Part part = first.get();
        Optional<Part> last = clause.at("period.to", part.to()).flatMap(to -> part(skipArticle(to.to())));
        if (last.isPresent() && isRange(part, last.get())) {
            String from = part.monthOfYear()
                    .flatMap(month -> yearOf(last.get()).map(y -> month(y, month)))
                    .orElse(part.text());
            return Optional.of(new Dated(
                    "in",
                    from + ".." + last.get().text(),
                    rangeStart(i),
                    last.get().to()));
        }
        return Optional.of(related(part));
    }

    /** "Januar bis März" and "zwischen Januar und März" are ranges, "Januar und März" is none. */
    private boolean isRange(Part first, Part last) {
        boolean single = !first.text().contains("..") && !last.text().contains("..");
        boolean and = clause.at("and_only", first.to()).isPresent();
        return single
                && !isHeldAgainst(first, last)
                && (!and || clause.before("between_and", first.from()).isPresent());
    }

    /** "Comparer le T3 au T2", "compare Q2 to Q3": two times, and no stretch from one to the other. */
    private boolean isHeldAgainst(Part first, Part last) {
        boolean backwards = first.monthOfYear().isEmpty()
                && first.text().length() == last.text().length()
                && first.text().compareTo(last.text()) > 0;
        boolean linked = clause.at("compared_to", first.to()).isPresent();
        boolean led = clause.all("comparing").stream()
                .anyMatch(hit -> hit.to() <= first.from()
                        && clause.at("compared_to", hit.to() - 1).isEmpty());
        return backwards || linked && led;
    }

    private int rangeStart(int i) {
        return clause.before("operator", i).map(Hit::from).orElse(i);
    }

    private Dated related(Part part) {
        int start = part.from();
        Optional<Hit> monthOf = clause.before("month_of", start);
        start = monthOf.map(Hit::from).orElse(start);
        while (start > 0 && clause.at("article", start - 1).isPresent()) {
            start--;
        }
        for (var word : List.of("since", "until", "before_date", "after")) {
            Optional<Hit> hit = clause.before("period." + word, start);
            // "from May 1 to June 15" is a stretch already
            if (hit.isPresent() && !(word.equals("since") && part.text().contains(".."))) {
                String relation = switch (word) {
                    case "since" -> ">=";
                    case "until" -> "<=";
                    case "before_date" -> "<";
                    default -> ">";
                };
                return new Dated(relation, part.text(), hit.get().from(), part.to());
            }
        }
        return new Dated("in", part.text(), monthOf.map(Hit::from).orElse(part.from()), part.to());
    }

    private int skipArticle(int i) {
        return clause.at("article", i).map(Hit::to).orElse(i);
    }

    private Optional<Part> part(int i) {
        return day(i).or(() -> named(i))
                .or(() -> half(i))
                .or(() -> weekOfYear(i))
                .or(() -> quarter(i))
                .or(() -> month(i))
                .or(() -> relative(i))
                .or(() -> bareYear(i));
    }

    private Optional<Part> named(int i) {
        for (var name : DAYS.entrySet()) {
            Optional<Hit> hit = clause.at("period." + name.getKey(), i);
            if (hit.isPresent()) {
                return hit.map(h -> new Part(name.getValue(), Optional.empty(), i, h.to()));
            }
        }
        return runningOne(i).or(() -> thisYear(i));
    }

    /** "Fürs Quartal", "for the month": the running one, where nothing says which. */
    private Optional<Part> runningOne(int i) {
        return clause.at("for_the", i)
                .flatMap(hit -> unit(hit.to())
                        .filter(unit -> !unit.meaning().equals("day")
                                && mark(unit.to()).isEmpty()
                                && yearBehind(unit.to()).isEmpty())
                        .map(unit -> new Part("this_" + unit.meaning(), Optional.empty(), i, unit.to())));
    }

    private Optional<Part> thisYear(int i) {
        return clause.at("period.of_this_year", i)
                // "de l'année dernière" is another one
                .filter(hit -> mark(hit.to()).isEmpty())
                .map(hit -> new Part("this_year", Optional.empty(), hit.from(), hit.to()));
    }

    /** A day with its year, in figures or written out. */
    private Optional<Part> day(int i) {
        if (i >= clause.size() || !clause.isFree(i, i + 1)) {
            return Optional.empty();
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
                return Optional.of(new Part(text, Optional.empty(), i, i + span.to()));
            }
        }
        return Optional.empty();
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

    private Optional<Part> half(int i) {
        return clause.at("halves", i)
                .or(() -> clause.at("quarters", i)
                        .filter(hit -> halves && hit.meaning().matches("[12]") && standsAlone(hit)))
                .map(hit -> {
                    Span<Integer> of = yearBehind(hit.to()).orElseGet(() -> new Span<>(assumedYear(1), i, hit.to()));
                    return half(of.value(), hit.meaning().equals("1"), i, of.to());
                })
                .or(() -> mark(i).flatMap(mark ->
                        clause.at("period.half", mark.to()).map(hit -> relativeHalf(mark.meaning(), i, hit.to()))));
    }

    private static Part half(int year, boolean first, int from, int to) {
        String months = year + (first ? "-01.." : "-07..") + year + (first ? "-06" : "-12");
        return new Part(months, Optional.empty(), from, to);
    }

    private Part relativeHalf(String mark, int from, int to) {
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

    /** "KW 40": the ISO week of that number. */
    private Optional<Part> weekOfYear(int i) {
        return clause.at("week_number", i)
                .filter(hit -> hit.to() < clause.size()
                        && clause.tokens.get(hit.to()).folded().matches("[1-4]?\\d|5[0-3]"))
                .map(hit -> {
                    int week = Integer.parseInt(clause.tokens.get(hit.to()).folded());
                    int at = hit.to() + 1;
                    Span<Integer> of = yearBehind(at)
                            .orElseGet(() ->
                                    new Span<>(year.orElse(clause.tongue.today().getYear()), at, at));
                    return new Part("%d-w%02d".formatted(of.value(), week), Optional.empty(), i, of.to());
                });
    }

    /** Q1 2017, 1. Quartal 2017, second quarter of 2017. */
    private Optional<Part> quarter(int i) {
        Optional<Hit> short_ = clause.at("quarters", i);
        int number;
        int end;
        if (short_.isPresent()) {
            number = Integer.parseInt(short_.get().meaning());
            end = clause.at("period.quarter", short_.get().to()).map(Hit::to).orElse(-1);
            boolean alone = end < 0 && quarters && standsAlone(short_.get());
            end = alone ? short_.get().to() : end;
        } else if (i < clause.size() && clause.tokens.get(i).folded().matches("[1-4]")) {
            number = Integer.parseInt(clause.tokens.get(i).folded());
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
    private Optional<Part> joinedQuarter(int i) {
        boolean letter = i + 1 < clause.size()
                && clause.tokens.get(i).folded().matches("[qt]")
                && clause.tokens.get(i + 1).folded().matches("[1-4]")
                && clause.tokens.get(i).end() == clause.tokens.get(i + 1).start();
        return letter
                ? Optional.of(quarter(Integer.parseInt(clause.tokens.get(i + 1).folded()), i, i + 2))
                : Optional.empty();
    }

    private Part quarter(int number, int from, int end) {
        Span<Integer> of = yearBehind(end).orElseGet(() -> new Span<>(assumedYear(number * 3 - 2), from, end));
        return new Part(of.value() + "-q" + number, Optional.empty(), from, of.to());
    }

    private Optional<Part> month(int i) {
        Lookup months = clause.tongue.words().of("date.months");
        Optional<Lookup.Hit> hit =
                i < clause.size() && clause.isFree(i, i + 1) ? months.at(clause.tokens, i) : Optional.empty();
        if (hit.isEmpty()) {
            return Optional.empty();
        }
        int end = i + hit.get().length();
        int month = Integer.parseInt(hit.get().value());
        Optional<Span<Integer>> of = yearBehind(end);
        boolean unsure = clause.tongue.words().of("date.unsure_months").has(clause.tokens, i);
        // "was May better than June": a verb has no capital within a sentence
        boolean led = i > 0 && clause.tokens.get(i).isCapitalised()
                || clause.before("in_time", i).isPresent()
                || clause.before("comparing", i).isPresent()
                || clause.before("period.to", i).isPresent();
        if (unsure && of.isEmpty() && !led) {
            return Optional.empty();
        }
        return Optional.of(of.map(y -> new Part(month(y.value(), month), Optional.empty(), i, y.to()))
                .orElseGet(() -> new Part(month(assumedYear(month), month), Optional.of(month), i, end)));
    }

    private static String month(int year, int month) {
        return "%04d-%02d".formatted(year, month);
    }

    /** The year of the last one, or of the next one where the question looks ahead. */
    private int assumedYear(int month) {
        LocalDate today = clause.tongue.today();
        boolean over = month < today.getMonthValue();
        boolean toCome = month > today.getMonthValue();
        return year.orElseGet(() -> today.getYear() + (ahead && over ? 1 : 0) - (!ahead && toCome ? 1 : 0));
    }

    private static Optional<Integer> yearOf(Part part) {
        return part.text().matches("\\d{4}.*")
                ? Optional.of(Integer.valueOf(part.text().substring(0, 4)))
                : Optional.empty();
    }

    /** "2017", "of 2017", "im Jahr 2017", "letzten Jahres". */
    private Optional<Span<Integer>> yearBehind(int end) {
        int at = clause.at("of_year", end).map(Hit::to).orElse(end);
        if (clause.isMark(at, "/") || clause.isMark(at, ",")) {
            at++;
        }
        int number = at;
        if (isYear(number)) {
            return Optional.of(
                    new Span<>(Integer.valueOf(clause.tokens.get(number).folded()), end, number + 1));
        }
        return relative(at)
                .filter(part -> part.text().matches("(last|this|next)_year"))
                .map(part -> new Span<>(clause.tongue.today().getYear() + offset(part.text()), end, part.to()));
    }

    private static int offset(String text) {
        return text.startsWith("last") ? -1 : text.startsWith("next") ? 1 : 0;
    }

    private boolean isYear(int i) {
        return i < clause.size()
                && clause.isFree(i, i + 1)
                && clause.tokens.get(i).folded().matches("20[0-4]\\d")
                && !endsAmounts(i)
                && clause.at("money", i + 1).isEmpty()
                && clause.at("thousand", i + 1).isEmpty()
                && clause.at("unit", i + 1).isEmpty();
    }

    /** "Zwischen 1000 und 2000": what stands beside an amount is one. */
    private boolean endsAmounts(int i) {
        return i > 1
                && clause.at("and", i - 1).isPresent()
                && clause.tokens.get(i - 2).isNumber()
                && !clause.tokens.get(i - 2).folded().matches("(19|20)\\d\\d");
    }

    private Optional<Part> bareYear(int i) {
        boolean amount = clause.before("operator", i).isPresent()
                && clause.before("period.before_date", i).isEmpty()
                && clause.before("period.since", i).isEmpty();
        return isYear(i) && !amount
                ? Optional.of(new Part(clause.tokens.get(i).folded(), Optional.empty(), i, i + 1))
                : Optional.empty();
    }

    /** last quarter, die letzten 30 Tage, le mois prochain. */
    private Optional<Part> relative(int i) {
        Optional<Hit> mark = mark(i);
        Optional<Span<BigDecimal>> number =
                mark.flatMap(m -> new Numbers(clause.tongue.words()).at(clause.tokens, m.to()));
        if (number.isPresent()) {
            int at = number.get().to();
            int unitAt = mark(at).map(Hit::to).orElse(at);
            return unit(unitAt)
                    .map(unit -> rolling(mark.get().meaning(), number.get().value(), unit, i));
        }
        if (mark.isPresent()) {
            return unit(mark.get().to()).map(unit -> whole(mark.get().meaning(), unit, i, unit.to()));
        }
        Optional<Span<BigDecimal>> leading = new Numbers(clause.tongue.words()).at(clause.tokens, i);
        if (leading.isPresent()) {
            // "les 30 derniers jours"
            return mark(leading.get().to())
                    .flatMap(m -> unit(m.to())
                            .map(unit -> rolling(m.meaning(), leading.get().value(), unit, i)));
        }
        return unit(i).flatMap(unit -> mark(unit.to()).map(m -> whole(m.meaning(), unit, i, m.to())));
    }

    private Part rolling(String mark, BigDecimal number, Hit unit, int from) {
        String text = (mark.equals("next") ? "next_" : "last_") + number.intValue() + "_" + unit.meaning() + "s";
        return new Part(text, Optional.empty(), from, unit.to());
    }

    private static Part whole(String mark, Hit unit, int from, int to) {
        String word = unit.meaning();
        String text = word.equals("day")
                ? switch (mark) {
                    case "last" -> "yesterday";
                    case "next" -> "tomorrow";
                    default -> "today";
                }
                : mark.equals("before") ? word + "_before" : mark + "_" + word;
        return new Part(text, Optional.empty(), from, to);
    }

    private Optional<Hit> mark(int i) {
        for (String mark : List.of("before", "last", "this", "next")) {
            Optional<Hit> hit = clause.at("period." + mark, i);
            if (hit.isPresent()) {
                return hit.map(h -> new Hit(mark, h.from(), h.to()));
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> unit(int i) {
        for (String unit : List.of("week", "month", "quarter", "year", "day")) {
            Optional<Hit> hit = clause.at("period." + unit, i);
            if (hit.isPresent()) {
                return hit.map(h -> new Hit(unit, h.from(), h.to()));
            }
        }
        return Optional.empty();
    }
}
