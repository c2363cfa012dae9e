package app.henk.agent.offline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words and phrases with what they mean; the longest one wins. */
public final class Lookup {

    /** A phrase that stands at a place. */
    public record Hit(String value, int length) {}

    private final Map<String, String> meanings = new HashMap<>();
    private int longest;

    public void put(String phrase, String meaning) {
        List<Token> tokens = Token.of(phrase);
        longest = Math.max(longest, Math.max(1, tokens.size()));
        // a dash alone is no token, but between numbers it is one
        String folded = tokens.stream().map(Token::folded).collect(Collectors.joining(" "));
        meanings.putIfAbsent(folded.isEmpty() ? Token.fold(phrase) : folded, meaning);
    }

    /** The longest phrase that begins with token {@code at}. */
    public Optional<Hit> at(List<Token> tokens, int at) {
        for (int length = Math.min(longest, tokens.size() - at); length > 0 && at >= 0; length--) {
            String meaning = meanings.get(joined(tokens, at, at + length));
            if (meaning != null) {
                return Optional.of(new Hit(meaning, length));
            }
        }
        return Optional.empty();
    }

    /** The longest phrase that ends just before token {@code end}. */
    Optional<Hit> before(List<Token> tokens, int end) {
        for (int length = Math.min(longest, end); length > 0; length--) {
            String meaning = meanings.get(joined(tokens, end - length, end));
            if (meaning != null) {
                return Optional.of(new Hit(meaning, length));
            }
        }
        return Optional.empty();
    }

    /** The first phrase anywhere. */
    Optional<Hit> in(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Hit> hit = at(tokens, i);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    /** What all the phrases mean that stand in there, in their order. */
    List<String> values(List<Token> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(i -> at(tokens, i))
                .flatMap(Optional::stream)
                .map(Hit::value)
                .toList();
    }

    public boolean has(List<Token> tokens, int at) {
        return at(tokens, at).isPresent();
    }

    boolean isIn(List<Token> tokens) {
        return in(tokens).isPresent();
    }

    Optional<String> exactly(String folded) {
        return Optional.ofNullable(meanings.get(folded));
    }

    public Set<String> phrases() {
        return Set.copyOf(meanings.keySet());
    }

    static String joined(List<Token> tokens, int from, int to) {
        if (to - from == 1) {
            return tokens.get(from).folded();
        }
        return tokens.subList(from, to).stream().map(Token::folded).collect(Collectors.joining(" "));
    }
}
