package app.henk.agent.offline.staff;

import app.henk.agent.offline.Lookup;
import app.henk.agent.offline.Numbers;
import app.henk.agent.offline.Span;
import app.henk.agent.offline.staff.Lexicon.Hit;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads times that are named from today: "yesterday", "last quarter", "die letzten 30 Tage", "seit Jahresbeginn". */
final class RelativeTimes {

    /** Days that have a name, as the typed query writes them. */
    private static final Map<String, String> DAYS = Map.of(
            "day_before_yesterday", "day-2",
            "day_after_tomorrow", "day+2",
            "today", "today",
            "yesterday", "yesterday",
            "tomorrow", "tomorrow");

    private static final String[] TO_DATE_UNITS = {"week", "month", "quarter", "year"};
    /** Sections of what goes from a beginning until today. */
    static final String[] TO_DATE =
            Stream.of(TO_DATE_UNITS).map(unit -> "period.to_date." + unit).toArray(String[]::new);

    private final Clause clause;
    private final TimeWords words;
    private final boolean ahead;

    /** @param ahead whether a weekday is the next one, not the last one */
    RelativeTimes(Clause clause, TimeWords words, boolean ahead) {
        this.clause = clause;
        this.words = words;
        this.ahead = ahead;
    }

    /** What has a name of its own. */
    Optional<TimePart> named(int i) {
        for (var name : DAYS.entrySet()) {
            Optional<Hit> hit = clause.at("period." + name.getKey(), i);
            if (hit.isPresent()) {
                return hit.map(h -> TimePart.of(name.getValue(), i, h.to()));
            }
        }
        return toDate(i).or(() -> runningOne(i)).or(() -> thisYear(i));
    }

    /** "Year to date", "seit Quartalsbeginn". */
    private Optional<TimePart> toDate(int i) {
        for (String unit : TO_DATE_UNITS) {
            Optional<Hit> hit = clause.at("period.to_date." + unit, i);
            if (hit.isPresent()) {
                return hit.map(h -> TimePart.of("this_" + unit, i, h.to()));
            }
        }
        return Optional.empty();
    }

    /** "Fürs Quartal", "for the month": the running one, where nothing says which. */
    private Optional<TimePart> runningOne(int i) {
        return clause.at("for_the", i)
                .flatMap(hit -> words.unit(hit.to())
                        .filter(unit -> !unit.meaning().equals("day")
                                && words.mark(unit.to()).isEmpty()
                                && clause.at("month_of", hit.to())
                                        .filter(of -> of.to() > unit.to())
                                        .isEmpty()
                                && words.yearBehind(unit.to()).isEmpty())
                        .map(unit -> TimePart.of("this_" + unit.meaning(), i, unit.to())));
    }

    private Optional<TimePart> thisYear(int i) {
        return clause.at("period.of_this_year", i)
                // "de l'année dernière" is another one
                .filter(hit -> words.mark(hit.to()).isEmpty())
                .map(hit -> TimePart.of("this_year", hit.from(), hit.to()));
    }

    /** "Am Montag", "last Friday", "lundi dernier". */
    Optional<TimePart> weekday(int i) {
        Optional<Hit> before = words.mark(i);
        int at = before.map(Hit::to).orElse(i);
        Lookup weekdays = clause.tongue.words().of("date.weekdays");
        Optional<Lookup.Hit> day = at < clause.size() && clause.isFree(at, at + 1) && !isEachOne(at)
                ? weekdays.at(clause.tokens, at)
                : Optional.empty();
        int end = at + day.map(Lookup.Hit::length).orElse(0);
        Optional<Hit> mark = before.or(() -> words.mark(end));
        int to = before.isPresent() ? end : mark.map(Hit::to).orElse(end);
        return day.flatMap(hit -> dayOf(DayOfWeek.of(Integer.parseInt(hit.value())), mark.map(Hit::meaning)))
                .map(date -> TimePart.of(date.toString(), i, to));
    }

    /** "Montags", "on Mondays". */
    private boolean isEachOne(int i) {
        return clause.tokens.get(i).folded().endsWith("s");
    }

    /** Nobody can tell whether "on Friday", said on a Friday, is today. */
    private Optional<LocalDate> dayOf(DayOfWeek day, Optional<String> mark) {
        LocalDate today = clause.tongue.today();
        return switch (mark.orElse(ahead ? "next" : "")) {
            case "next" -> Optional.of(today.with(TemporalAdjusters.next(day)));
            case "last" -> Optional.of(today.with(TemporalAdjusters.previous(day)));
            case "this" -> Optional.of(today.with(DayOfWeek.MONDAY).with(TemporalAdjusters.nextOrSame(day)));
            case "before" -> Optional.empty();
            default ->
                today.getDayOfWeek() == day
                        ? Optional.empty()
                        : Optional.of(today.with(TemporalAdjusters.previous(day)));
        };
    }

    /** Last quarter, die letzten 30 Tage, le mois prochain. */
    Optional<TimePart> counted(int i) {
        Optional<Hit> mark = words.mark(i);
        Optional<Span<BigDecimal>> number = mark.flatMap(m -> numberAt(m.to()));
        if (number.isPresent()) {
            int at = number.get().to();
            int unitAt = words.mark(at).map(Hit::to).orElse(at);
            return words.unit(pastWhole(unitAt))
                    .map(unit -> stretch(mark.get().meaning(), number.get().value(), unit, i, unitAt));
        }
        if (mark.isPresent()) {
            return words.unit(pastWhole(mark.get().to()))
                    .map(unit -> whole(mark.get().meaning(), unit, i, unit.to()));
        }
        Optional<Span<BigDecimal>> leading = numberAt(i);
        if (leading.isPresent()) {
            // "les 30 derniers jours"
            return words.mark(leading.get().to())
                    .flatMap(m -> words.unit(m.to())
                            .map(unit -> stretch(m.meaning(), leading.get().value(), unit, i, unit.to())));
        }
        return words.unit(i)
                .flatMap(unit -> words.mark(pastWhole(unit.to())).map(m -> whole(m.meaning(), unit, i, m.to())));
    }

    /** "Die letzte ganze Woche" is the last one. */
    private int pastWhole(int i) {
        return clause.at("whole", i).map(Hit::to).orElse(i);
    }

    private Optional<Span<BigDecimal>> numberAt(int i) {
        return new Numbers(clause.tongue.words())
                .at(clause.tokens, i)
                .filter(number -> clause.isFree(number.from(), number.to()));
    }

    /** "Die letzten drei vollen Monate", "les trois derniers mois pleins": the running one is none of them. */
    private TimePart stretch(String mark, BigDecimal number, Hit unit, int from, int wholeAt) {
        Optional<Hit> whole = clause.at("whole", wholeAt);
        if (whole.isEmpty() || mark.equals("this")) {
            return rolling(mark, number, unit, from);
        }
        boolean ahead = mark.equals("next");
        String far = unit.meaning() + (ahead ? "+" : "-") + number.intValue();
        String near = unit.meaning() + (ahead ? "+1" : "-1");
        return TimePart.of(
                ahead ? near + ".." + far : far + ".." + near,
                from,
                Math.max(unit.to(), whole.get().to()));
    }

    private static TimePart rolling(String mark, BigDecimal number, Hit unit, int from) {
        String text = (mark.equals("next") ? "next_" : "last_") + number.intValue() + "_" + unit.meaning() + "s";
        return TimePart.of(text, from, unit.to());
    }

    private static TimePart whole(String mark, Hit unit, int from, int to) {
        String word = unit.meaning();
        String text = word.equals("day")
                ? switch (mark) {
                    case "last" -> "yesterday";
                    case "next" -> "tomorrow";
                    default -> "today";
                }
                : mark.equals("before") ? word + "_before" : mark + "_" + word;
        return TimePart.of(text, from, to);
    }
}
