package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/** Tells whether a sum is the most or the least that somebody spends: "nicht über 2000", "ab 1000", "1500 max". */
final class Bounds {

    private static final int REACH = 4;
    /** "Mehr als 900 Euro kann ich von meiner Rente nicht abzwacken." */
    private static final int CLAUSE = 9;

    private final Words words;

    Bounds(Words words) {
        this.words = words;
    }

    /** "Mehr als 1200 gebe ich nicht aus." */
    boolean denied(List<Token> tokens, int end) {
        for (int i = end; i < Math.min(tokens.size(), end + CLAUSE); i++) {
            if (".!?;,".contains(tokens.get(i).folded())) {
                return false;
            }
            Optional<Lookup.Hit> no = words.of("negation.before").at(tokens, i);
            if (no.isPresent()) {
                // "nicht unter 1000 und nicht über 1500": the second no is of the second sum
                return !words.of("money.bounds").has(tokens, i + no.get().length());
            }
        }
        return false;
    }

    /** "2000 höchstens". */
    Optional<String> behind(List<Token> tokens, int end) {
        return words.of("money.behind").at(tokens, end).map(Lookup.Hit::value);
    }

    /** The bound in front of the number; a negation turns it round: "nicht über 2000" is an upper bound. */
    Optional<String> bound(List<Token> tokens, int from) {
        for (int end = from; end > Math.max(0, from - REACH); end--) {
            Optional<Lookup.Hit> hit = words.of("money.bounds").before(tokens, end);
            if (hit.isPresent()) {
                int start = end - hit.get().length();
                // right before it: in "kein Blau, höchstens 1500" the no belongs to the blue
                boolean negated =
                        words.of("negation.before").before(tokens, start).isPresent()
                                || (hit.get().value().equals("above") && deniedBefore(tokens, start));
                return Optional.of(
                        negated ? opposite(hit.get().value()) : hit.get().value());
            }
        }
        return Optional.empty();
    }

    /** "I would not want to go over 1200." */
    private boolean deniedBefore(List<Token> tokens, int start) {
        for (int i = start; i > Math.max(0, start - REACH) && !tokens.get(i - 1).isMark(); i--) {
            if (words.of("negation.before").before(tokens, i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static String opposite(String bound) {
        return switch (bound) {
            case "above" -> "below";
            case "below" -> "above";
            default -> bound;
        };
    }
}
