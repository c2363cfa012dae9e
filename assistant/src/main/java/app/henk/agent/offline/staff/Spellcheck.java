package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts slips of the pen right where a word is neither the language's nor one of the tenant's names. */
final class Spellcheck {

    private static final int SHORTEST = 4;

    private final Tongue tongue;

    Spellcheck(Tongue tongue) {
        this.tongue = tongue;
    }

    List<Token> corrected(List<Token> written) {
        List<Token> tokens = written.stream().flatMap(this::parts).toList();
        List<Token> corrected = new ArrayList<>(tokens);
        List<Names.Named> names = tongue.names().find(tokens, tongue.lexicon()::knows);
        for (int i = 0; i < tokens.size(); i++) {
            int at = i;
            Token token = tokens.get(i);
            boolean name = names.stream().anyMatch(named -> named.from() <= at && named.to() > at);
            // a capital letter within a sentence makes it a name, where nouns have none
            boolean proper = token.isCapitalised()
                    && i > 0
                    && !tongue.lexicon().language().equals("de");
            if (!name
                    && !proper
                    && token.folded().length() >= SHORTEST
                    && !tongue.lexicon().knows(token)) {
                Optional<String> word = tongue.lexicon().corrected(token.folded(), token.isCapitalised() && i > 0);
                word.ifPresent(right -> corrected.set(at, new Token(token.raw(), right, token.start(), token.end())));
            }
        }
        return corrected;
    }

    /** "Softwarefirmen" are firms of that sector. */
    private Stream<Token> parts(Token token) {
        if (token.isWord() && !tongue.lexicon().hasExactly(token)) {
            for (int at = SHORTEST; at <= token.raw().length() - SHORTEST; at++) {
                Token first = part(token, 0, at);
                Token last = part(token, at, token.raw().length());
                boolean split =
                        tongue.lexicon().at("compound_tail", List.of(last), 0).isPresent()
                                && tongue.lexicon()
                                        .at("value.sector", List.of(first), 0)
                                        .isPresent();
                if (split) {
                    return Stream.of(first, last);
                }
            }
        }
        return Stream.of(token);
    }

    private static Token part(Token whole, int from, int to) {
        String raw = whole.raw().substring(from, to);
        return new Token(raw, Token.fold(raw), whole.start() + from, whole.start() + to);
    }
}
