package app.henk.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads plans out of PostgreSQL's log. */
final class Plans {

    private static final Pattern PLAN = Pattern.compile(
            "duration: ([\\d.]+) ms  plan:\\s*\\n(.*?)(?=\\n\\d{4}-\\d\\d-\\d\\d |\\z)", Pattern.DOTALL);
    private static final int LONGEST_STATEMENT = 2_000;

    private Plans() {}

    /** Of the statements that read a table, the slowest first. */
    static List<String> in(String log) {
        record Found(double millis, String text) {}
        List<Found> all = new ArrayList<>();
        Matcher plans = PLAN.matcher(log);
        while (plans.find()) {
            String text = plans.group(2).strip();
            if (text.contains("Scan")) {
                all.add(new Found(Double.parseDouble(plans.group(1)), shortened(text)));
            }
        }
        return all.stream()
                .sorted((one, other) -> Double.compare(other.millis(), one.millis()))
                .limit(4)
                .map(found -> found.millis() + " ms\n" + found.text())
                .toList();
    }

    private static String shortened(String text) {
        int plan = text.indexOf("(cost=");
        int start = plan < 0 ? 0 : text.lastIndexOf('\n', plan);
        return start <= LONGEST_STATEMENT ? text : text.substring(0, LONGEST_STATEMENT) + " …" + text.substring(start);
    }
}
