package app.henk.agent.offline.staff;

/** Tells of which length a time is, by its text in the typed query. */
final class Stretches {

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
}
