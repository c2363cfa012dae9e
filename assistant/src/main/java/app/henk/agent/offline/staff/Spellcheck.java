package app.henk.agent.offline.staff;

import app.henk.agent.offline.Numbers;
import app.henk.agent.offline.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts slips of the pen right where a word is neither the language's nor one of the tenant's names. */
final class Spellcheck {

    private static final int SHORTEST = 4;
    private static final int SHORTEST_TEAM = 3;
    /** What has a capital and is no name. */
    private static final Set<String> CALENDAR = Set.of("months", "weekdays");

    private static final String VOWELS = "aeiouyh";
    private static final Pattern SWALLOWED = Pattern.compile("g[^aeiouy].+");

    private final Tongue tongue;
    private final Numbers numbers;

    Spellcheck(Tongue tongue) {
        this.tongue = tongue;
        this.numbers = new Numbers(tongue.words());
    }

    List<Token> corrected(List<Token> written) {
        List<Token> tokens = withoutStops(written).stream().flatMap(this::parts).toList();
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
                    && token.folded().length() >= SHORTEST
                    && numbers.at(tokens, i).isEmpty()
                    && !tongue.lexicon().knows(token)) {
                Optional<String> word = swallowed(token)
                        .or(() -> tongue.lexicon().corrected(token.folded(), token.isCapitalised() && at > 0));
                word.filter(right -> !proper || tongue.lexicon().hasIn(CALENDAR::contains, right))
                        .ifPresent(
                                right -> corrected.set(at, new Token(token.raw(), right, token.start(), token.end())));
            }
        }
        return corrected;
    }

    /** "Gmacht", "gholt": in the South of the German lands the e of a participle is not spoken. */
    private Optional<String> swallowed(Token token) {
        String whole = "ge" + token.folded().substring(1);
        return SWALLOWED.matcher(token.folded()).matches()
                        && tongue.lexicon().language().equals("de")
                        && tongue.lexicon().hasExactly(new Token(whole, whole, token.start(), token.end()))
                ? Optional.of(whole)
                : Optional.empty();
    }

    /** "Umsatz ggü. Vorjahr" is one sentence. */
    private List<Token> withoutStops(List<Token> written) {
        return IntStream.range(0, written.size())
                .filter(i -> i == 0
                        || i + 1 == written.size()
                        || !written.get(i).folded().equals(".")
                        || !is("abbreviation", written.get(i - 1)))
                .mapToObj(written::get)
                .toList();
    }

    /** "Softwarefirmen" are firms of that sector, "Westregion" is a team; "daffaires" lacks its apostrophe. */
    private Stream<Token> parts(Token token) {
        if (token.isWord() && !tongue.lexicon().hasExactly(token)) {
            for (int at = 1; at <= token.raw().length() - SHORTEST; at++) {
                Token first = part(token, 0, at);
                Token last = part(token, at, token.raw().length());
                boolean compound = (at >= SHORTEST && is("compound_tail", last) && is("value.sector", first))
                        || (is("months", first) && is("measure", last))
                        || (at >= SHORTEST_TEAM && is("team_tail", last) && is("value.team", first));
                if (compound || isElided(token, first, last)) {
                    return Stream.of(first, last);
                }
            }
        }
        return Stream.of(token);
    }

    /** Never of what may be a name: "Lactive" is no active one. */
    private boolean isElided(Token whole, Token first, Token last) {
        return is("elided", first)
                && !whole.isCapitalised()
                && tongue.names().find(List.of(whole), tongue.lexicon()::knows).isEmpty()
                && VOWELS.indexOf(last.folded().charAt(0)) >= 0
                && tongue.lexicon().hasExactly(last);
    }

    private boolean is(String section, Token token) {
        return tongue.lexicon().at(section, List.of(token), 0).isPresent();
    }

    private static Token part(Token whole, int from, int to) {
        String raw = whole.raw().substring(from, to);
        return new Token(raw, Token.fold(raw), whole.start() + from, whole.start() + to);
    }
}
