package app.henk.agent.offline;

import java.util.List;
import java.util.stream.Stream;

/** How far two spellings are apart. */
public final class Spelling {

    private static final List<String> ALIKE =
            List.of("fv", "vw", "fp", "ck", "cs", "sz", "dt", "bp", "gk", "gj", "ij", "ae", "iy");

    private Spelling() {}

    /** How many slips a word of this length may have and still be told. */
    public static int allowed(String word) {
        return word.length() < 5 ? 0 : word.length() < 8 ? 1 : 2;
    }

    /** Letters that are written for one another at the beginning of a word. */
    static Stream<Character> soundsLike(char letter) {
        return ALIKE.stream()
                .filter(pair -> pair.indexOf(letter) >= 0)
                .map(pair -> pair.charAt(pair.indexOf(letter) == 0 ? 1 : 0));
    }

    /**
     * Insertions, deletions, replacements and swaps of neighbours.
     *
     * @return more than {@code most} as soon as that is certain
     */
    public static int distance(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] before = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            before = last;
            last = row;
        }
        return last[other.length()];
    }
}
