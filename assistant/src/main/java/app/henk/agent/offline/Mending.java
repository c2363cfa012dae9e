package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads "dinstag" as Tuesday and "nciht" as not: words that carry a fact or turn one round, with a slip in them. */
final class Mending {

    private static final int SHORTEST = 4;
    private static final int LONGEST_NAME = 5;
    private static final List<String> CARRYING = List.of(
            "date.months",
            "date.weekdays",
            "date.days",
            "date.units",
            "date.parts",
            "date.next",
            "date.after_next",
            "date.feasts",
            "date.seasons",
            "negation.before",
            "money.bounds.below",
            "money.bounds.above",
            "money.bounds.about",
            "money.currency",
            "money.words",
            "numbers",
            "pick",
            "time.parts");

    /** By their first letter: a slip rarely touches it. */
    private final Map<Character, Set<String>> carrying = new TreeMap<>();

    private final Map<Character, Set<String>> common = new TreeMap<>();
    private final String language;
    private final Set<String> known;
    private final Set<String> stems = new HashSet<>();

    /** @param known words that are right as they are */
    Mending(Words words, Set<String> known) {
        this.language = words.language();
        this.known = known;
        CARRYING.forEach(path -> words.of(path).phrases().forEach(word -> keep(word, carrying)));
        known.forEach(word -> keep(word, common));
        known.forEach(word -> stems.add(Stems.stem(word, language)));
    }

    private static void keep(String word, Map<Character, Set<String>> words) {
        if (word.length() >= SHORTEST && word.indexOf(' ') < 0) {
            words.computeIfAbsent(word.charAt(0), c -> new TreeSet<>()).add(word);
        }
    }

    /** @param apart tokens that are names and addresses, whatever they look like */
    List<Token> mended(List<Token> tokens, BitSet apart, Concepts concepts) {
        List<Token> mended = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            mended.add(
                    apart.get(i) || (i > 0 && isName(token))
                            ? token
                            : meant(token, concepts)
                                    .map(word -> new Token(token.raw(), word, token.start(), token.end()))
                                    .orElse(token));
        }
        return mended;
    }

    /** "Marc" is no March; in German every noun is written like a name. */
    private boolean isName(Token token) {
        return !language.equals("de") && token.isCapitalised() && token.folded().length() <= LONGEST_NAME;
    }

    private Optional<String> meant(Token token, Concepts concepts) {
        String word = token.folded();
        if (!token.isWord() || word.length() < SHORTEST || known.contains(word) || concepts.isWord(word)) {
            return Optional.empty();
        }
        return nearest(word, carrying)
                .filter(meant -> !isEnding(word, meant))
                .or(() -> stems.contains(Stems.stem(word, language)) || concepts.isLike(word, language)
                        ? Optional.empty()
                        : likelier(word, concepts.mended(word, language), nearest(word, common)));
    }

    /** "Nichte" is no slip in "nicht": what goes on behind a whole word is an ending or another word. */
    private static boolean isEnding(String word, String meant) {
        return word.startsWith(meant) && word.charAt(word.length() - 1) != meant.charAt(meant.length() - 1);
    }

    /** A word of the trade, unless a common one is closer or lacks no more than a doubled letter: "schnel". */
    private static Optional<String> likelier(String word, Optional<String> trade, Optional<String> small) {
        boolean closer = trade.isPresent()
                && small.isPresent()
                && (Spelling.distance(word, small.get(), 2) < Spelling.distance(word, trade.get(), 2)
                        || single(word).equals(single(small.get())));
        return closer ? small : trade.or(() -> small);
    }

    private static String single(String word) {
        return word.replaceAll("(\\p{L})\\1", "$1");
    }

    private static Optional<String> nearest(String word, Map<Character, Set<String>> words) {
        int allowed = word.length() < 9 ? 1 : 2;
        String best = "";
        int least = allowed + 1;
        for (String candidate : words.getOrDefault(word.charAt(0), Set.of())) {
            int distance = Spelling.distance(word, candidate, allowed);
            boolean likelier = distance == least && isSwap(word, candidate) && !isSwap(word, best);
            if (distance < least || likelier) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** The commonest slip: all the letters are there. */
    private static boolean isSwap(String word, String other) {
        return word.length() == other.length()
                && Arrays.equals(
                        word.chars().sorted().toArray(), other.chars().sorted().toArray());
    }
}
