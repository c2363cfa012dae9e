package app.henk.agent.offline;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A message while it is being read.
 *
 * @param taken tokens that were understood as something, so that nothing is read twice
 * @param trade tokens that mean something in the tenant's trade
 * @param wishes those of them that say something about the wish
 * @param personal those that name somebody, how to reach them, or something that is for sale
 */
record Line(
        String text,
        List<Token> tokens,
        BitSet taken,
        BitSet personal,
        BitSet trade,
        BitSet wishes,
        Tongue tongue,
        Understanding.Setting setting) {

    /** The same message with other readings of its words. */
    Line with(List<Token> mended) {
        return new Line(text, mended, taken, personal, trade, wishes, tongue, setting);
    }

    Words words() {
        return tongue.words();
    }

    String words(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** Where the sentence begins that a token stands in. */
    int sentenceStart(int at) {
        return start(at, this::endsSentence);
    }

    /** Behind the last word of the sentence that a token stands in. */
    int sentenceEnd(int at) {
        return end(at, this::endsSentence);
    }

    List<Token> sentence(Span<?> span) {
        return around(span, this::endsSentence);
    }

    /** What stands around a place, up to the tokens that end it on either side. */
    List<Token> around(Span<?> span, IntPredicate ends) {
        return tokens.subList(start(span.from(), ends), end(span.to(), ends));
    }

    private boolean endsSentence(int at) {
        return tokens.get(at).endsSentence();
    }

    private static int start(int at, IntPredicate ends) {
        int from = at;
        while (from > 0 && !ends.test(from - 1)) {
            from--;
        }
        return from;
    }

    private int end(int at, IntPredicate ends) {
        int to = at;
        while (to < tokens.size() && !ends.test(to)) {
            to++;
        }
        return to;
    }

    void take(int from, int to) {
        taken.set(from, to);
    }

    void takePersonal(int from, int to) {
        taken.set(from, to);
        personal.set(from, to);
    }

    /** A name of something: its words are no wishes, and its figures no sums. */
    void takeName(int from, int to) {
        personal.set(from, to);
        for (int i = from; i < to; i++) {
            taken.set(i, taken.get(i) || tokens.get(i).isNumber());
        }
    }

    void take(Contacts.Place place) {
        take(place.start(), place.end(), personal);
    }

    /** What stands between these characters is read as nothing else. */
    void takeText(int start, int end) {
        take(start, end, taken);
    }

    private void take(int start, int end, BitSet also) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).start() < end && tokens.get(i).end() > start) {
                taken.set(i);
                also.set(i);
            }
        }
    }
}
