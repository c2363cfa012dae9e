package app.henk.agent.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts "Dienstagnachmittag" into its day and its part of the day, and what was run together. */
final class Compounds {

    private static final int SHORTEST = 4;

    private Compounds() {}

    static List<Token> split(List<Token> tokens, Words words) {
        List<Token> split = new ArrayList<>();
        for (Token token : tokens) {
            Optional<String> whole = words.of("contractions").exactly(token.folded());
            if (whole.isPresent()) {
                written(token, whole.get(), split);
                continue;
            }
            cut(token, words)
                    .ifPresentOrElse(
                            at -> {
                                split.add(part(token, 0, at));
                                split.add(part(token, at, token.raw().length()));
                            },
                            () -> split.add(token));
        }
        return split;
    }

    /** "im" is "I am" where nobody writes the apostrophe. */
    private static void written(Token token, String whole, List<Token> to) {
        int at = token.start();
        for (String word : whole.split(" ")) {
            to.add(new Token(token.raw(), word, at, Math.min(at + 1, token.end())));
            at++;
        }
    }

    private static Optional<Integer> cut(Token token, Words words) {
        for (int at = SHORTEST; at <= token.raw().length() - SHORTEST && token.isWord(); at++) {
            boolean day = words.of("date.weekdays")
                    .exactly(Token.fold(token.raw().substring(0, at)))
                    .isPresent();
            if (day
                    && words.of("time.parts")
                            .exactly(Token.fold(token.raw().substring(at)))
                            .isPresent()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Token part(Token token, int from, int to) {
        String raw = token.raw().substring(from, to);
        return new Token(raw, Token.fold(raw), token.start() + from, token.start() + to);
    }
}
