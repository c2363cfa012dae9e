package app.henk.agent.offline.staff;

import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts slips of the pen right where a word is neither the language's nor one of the tenant's names. */
final class Spellcheck {

    private static final int SHORTEST = 4;

    private final Tongue tongue;

    Spellcheck(Tongue tongue) {
        this.tongue = tongue;
    }

    List<Token> corrected(List<Token> tokens) {
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
                Optional<String> word = tongue.lexicon().corrected(token.folded());
                word.ifPresent(right -> corrected.set(at, new Token(token.raw(), right, token.start(), token.end())));
            }
        }
        return corrected;
    }
}
