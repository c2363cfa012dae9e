package app.henk.agent.offline;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether what a message names is taken back in the same breath: for something else ("erst Blau, nein, Grün"), by an
 * answer to its own question ("brown? no"), or because somebody else wears it already.
 */
final class TakenBack {

    private static final int FRAGMENT = 3;
    /** Words between what is worn and who wears it. */
    private static final int REACH = 6;

    private final Line line;
    private final List<Span<String>> named;

    /** @param named all that the message names */
    TakenBack(Line line, List<Span<String>> named) {
        this.line = line;
        this.named = named;
    }

    /** Another of its kind follows, with a word between them that turns from the one to the other. */
    boolean isReplaced(Span<String> hit) {
        return named.stream()
                .filter(other -> other.from() >= hit.to()
                        && !other.value().equals(hit.value())
                        && Change.kind(other.value()).equals(Change.kind(hit.value())))
                .findFirst()
                .filter(other -> turns(hit.to(), other.from()))
                .isPresent();
    }

    private boolean turns(int from, int to) {
        List<Token> between = line.tokens().subList(from, to);
        boolean hangs = line.words().of("conditional").isIn(between)
                || line.words().of("also").isIn(between);
        boolean corrected = IntStream.range(from, to)
                .anyMatch(i -> line.words().of("corrects").has(line.tokens(), i) && endsIn(i, to));
        boolean wanted = line.words().of("once_wanted").isIn(line.tokens().subList(line.sentenceStart(from), from))
                && line.words().of("contrasts").isIn(between);
        return !hangs && (corrected || wanted);
    }

    /** "Blau, kein Karo, Grau": a denial that goes on to something else turns from nothing. */
    private boolean endsIn(int at, int to) {
        int end = at
                + line.words()
                        .of("corrects")
                        .at(line.tokens(), at)
                        .orElseThrow()
                        .length();
        // "midnight blue, no black" denies the one and keeps the other
        boolean denies = end == to && line.words().of("negation.before").has(line.tokens(), at);
        return end <= to && !denies && named.stream().noneMatch(other -> other.from() == end && other.to() <= to);
    }

    /** "Brown? No." of what was only weighed. */
    boolean isAnsweredNo(Span<String> hit) {
        int mark = hit.to();
        return mark < line.tokens().size()
                && line.tokens().get(mark).folded().equals("?")
                && mark - line.sentenceStart(mark) <= FRAGMENT
                && line.words().of("says_no").has(line.tokens(), mark + 1);
    }

    /** "Bordeaux wär schön, aber das trägt schon mein Kumpel." */
    boolean isWornAlready(Span<String> hit) {
        for (int i = hit.to(); i < Math.min(line.tokens().size(), hit.to() + REACH); i++) {
            int at = i;
            if (named.stream().anyMatch(other -> other.from() == at)) {
                return false;
            }
            boolean wears = line.words().of("wears").has(line.tokens(), i)
                    && (line.words().of("negation.it").before(line.tokens(), i).isPresent()
                            || line.words().of("negation.it").has(line.tokens(), i + 1));
            if (wears) {
                List<Token> beside =
                        line.tokens().subList(hit.to(), Math.min(line.tokens().size(), i + REACH));
                return line.words().of("somebody").isIn(beside)
                        && !line.words().of("myself").isIn(beside);
            }
        }
        return false;
    }
}
