package app.henk.agent.grounding;

/** An answer at the place that is being looked at: what is not let through yet, and what of its sentence is. */
final class Draft {

    static final String BOLD = "**";

    /** Not yet let through; up to {@link #at} it was found good. */
    final StringBuilder pending = new StringBuilder();
    /** What of the present sentence was let through or looked at. */
    final StringBuilder sentence = new StringBuilder();

    int at;
    boolean lineStart = true;
    private char last = '\n';
    private boolean begun;

    boolean hasNext() {
        return at < pending.length();
    }

    char next() {
        return pending.charAt(at);
    }

    /** Something has been shown. */
    boolean isBegun() {
        return begun;
    }

    Step take(int end) {
        sentence.append(pending, at, end);
        at = end;
        lineStart = false;
        return Step.ON;
    }

    Step takeSign(char sign) {
        sentence.append(sign);
        at++;
        return Step.ON;
    }

    void release(StringBuilder out) {
        out.append(pending, 0, at);
        pending.delete(0, at);
        at = 0;
    }

    void shown(CharSequence text) {
        if (!text.isEmpty()) {
            begun = true;
            last = text.charAt(text.length() - 1);
        }
    }

    /** Words that are put in at this place. */
    void insert(String words) {
        pending.insert(at, words);
        at += words.length();
    }

    void clear() {
        pending.setLength(0);
        at = 0;
    }

    boolean isInSentence() {
        return !sentence.toString().isBlank();
    }

    /** Bold words have begun in this sentence and not ended. */
    boolean isBold() {
        int marks = 0;
        for (int i = sentence.indexOf(BOLD); i >= 0; i = sentence.indexOf(BOLD, i + BOLD.length())) {
            marks++;
        }
        return marks % 2 == 1;
    }

    /** The end of the present sentence, -1 when it is not there yet. */
    int sentenceEnd(int from) {
        return SentenceEnds.find(pending, from);
    }

    /** The present sentence as far as this index. */
    String sentenceTo(int stop) {
        return sentence + pending.substring(at, stop);
    }

    char charBefore() {
        return sentence.isEmpty() ? '\n' : sentence.charAt(sentence.length() - 1);
    }

    /** What comes before this place is white space, in this piece or in what was shown. */
    boolean isAfterSpace() {
        return Character.isWhitespace(at > 0 ? pending.charAt(at - 1) : last);
    }

    boolean endsWithSpace() {
        return Character.isWhitespace(last);
    }

    /** Digits here follow a letter or a hyphen, as in an article number. */
    boolean isAttached() {
        char previous = charBefore();
        return Character.isLetter(previous)
                || previous == '-'
                        && sentence.length() > 1
                        && Character.isLetterOrDigit(sentence.charAt(sentence.length() - 2));
    }
}
