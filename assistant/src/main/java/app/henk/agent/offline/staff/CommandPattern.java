package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A turn of phrase for a command, with gaps: "leg … an".
 *
 * @param parts the folded words that stand together, with any words between one part and the next
 */
record CommandPattern(List<List<String>> parts) {

    private static final int WIDEST_GAP = 14;

    static CommandPattern of(String phrase) {
        return new CommandPattern(Arrays.stream(phrase.split("…"))
                .map(part -> Token.of(part).stream().map(Token::folded).toList())
                .filter(part -> !part.isEmpty())
                .toList());
    }

    List<String> words() {
        return parts.stream().flatMap(List::stream).toList();
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
        List<String> words = parts.get(part);
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

    private static boolean stands(List<String> words, List<Token> tokens, int at) {
        if (at + words.size() > tokens.size()) {
            return false;
        }
        List<String> here = new ArrayList<>();
        tokens.subList(at, at + words.size()).forEach(token -> here.add(token.folded()));
        return here.equals(words);
    }
}
