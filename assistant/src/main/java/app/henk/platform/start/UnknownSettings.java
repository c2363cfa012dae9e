package app.henk.platform.start;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds variables that look like Henk's and are not: mostly one that was misspelt and therefore has no effect. */
final class UnknownSettings {

    private UnknownSettings() {}

    /** One sentence for each, with the name that was probably meant. */
    static List<String> among(Collection<String> environment) {
        List<String> known = Setting.all().stream().map(Setting::name).toList();
        return environment.stream()
                .filter(name -> name.startsWith("HENK_") && !known.contains(name))
                .sorted()
                .map(name -> name + " is not a setting of Henk and has no effect; did you mean " + nearest(name, known)
                        + "?")
                .toList();
    }

    private static String nearest(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElseThrow();
    }

    /** How many letters must be changed, added or taken away (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
