package app.henk.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the known word that somebody meant: one slip in words of five letters and more, two from nine on, and the first
 * letter right.
 */
final class Spelling {

    private static final int SHORTEST = 5;
    private static final int TWO_SLIPS_FROM = 9;

    private final Map<Character, List<String>> byFirstLetter = new HashMap<>();

    Spelling(Collection<String> known) {
        for (String word : known) {
            if (word.length() >= SHORTEST - 1) {
                byFirstLetter
                        .computeIfAbsent(word.charAt(0), letter -> new ArrayList<>())
                        .add(word);
            }
        }
    }

    Optional<String> closest(String word) {
        if (word.length() < SHORTEST || word.length() > 40) {
            return Optional.empty();
        }
        int allowed = word.length() >= TWO_SLIPS_FROM ? 2 : 1;
        String closest = "";
        for (String known : byFirstLetter.getOrDefault(word.charAt(0), List.of())) {
            if (Math.abs(known.length() - word.length()) <= allowed) {
                int slips = slips(word, known, allowed);
                if (slips <= allowed) {
                    if (slips == 0) {
                        return Optional.of(known);
                    }
                    allowed = closest.isEmpty() || slips < allowed ? slips : allowed;
                    closest = closest.isEmpty() || slips < slips(word, closest, 3) ? known : closest;
                }
            }
        }
        return closest.isEmpty() ? Optional.empty() : Optional.of(closest);
    }

    /** Insertions, deletions, changes and swaps of neighbours; more than {@code bound} is told as bound + 1. */
    private static int slips(String a, String b, int bound) {
        int[] two = new int[b.length() + 1];
        int[] one = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            one[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], one[j]) + 1, one[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], two[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > bound) {
                return bound + 1;
            }
            int[] spare = two;
            two = one;
            one = row;
            row = spare;
        }
        return one[b.length()];
    }
}
