package app.henk.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes German compounds apart by a list of their parts: Hochzeitsanzug is hochzeit and anzug. */
final class Compounds {

    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_HEAD = 4;
    private static final int LONGEST_WORD = 60;
    private static final List<String> LINKS = List.of("", "s", "es", "n", "en", "e");
    private static final List<String> ENDINGS = List.of("", "e", "s", "n", "en", "er", "em", "es", "ern");

    private final Set<String> parts = new HashSet<>();

    Compounds(Iterable<String> parts) {
        for (String part : parts) {
            String folded = Letters.fold(part);
            if (folded.length() >= SHORTEST_PART) {
                this.parts.add(folded);
            }
        }
    }

    /** The fewest parts that make up the whole word, two at least; empty when it cannot be made up of known ones. */
    List<String> split(String word) {
        int length = word.length();
        if (length < 2 * SHORTEST_PART || length > LONGEST_WORD) {
            return List.of();
        }
        // best[i]: the shortest way to make up word[0, i)
        @Nullable List<String>[] best = newTable(length + 1);
        best[0] = List.of();
        for (int from = 0; from < length; from++) {
            List<String> before = best[from];
            if (before != null) {
                extend(word, from, before, best);
            }
        }
        List<String> whole = best[length];
        return whole == null || whole.size() < 2 ? List.of() : whole;
    }

    /** The longest known part at the end of a word whose beginning is not known: the rabatt in Mengenrabatt. */
    Optional<String> head(String word) {
        for (int from = SHORTEST_PART; from <= word.length() - SHORTEST_HEAD && word.length() <= LONGEST_WORD; from++) {
            for (String ending : ENDINGS) {
                if (word.endsWith(ending) && word.length() - ending.length() - from >= SHORTEST_HEAD) {
                    String head = word.substring(from, word.length() - ending.length());
                    if (parts.contains(head)) {
                        return Optional.of(head);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void extend(String word, int from, List<String> before, @Nullable List<String>[] best) {
        for (int to = from + SHORTEST_PART; to <= word.length(); to++) {
            String part = word.substring(from, to);
            if (!parts.contains(part)) {
                continue;
            }
            List<String> with = new ArrayList<>(before);
            with.add(part);
            for (String link : LINKS) {
                offer(word, to, link, with, best);
            }
            String rest = word.substring(to);
            if (ENDINGS.contains(rest)) {
                keep(best, word.length(), with);
            }
        }
    }

    private static void offer(String word, int to, String link, List<String> with, @Nullable List<String>[] best) {
        if (word.startsWith(link, to) && to + link.length() < word.length()) {
            keep(best, to + link.length(), with);
        }
    }

    private static void keep(@Nullable List<String>[] best, int at, List<String> with) {
        List<String> known = best[at];
        if (known == null || with.size() < known.size()) {
            best[at] = with;
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<String>[] newTable(int size) {
        @Nullable List<String>[] table = (List<String>[]) new List<?>[size];
        Arrays.fill(table, null);
        return table;
    }
}
