package app.henk.agent.offline;

import java.util.List;
import java.util.Optional;

/**
 * Tells what is said of other things from what is said of the wish: the colour of a bride's dress or of one's shoes is no
 * colour that a suit should have.
 */
final class Belonging {

    /** Words between a colour and the thing that has it: "cremefarbenes langes Kleid". */
    private static final int REACH = 3;

    private final Line line;
    private final List<Span<String>> named;

    /** @param named all that the message names */
    Belonging(Line line, List<Span<String>> named) {
        this.line = line;
        this.named = named;
    }

    boolean isQuality(Span<String> hit) {
        return line.setting().consultation().isQuality(hit.value());
    }

    boolean isOthers(Span<String> hit) {
        return isQuality(hit)
                && (leadsTo(hit.to())
                        || isOwnedAlready(hit.from())
                        || isSaidOf(hit.from())
                        || isWornByOthers(hit.from())
                        || line.words()
                                .of("swears_by")
                                .before(line.tokens(), hit.from())
                                .isPresent());
    }

    /** "Braune Schuhe". */
    private boolean leadsTo(int from) {
        for (int i = from; i < Math.min(line.tokens().size(), from + REACH); i++) {
            if (isOther(i)) {
                return true;
            }
            if (line.tokens().get(i).isMark() || isOwn(i) || isJoint(i)) {
                return false;
            }
        }
        return false;
    }

    /** "Die Krawatte ist rot", "une robe crème". */
    private boolean isSaidOf(int from) {
        return (from > 0 && isOther(from - 1))
                || line.words()
                        .of("copula")
                        .before(line.tokens(), from)
                        .filter(is -> from > is.length() && isOther(from - is.length() - 1))
                        .isPresent();
    }

    /** "Ich habe nur ein Tweedsakko" tells what hangs in the wardrobe. */
    private boolean isOwnedAlready(int from) {
        for (int i = from; i > 0 && !endsClause(i - 1); i--) {
            if (line.words().of("owns").before(line.tokens(), i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** "Meine Frau trägt Creme": somebody, and a little behind them what they do with a colour. */
    private boolean isWornByOthers(int from) {
        for (int at = from; at > 0 && !endsClause(at - 1); at--) {
            int i = at;
            Optional<Lookup.Hit> wears = line.words()
                    .of("wears")
                    .before(line.tokens(), i)
                    // "mein Bruder in Blau"
                    .or(() -> line.words().of("dressed_in").before(line.tokens(), i == from ? i : 0));
            if (wears.isPresent() && isSomebody(i - wears.get().length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isSomebody(int end) {
        for (int i = end; i > Math.max(0, end - REACH) && !endsClause(i - 1); i--) {
            // "haben Sie was in Blau?" asks the house
            boolean house = line.words()
                            .of("looks_for")
                            .before(line.tokens(), i)
                            .isPresent()
                    || line.words().of("wish_question").before(line.tokens(), i).isPresent();
            if (house || line.words().of("myself").before(line.tokens(), i).isPresent()) {
                return false;
            }
            if (line.words().of("somebody").before(line.tokens(), i).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean endsClause(int at) {
        return line.tokens().get(at).isMark()
                || line.words().of("negation.ends").has(line.tokens(), at);
    }

    /** "My ex-wife is wearing burgundy, so anything but that." */
    boolean isTakenByOthers(Span<String> hit) {
        return line.words().of("anything_but_it").isIn(line.tokens().subList(hit.to(), line.sentenceEnd(hit.to())));
    }

    private boolean isOther(int at) {
        return line.words().of("other_things").has(line.tokens(), at)
                || (isAt(at)
                        && line.setting().consultation().elsewhere().stream().anyMatch(id -> names(id, at)));
    }

    private boolean isOwn(int at) {
        return isAt(at) && !isOther(at) && named.stream().anyMatch(span -> span.from() == at);
    }

    private boolean isAt(int at) {
        return at < line.tokens().size() && line.tokens().get(at).isWord();
    }

    private boolean names(String id, int at) {
        return named.stream().anyMatch(span -> span.value().equals(id) && span.from() <= at && span.to() > at);
    }

    private boolean isJoint(int at) {
        return line.words().of("negation.list").has(line.tokens(), at)
                || line.words().of("preposition").has(line.tokens(), at);
    }
}
