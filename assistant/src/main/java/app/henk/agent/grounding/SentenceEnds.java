package app.henk.agent.grounding;

/** Where sentences end: "12. Juni" and "z. B." do not. */
final class SentenceEnds {

    private SentenceEnds() {}

    /** Index behind the sentence's last sign, before the white space that follows; -1 when it is not there yet. */
    static int find(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i;
            }
            boolean spaceFollows = i + 1 < text.length() && Character.isWhitespace(text.charAt(i + 1));
            if (isEnd(c) && spaceFollows && !(c == '.' && isNoEnd(text, i))) {
                return i + 1;
            }
        }
        return -1;
    }

    static boolean isEnd(char c) {
        return c == '.' || c == '!' || c == '?' || c == '…';
    }

    /** Whether white space behind this text begins a new sentence. */
    static boolean isOver(CharSequence sentence) {
        int length = sentence.length();
        return length > 0 && isEnd(sentence.charAt(length - 1)) && !endsAbbreviation(sentence);
    }

    private static boolean endsAbbreviation(CharSequence sentence) {
        int length = sentence.length();
        if (length < 2 || sentence.charAt(length - 1) != '.') {
            return false;
        }
        char previous = sentence.charAt(length - 2);
        boolean single = length < 3 || !Character.isLetterOrDigit(sentence.charAt(length - 3));
        return Character.isDigit(previous) || Character.isLetter(previous) && single;
    }

    /** A point behind a short number or a single letter ends nothing. */
    private static boolean isNoEnd(CharSequence text, int point) {
        if (point == 0) {
            return false;
        }
        char previous = text.charAt(point - 1);
        boolean single = point < 2 || !Character.isLetterOrDigit(text.charAt(point - 2));
        boolean two = point < 3 || !Character.isLetterOrDigit(text.charAt(point - 3));
        return Character.isDigit(previous) && (single || two) || Character.isLetter(previous) && single;
    }
}
