package app.henk.agent.offline.staff;

import app.henk.agent.offline.Spelling;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells which word of a language a misspelt one was meant to be. */
final class Slips {

    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_WORD = 30;
    private static final int SHORTEST_CORRECTED = 5;
    /** From here on two slips leave no doubt which word is meant: "verdient" is not "verliert". */
    private static final int SURELY_LONG = 10;
    /** From here on a word that says nothing is told behind a slip. */
    private static final int SURELY_MEANT = 7;

    /** Sections whose words are read though they are small. */
    private static final Set<String> READ_SMALL =
            Set.of("lasting", "period.since", "period.until", "period.before_date", "period.after", "operator");

    private static final List<String> NOES = List.of("negation", "negated_behind", "without");

    private final Lexicon lexicon;
    private final TreeSet<String> words = new TreeSet<>();
    /** Those of them that are written with a capital. */
    private final Set<String> nouns = new HashSet<>();

    /** @param lexicon which knows what its words say */
    Slips(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    void word(String folded) {
        if (folded.length() >= SHORTEST_WORD) {
            words.add(folded);
        }
    }

    void noun(String folded) {
        nouns.add(folded);
    }

    /**
     * The word that was probably meant, when it is none of the language's own. Never a no: what was not said is not taken
     * away by a slip.
     *
     * @param noun whether it was written like one
     */
    Optional<String> corrected(String folded, boolean noun) {
        if (folded.length() < SHORTEST_CORRECTED) {
            return swapped(folded);
        }
        int allowed = folded.length() > LONGEST_WORD ? 0 : folded.length() < SURELY_LONG ? 1 : 2;
        String best = "";
        int least = allowed + 1;
        // slips rarely touch the first letter, so a slice of the words is enough
        String first = folded.substring(0, 1);
        for (String word : words.subSet(first, first + Character.MAX_VALUE)) {
            if ((noun && !nouns.contains(word)) || isRisky(word, folded)) {
                continue;
            }
            int distance = allowed == 0 ? 1 : Spelling.distance(folded, word, allowed);
            boolean alike = distance == least && endsAlike(word, folded) && !endsAlike(best, folded);
            if (distance <= allowed && (distance < least || alike) && distance <= Spelling.allowed(word)) {
                least = distance;
                best = word;
            }
        }
        return Optional.of(best).filter(word -> !word.isEmpty());
    }

    /** A no, or a short word that says nothing: too many others look like it. */
    private boolean isRisky(String word, String written) {
        boolean no = lexicon.hasIn(NOES::contains, word);
        boolean little = lexicon.has("small", word) && written.length() < SURELY_MEANT;
        return no || (little && !(word.length() > written.length() && saysMore(word)));
    }

    /** "Depui" is "depuis", which is read: where a letter is left out of a word that says more than that it is small. */
    private boolean saysMore(String word) {
        return lexicon.hasIn(READ_SMALL::contains, word);
    }

    /** Of two words as near, the one with the same ending is meant. */
    private static boolean endsAlike(String word, String written) {
        return !word.isEmpty() && word.charAt(word.length() - 1) == written.charAt(written.length() - 1);
    }

    /** Of short words only two letters in the wrong order are put right. */
    private Optional<String> swapped(String folded) {
        return words.stream()
                .filter(word -> word.length() == folded.length() && word.charAt(0) == folded.charAt(0))
                .filter(word -> Arrays.equals(
                        word.chars().sorted().toArray(), folded.chars().sorted().toArray()))
                .filter(word -> Spelling.distance(folded, word, 1) == 1)
                .findFirst();
    }
}
