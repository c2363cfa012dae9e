package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds what is for sale where it is called by its name: the whole of it, or a word that only one of them has. */
final class GoodsNames {

    /** Shorter words are too much like others for a slip, or to stand for a whole name. */
    private static final int LETTERS = 5;

    private record Name(String written, List<String> words) {}

    private final List<Name> names;

    /** @param names as the catalogue writes them */
    GoodsNames(Set<String> names) {
        this.names = names.stream()
                .sorted()
                .map(name -> new Name(
                        name,
                        Token.of(name).stream()
                                .filter(token -> !token.isMark())
                                .map(Token::folded)
                                .toList()))
                .filter(name -> !name.words().isEmpty())
                .toList();
    }

    /**
     * In the order of the message.
     *
     * @param common words that mean something by themselves: one of them alone names nothing
     */
    List<Span<String>> find(List<Token> tokens, Predicate<String> common) {
        List<Span<String>> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Span<String>> name = at(tokens, i, common);
            if (name.isPresent()) {
                found.add(name.get());
                i = name.get().to() - 1;
            }
        }
        return found;
    }

    private Optional<Span<String>> at(List<Token> tokens, int i, Predicate<String> common) {
        return names.stream()
                .filter(name -> name.words().size() > 1 && standsAt(name, tokens, i))
                .max((one, other) -> one.words().size() - other.words().size())
                .map(name -> new Span<>(name.written(), i, i + name.words().size()))
                .or(() -> byOneWord(tokens.get(i), common).map(name -> new Span<>(name.written(), i, i + 1)));
    }

    private static boolean standsAt(Name name, List<Token> tokens, int i) {
        return i + name.words().size() <= tokens.size()
                && IntStream.range(0, name.words().size())
                        .allMatch(at ->
                                isSame(tokens.get(i + at).folded(), name.words().get(at)));
    }

    /** "La Sternwarte": one word says it when no other name has it and it means nothing else. */
    private Optional<Name> byOneWord(Token token, Predicate<String> common) {
        String said = token.folded();
        if (!token.isWord() || said.length() < LETTERS || common.test(said)) {
            return Optional.empty();
        }
        List<Name> having = names.stream()
                .filter(name -> name.words().contains(said) && !common.test(said))
                .toList();
        return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
    }

    private static boolean isSame(String said, String word) {
        return said.equals(word)
                || (word.length() >= LETTERS && said.length() >= LETTERS && Spelling.distance(said, word, 1) <= 1);
    }
}
