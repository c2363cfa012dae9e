package app.henk.insights;

import app.henk.insights.Period.Unit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How periods are written. */
final class PeriodText {

    /** So far back or ahead a question may look, in units. */
    private static final int FARTHEST = 4000;

    private static final Pattern ROLLING = Pattern.compile("(last|next)_(\\d{1,4})_(day|week|month|quarter|year)s?");
    private static final Pattern OFFSET = Pattern.compile("(day|week|month|quarter|year)([+-]\\d{1,4})");
    private static final Pattern FROM_TODAY = Pattern.compile("today([+-]\\d{1,4})([dwmqy])");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-q([1-4])");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-w(\\d{2})");
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Map<String, Period> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("today", new Period.Whole(Unit.DAY, 0));
        NAMED.put("yesterday", new Period.Whole(Unit.DAY, -1));
        NAMED.put("tomorrow", new Period.Whole(Unit.DAY, 1));
        for (Unit unit : List.of(Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)) {
            NAMED.put("this_" + unit.key(), new Period.Whole(unit, 0));
            NAMED.put("last_" + unit.key(), new Period.Whole(unit, -1));
            NAMED.put("next_" + unit.key(), new Period.Whole(unit, 1));
            NAMED.put(unit.key() + "_before", new Period.Whole(unit, -2));
        }
        NAMED.put("previous", new Period.Previous());
        // what lies a year earlier; "year_before" is the year before last
        NAMED.put("a_year_earlier", new Period.YearBefore());
    }

    private PeriodText() {}

    static List<String> names() {
        return List.copyOf(NAMED.keySet());
    }

    /** Empty when it is no period; a range is written {@code a..b}. */
    static Optional<Period> parse(String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length == 2) {
            return single(ends[0]).flatMap(first -> single(ends[1]).map(last -> new Period.Between(first, last)));
        }
        return ends.length == 1 ? single(text) : Optional.empty();
    }

    private static Optional<Period> single(String text) {
        Period named = NAMED.get(text);
        return named != null ? Optional.of(named) : relative(text).or(() -> fixed(text));
    }

    private static Optional<Period> relative(String text) {
        Matcher rolling = ROLLING.matcher(text);
        if (rolling.matches()) {
            int amount = Integer.parseInt(rolling.group(2));
            int signed = rolling.group(1).equals("last") ? -amount : amount;
            return amount == 0 || amount > FARTHEST
                    ? Optional.empty()
                    : Optional.of(new Period.Rolling(unit(rolling.group(3)), signed));
        }
        Matcher offset = OFFSET.matcher(text);
        if (offset.matches()) {
            return far(offset.group(2)).map(amount -> new Period.Whole(unit(offset.group(1)), amount));
        }
        Matcher fromToday = FROM_TODAY.matcher(text);
        return fromToday.matches()
                ? far(fromToday.group(1)).map(amount -> new Period.FromToday(letter(fromToday.group(2)), amount))
                : Optional.empty();
    }

    private static Optional<Integer> far(String signed) {
        int amount = Integer.parseInt(signed);
        return Math.abs(amount) > FARTHEST ? Optional.empty() : Optional.of(amount);
    }

    private static Optional<Period> fixed(String text) {
        try {
            Matcher m;
            if ((m = YEAR.matcher(text)).matches()) {
                return Optional.of(new Period.Fixed(Unit.YEAR, LocalDate.of(number(m, 1), 1, 1)));
            } else if ((m = QUARTER.matcher(text)).matches()) {
                return Optional.of(new Period.Fixed(Unit.QUARTER, LocalDate.of(number(m, 1), number(m, 2) * 3 - 2, 1)));
            } else if ((m = MONTH.matcher(text)).matches()) {
                return Optional.of(new Period.Fixed(Unit.MONTH, LocalDate.of(number(m, 1), number(m, 2), 1)));
            } else if ((m = WEEK.matcher(text)).matches()) {
                return week(number(m, 1), number(m, 2));
            } else if ((m = DAY.matcher(text)).matches()) {
                return Optional.of(Period.day(LocalDate.of(number(m, 1), number(m, 2), number(m, 3))));
            }
            return Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Empty for the week 53 of a year that has 52. */
    private static Optional<Period> week(int year, int week) {
        LocalDate start = LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(DayOfWeek.MONDAY);
        return start.get(IsoFields.WEEK_BASED_YEAR) == year
                ? Optional.of(new Period.Fixed(Unit.WEEK, start))
                : Optional.empty();
    }

    static String print(Period period) {
        return switch (period) {
            case Period.Whole(Unit unit, int offset) -> named(period).orElseGet(() -> unit.key() + signed(offset));
            case Period.Rolling(Unit unit, int amount) ->
                (amount < 0 ? "last_" : "next_") + Math.abs(amount) + "_" + unit.key() + "s";
            case Period.FromToday(Unit unit, int amount) ->
                "today" + signed(amount) + unit.key().charAt(0);
            case Period.Fixed(Unit unit, LocalDate start) -> fixed(unit, start);
            case Period.Between(Period first, Period last) -> print(first) + ".." + print(last);
            case Period.Previous _, Period.YearBefore _ -> named(period).orElseThrow();
        };
    }

    private static Optional<String> named(Period period) {
        return NAMED.entrySet().stream()
                .filter(entry -> entry.getValue().equals(period))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String fixed(Unit unit, LocalDate start) {
        return switch (unit) {
            case DAY -> start.toString();
            case WEEK ->
                "%04d-w%02d"
                        .formatted(start.get(IsoFields.WEEK_BASED_YEAR), start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> "%04d-%02d".formatted(start.getYear(), start.getMonthValue());
            case QUARTER -> "%04d-q%d".formatted(start.getYear(), start.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> "%04d".formatted(start.getYear());
        };
    }

    private static String signed(int amount) {
        return (amount < 0 ? "-" : "+") + Math.abs(amount);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static Unit unit(String key) {
        return unit(key, Unit::key);
    }

    private static Unit letter(String letter) {
        return unit(letter, unit -> unit.key().substring(0, 1));
    }

    private static Unit unit(String written, Function<Unit, String> form) {
        return Arrays.stream(Unit.values())
                .filter(unit -> form.apply(unit).equals(written))
                .findFirst()
                .orElseThrow();
    }
}
