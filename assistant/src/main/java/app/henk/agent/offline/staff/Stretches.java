package app.henk.agent.offline.staff;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;

/** Tells of which length a time is and how it lies to today, by its text in the typed query. */
final class Stretches {

    private static final List<String> UNITS = List.of("day", "week", "month", "quarter", "year");

    private Stretches() {}

    /** Whether a condition ends in one day, week, month, quarter or year. */
    static boolean isOne(String unit, String condition) {
        String period = condition.substring(condition.lastIndexOf(' ') + 1);
        return period.matches("(this|last|next)_" + unit)
                || period.matches(unit + "(_before|[+-]\\d+)")
                || switch (unit) {
                    case "day" -> period.matches("\\d{4}-\\d{2}-\\d{2}|today|yesterday|tomorrow");
                    case "week" -> period.matches("\\d{4}-w\\d+");
                    case "month" -> period.matches("\\d{4}-\\d{2}");
                    case "quarter" -> period.matches("\\d{4}-q\\d");
                    case "year" -> period.matches("\\d{4}");
                    default -> false;
                };
    }

    /** The unit that it is one of. */
    static Optional<String> unit(String period) {
        return UNITS.stream().filter(unit -> isOne(unit, period)).findFirst();
    }

    /** Whether it is the one of its length that today lies in. */
    static boolean isRunning(String unit, String period, LocalDate today) {
        return period.equals("this_" + unit)
                || (unit.equals("day") && period.equals("today"))
                || period.equals(written(unit, today));
    }

    /** Whether all of it is still to come. */
    static boolean isToCome(String period, LocalDate today) {
        String first = period.contains("..") ? period.substring(0, period.indexOf("..")) : period;
        return first.matches("tomorrow|next_.*|[a-z]+\\+\\d+")
                || unit(first)
                        .filter(unit -> Character.isDigit(first.charAt(0)))
                        // of one length they stand in the order of their letters
                        .filter(unit -> first.compareTo(written(unit, today)) > 0)
                        .isPresent();
    }

    /** The one that a day lies in. */
    private static String written(String unit, LocalDate day) {
        return switch (unit) {
            case "week" ->
                "%04d-w%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "month" -> "%04d-%02d".formatted(day.getYear(), day.getMonthValue());
            case "quarter" -> "%04d-q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
            case "year" -> "%04d".formatted(day.getYear());
            default -> day.toString();
        };
    }
}
