package app.henk.agent.offline;

import java.util.Comparator;
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

    private static final int SHORTEST_HEAD = 5;

    private final Map<String, String> meanings = new HashMap<>();
    /** How long the phrases are that begin, and that end, with a word: most words begin none. */
    private final Map<String, Integer> longestFrom = new HashMap<>();

    private final Map<String, Integer> longestTo = new HashMap<>();

    public void put(String phrase, String meaning) {
        List<Token> tokens = Token.of(phrase);
        // a dash alone is no token, but between numbers it is one
        List<String> words = tokens.isEmpty()
                ? List.of(Token.fold(phrase))
                : tokens.stream().map(Token::folded).toList();
        longestFrom.merge(words.getFirst(), words.size(), Math::max);
        longestTo.merge(words.getLast(), words.size(), Math::max);
        meanings.putIfAbsent(String.join(" ", words), meaning);
    }

    /** The longest phrase that begins with token {@code at}. */
    public Optional<Hit> at(List<Token> tokens, int at) {
        int longest = at < 0 || at >= tokens.size()
                ? 0
                : longestFrom.getOrDefault(tokens.get(at).folded(), 0);
        for (int length = Math.min(longest, tokens.size() - at); length > 0; length--) {
            String meaning = meanings.get(joined(tokens, at, at + length));
            if (meaning != null) {
                return Optional.of(new Hit(meaning, length));
            }
        }
        return Optional.empty();
    }

    /** The longest phrase that ends just before token {@code end}. */
    Optional<Hit> before(List<Token> tokens, int end) {
        int longest = end <= 0 || end > tokens.size()
                ? 0
                : longestTo.getOrDefault(tokens.get(end - 1).folded(), 0);
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

    /** What a compound means that begins with one of these: "Videogespräch". */
    Optional<String> beginning(String folded) {
        return meanings.keySet().stream()
                .filter(word -> word.length() >= SHORTEST_HEAD && folded.startsWith(word))
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(meanings::get);
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
