package app.henk.transfer;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words as people write them in files: with or without accents, spaces, capitals, and with slips. */
final class Spelling {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");
    // below that, one letter makes another word
    private static final int SHORTEST_WITH_A_SLIP = 6;
    private static final int LETTERS_PER_SLIP = 6;

    private Spelling() {}

    /** Lower case, no accents, single spaces. */
    static String plain(String text) {
        String spaced = CAMEL.matcher(text).replaceAll(" ");
        String bare = MARKS.matcher(Normalizer.normalize(spaced, Normalizer.Form.NFKD))
                .replaceAll("");
        return OTHER.matcher(bare.toLowerCase(Locale.ROOT).replace("ß", "ss"))
                .replaceAll(" ")
                .strip();
    }

    static String withoutSpaces(String text) {
        return plain(text).replace(" ", "");
    }

    /** The known word that differs in spaces, signs or accents alone; empty when it is one of them or there is none. */
    static Optional<String> otherwiseSpelt(String text, Collection<String> known) {
        if (known.contains(text)) {
            return Optional.empty();
        }
        String bare = withoutSpaces(text);
        return known.stream()
                .filter(word -> withoutSpaces(word).equals(bare))
                .findFirst()
                // only capitals differ: as good as the same
                .filter(word -> !word.equalsIgnoreCase(text));
    }

    /** The one known word that this is with a slip of the pen; empty when it is one of them, or could be several. */
    static Optional<String> slipOf(String text, Collection<String> known) {
        String bare = withoutSpaces(text);
        if (bare.length() < SHORTEST_WITH_A_SLIP
                || known.stream().anyMatch(word -> withoutSpaces(word).equals(bare))) {
            return Optional.empty();
        }
        List<String> near = known.stream()
                .filter(word -> slips(bare, withoutSpaces(word)) <= bare.length() / LETTERS_PER_SLIP)
                .distinct()
                .limit(2)
                .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    /** Letters to change, add or leave out to get from one to the other. */
    static int slips(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(above + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
