package app.henk.agent.offline;

import app.henk.agent.offline.Performance.Line;
import app.henk.agent.offline.Performance.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code ./bench dialogues} reports: how much of the written conversations goes as it is written. */
public final class Dialogues {

    private static final String UNSEEN = "measure";

    /** What the engine is built by, and what it is only measured by. */
    private static final List<String> HALVES = List.of("build", UNSEEN);

    private static final int WORST = 3;

    private Dialogues() {}

    /** Plays every conversation. Of what only measures nothing but names and numbers is told. */
    public static void report() {
        try (Stage stage = new Stage()) {
            for (String half : HALVES) {
                report(half, play(half, stage));
            }
            report("further", play("further", stage));
            report("regression", play("", stage));
        }
    }

    static List<Outcome> play(String folder, Stage stage) {
        return Script.in(folder).stream()
                .map(script -> Performance.of(script, stage))
                .toList();
    }

    /** The share of lines after which all was as it should be. */
    static double turnsPassed(List<Outcome> outcomes) {
        return passed(outcomes) / (double) Math.max(1, turns(outcomes));
    }

    /** The share of conversations in which all was, to the end. */
    static double wholePassed(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::isWhole).count() / (double) Math.max(1, outcomes.size());
    }

    private static void report(String half, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            System.out.println("\n" + half + ": nothing written");
            return;
        }
        Map<String, List<Outcome>> byLanguage = outcomes.stream()
                .collect(Collectors.groupingBy(outcome -> outcome.script().group(), TreeMap::new, Collectors.toList()));
        byLanguage.put("all", outcomes);
        System.out.println();
        byLanguage.forEach((language, some) -> System.out.printf(
                Locale.ROOT,
                "%-10s %-4s turns %4d of %4d  %.3f   dialogues %3d of %3d  %.3f%n",
                half,
                language,
                passed(some),
                turns(some),
                turnsPassed(some),
                some.stream().filter(Outcome::isWhole).count(),
                some.size(),
                wholePassed(some)));
        System.out.println("  lines that fail by what was checked: " + kinds(outcomes));
        outcomes.stream()
                .filter(outcome -> !outcome.isWhole())
                .sorted(Comparator.comparingDouble(Dialogues::share))
                .limit(WORST)
                .forEach(outcome -> worst(half, outcome));
    }

    /** How many lines each kind of check has failed: names and numbers only. */
    private static Map<String, Long> kinds(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.lines().stream())
                .flatMap(line -> line.faults().stream().map(Dialogues::kind).distinct())
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(String fault) {
        return fault.startsWith("expected ") || fault.startsWith("called ")
                ? "tools"
                : fault.startsWith("does not say") || fault.startsWith("says /")
                        ? "words"
                        : fault.startsWith("shows ")
                                ? "cards"
                                : fault.startsWith("asks for") || fault.startsWith("answered in")
                                        ? "question or language"
                                        : fault.startsWith("not understood")
                                                ? "intents"
                                                : fault.contains(" instead of ") ? "facts" : "manners";
    }

    private static void worst(String half, Outcome outcome) {
        System.out.printf(
                "  %-40s %d of %d turns%s%n",
                outcome.script().name(),
                outcome.passed(),
                outcome.turns(),
                outcome.ending().isEmpty() ? "" : ", another end");
        if (!half.equals(UNSEEN)) {
            System.out.print(faults(outcome));
        }
    }

    /** Every line that went otherwise, with what was said and heard. */
    static String faults(Outcome outcome) {
        StringBuilder all = new StringBuilder();
        for (Line line : outcome.lines()) {
            if (!line.faults().isEmpty()) {
                all.append("    > ").append(line.said()).append('\n');
                line.faults()
                        .forEach(fault -> all.append("      ").append(fault).append('\n'));
                all.append("      said: ")
                        .append(line.answer().replace("\n", "\n            "))
                        .append("\n      heard: ")
                        .append(line.heard())
                        .append("\n      called: ")
                        .append(line.calls())
                        .append('\n');
            }
        }
        outcome.ending()
                .forEach(fault -> all.append("    at the end: ").append(fault).append('\n'));
        return all.toString();
    }

    private static double share(Outcome outcome) {
        return outcome.passed() / (double) outcome.turns();
    }

    private static long passed(List<Outcome> outcomes) {
        return outcomes.stream().mapToLong(Outcome::passed).sum();
    }

    private static int turns(List<Outcome> outcomes) {
        return outcomes.stream().mapToInt(Outcome::turns).sum();
    }
}
