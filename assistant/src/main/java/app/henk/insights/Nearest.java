package app.henk.insights;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which of some names come nearest to a word that is none of them. */
final class Nearest {

    private static final int MOST = 3;
    private static final double ALIKE = 0.2;
    /** In shorter words one letter makes another word. */
    private static final int SHORTEST_SLIP = 6;

    private Nearest() {}

    /** By shared trigrams, the nearest first, at most three; none when nothing is alike. */
    static List<String> to(String word, Collection<String> names) {
        Set<String> wanted = trigrams(word);
        record Scored(String name, double likeness) {}
        return names.stream()
                .distinct()
                .map(name -> new Scored(name, likeness(wanted, trigrams(name))))
                .filter(scored -> scored.likeness() >= ALIKE)
                .sorted(Comparator.comparingDouble(Scored::likeness).reversed().thenComparing(Scored::name))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    /** Without case, accents, blanks and punctuation: how two spellings of one name are the same. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Whether two words differ by one letter: left out, added, changed or swapped with its neighbour. */
    static boolean slipped(String one, String other) {
        String a = folded(one);
        String b = folded(other);
        if (Math.min(a.length(), b.length()) < SHORTEST_SLIP || Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        String restA = a.substring(same);
        String restB = b.substring(same);
        boolean swapped = restA.length() > 1
                && restB.length() > 1
                && restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && rest(restA, 2).equals(rest(restB, 2));
        return swapped
                || rest(restA, 1).equals(restB)
                || rest(restB, 1).equals(restA)
                || rest(restA, 1).equals(rest(restB, 1));
    }

    private static String rest(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }

    private static Set<String> trigrams(String text) {
        String padded = "^" + folded(text) + "$";
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + 2 <= padded.length(); i++) {
            grams.add(padded.substring(i, Math.min(i + 3, padded.length())));
        }
        return grams;
    }

    private static double likeness(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return shared / (double) (one.size() + other.size() - shared);
    }
}
