package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/** Whether a word is meant with its sign turned round: "kein Blau", "blau lieber nicht", "pas de rayures". */
final class Negation {

    private static final int REACH = 4;

    private final Words words;
    private final List<Token> tokens;

    Negation(Words words, List<Token> tokens) {
        this.words = words;
        this.tokens = tokens;
    }

    boolean covers(int from, int to) {
        return before(from) || after(to);
    }

    /** A negator in front in the same clause; "oder", "und", "ni" carry it on to the next word. */
    private boolean before(int from) {
        for (int i = from - 1, seen = 0; i >= 0 && seen < REACH; i--) {
            if (idiomEndsAt(i)) {
                return false;
            }
            if (words.of("negation.before").before(tokens, i + 1).isPresent()) {
                return true;
            }
            if (endsScope(i)) {
                return false;
            }
            if (tokens.get(i).folded().equals(",") && (from - i > 2 || !listed(from))) {
                return false;
            }
            seen += words.of("negation.carries").has(tokens, i)
                            || tokens.get(i).folded().equals(",")
                    ? 0
                    : 1;
        }
        return false;
    }

    /** "Kein Blau, Grün oder Rot" denies all three, "kein Grün, Blau" wants blue. */
    private boolean listed(int from) {
        for (int i = from + 1; i < tokens.size() && !tokens.get(i).endsSentence(); i++) {
            if (words.of("negation.list").has(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean after(int to) {
        for (int i = to; i < tokens.size() && i < to + REACH + 1; i++) {
            if (words.of("negation.idioms").has(tokens, i)
                    || words.of("negation.before_only").has(tokens, i)) {
                return false;
            }
            // "dans le jardin et pas de lin" denies what comes
            boolean anotherBegins = words.of("negation.list").has(tokens, i)
                    && words.of("negation.before").has(tokens, i + 1);
            if (anotherBegins) {
                return false;
            }
            if (words.of("negation.gone").has(tokens, i)) {
                return true;
            }
            if (words.of("negation.after").has(tokens, i)) {
                return nothingElseMeant(i);
            }
            if (i == to && isTooMuch(i)) {
                return true;
            }
            if (tokens.get(i).isMark() || endsScope(i)) {
                return tokens.get(i).folded().equals(",") && deniedAfterwards(i + 1);
            }
        }
        return false;
    }

    /** "Schwarz ist mir zu streng", but not "der blaue ist mir zu hell", which is said of how it looks. */
    private boolean isTooMuch(int at) {
        return words.of("negation.too_much")
                .at(tokens, at)
                .filter(hit -> at + hit.length() < tokens.size()
                        && !words.of("negation.measurable").has(tokens, at + hit.length()))
                .isPresent();
    }

    /** "Meine Frau trägt Creme, das geht also nicht." */
    private boolean deniedAfterwards(int from) {
        Optional<Lookup.Hit> it = words.of("negation.it").at(tokens, from);
        int at = from + it.map(Lookup.Hit::length).orElse(0);
        for (int i = at;
                it.isPresent()
                        && i < tokens.size()
                        && i < at + REACH
                        && !tokens.get(i).isMark();
                i++) {
            if (tokens.get(i).isCapitalised()) {
                // "lieber Grün, das Rot lassen wir" speaks of another one
                return false;
            }
            if (words.of("negation.after").has(tokens, i)) {
                return nothingElseMeant(i);
            }
        }
        return false;
    }

    /** "blau nicht grau" negates grau, "blau nicht" negates blau. */
    private boolean nothingElseMeant(int at) {
        int end = at + words.of("negation.after").at(tokens, at).orElseThrow().length();
        return end >= tokens.size()
                || tokens.get(end).isMark()
                || endsScope(end)
                || words.of("negation.list").has(tokens, end)
                || words.of("negation.close").has(tokens, end);
    }

    private boolean endsScope(int i) {
        return tokens.get(i).endsSentence() || words.of("negation.ends").has(tokens, i);
    }

    private boolean idiomEndsAt(int i) {
        return words.of("negation.idioms").before(tokens, i + 1).isPresent();
    }
}
