package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A turn of phrase for a command, with gaps: "leg … an".
 *
 * @param parts the words that stand together, with any words between one part and the next
 */
record CommandPattern(List<List<Word>> parts) {

    /** @param participle "annulé" is what somebody has done, "annule" what is to be done */
    record Word(String folded, boolean participle) {

        static Word of(Token token) {
            return new Word(token.folded(), isParticiple(token));
        }

        boolean is(Token token) {
            return folded.equals(token.folded()) && (participle || !isParticiple(token));
        }

        private static boolean isParticiple(Token token) {
            return PARTICIPLE.matcher(token.raw()).find();
        }
    }

    private static final Pattern PARTICIPLE = Pattern.compile("é(e|s|es)?$");

    private static final int WIDEST_GAP = 14;

    static CommandPattern of(String phrase) {
        return new CommandPattern(Arrays.stream(phrase.split("…"))
                .map(part -> Token.of(part).stream().map(Word::of).toList())
                .filter(part -> !part.isEmpty())
                .toList());
    }

    List<String> words() {
        return parts.stream().flatMap(List::stream).map(Word::folded).toList();
    }

    /** The tokens of its first occurrence. */
    Optional<BitSet> in(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            BitSet found = new BitSet();
            if (from(tokens, i, 0, found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private boolean from(List<Token> tokens, int at, int part, BitSet found) {
        List<Word> words = parts.get(part);
        if (!stands(words, tokens, at)) {
            return false;
        }
        found.set(at, at + words.size());
        int end = at + words.size();
        if (part + 1 == parts.size()) {
            return true;
        }
        for (int next = end; next < Math.min(tokens.size(), end + WIDEST_GAP); next++) {
            BitSet rest = new BitSet();
            if (from(tokens, next, part + 1, rest)) {
                found.or(rest);
                return true;
            }
        }
        return false;
    }

    private static boolean stands(List<Word> words, List<Token> tokens, int at) {
        return at + words.size() <= tokens.size()
                && IntStream.range(0, words.size()).allMatch(i -> words.get(i).is(tokens.get(at + i)));
    }
}
