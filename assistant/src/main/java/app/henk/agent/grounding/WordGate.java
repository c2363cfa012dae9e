package app.henk.agent.grounding;

import app.henk.agent.grounding.Claims.Verdict;
import java.util.Set;

/** Looks at the words of an answer: promises, names of goods, tools, number words, addresses. */
final class WordGate {

    /** Fewer letters at the very beginning are shown at once, whatever they may become. */
    private static final int SHORT = 3;

    private final Draft draft;
    private final Claims claims;
    private final PromptLeak.Reader secret;
    private final Set<String> toolNames;
    /** What of the present word was shown already. */
    private final StringBuilder word = new StringBuilder();

    private String before = "";
    private boolean cleared;
    /** So many of the next words belong to a number that was found borne out. */
    private int checked;

    private boolean afterNaming;

    WordGate(Draft draft, Claims claims, PromptLeak.Reader secret, Set<String> toolNames) {
        this.draft = draft;
        this.claims = claims;
        this.secret = secret;
        this.toolNames = toolNames;
    }

    /** The last word, lower case; empty when something else came after it. */
    String before() {
        return before;
    }

    boolean isInWord() {
        return !word.isEmpty();
    }

    void interrupt() {
        afterNaming = false;
        before = "";
    }

    void endSentence() {
        word.setLength(0);
        cleared = false;
        checked = 0;
        interrupt();
    }

    Step read(boolean whole) {
        int end = draft.at;
        while (end < draft.pending.length() && isWordChar(draft.pending.charAt(end))) {
            end++;
        }
        boolean complete = end < draft.pending.length() || whole;
        String lower = word + FigureScanner.lower(draft.pending, draft.at, end);
        return complete ? decide(lower, end, whole) : begun(lower, end);
    }

    /** Shown at once unless it may become a word that has to be looked at. */
    private Step begun(String lower, int end) {
        boolean risky = claims.words().mayBecomeRisky(lower) || mayBeTool(lower);
        boolean wait = (draft.isBegun() || lower.length() >= SHORT) && risky
                || beginsHere() && (afterNaming || claims.mayBecomeName(lower));
        if (!wait) {
            word.setLength(0);
            word.append(lower);
            draft.take(end);
        }
        return Step.WAIT;
    }

    private Step decide(String lower, int end, boolean whole) {
        if (toolNames.contains(lower)) {
            return Step.SECRET;
        }
        if (lower.equals("http") || lower.equals("https") || lower.equals("www")) {
            return address(whole);
        }
        if (!cleared && isBinding(lower)) {
            int stop = draft.sentenceEnd(end);
            if (stop < 0 && !whole) {
                return Step.WAIT;
            }
            if (claims.promises(lower, draft.sentenceTo(stop < 0 ? draft.pending.length() : stop))) {
                return Step.PROMISE;
            }
            cleared = true;
        }
        int left = Math.max(0, checked - 1);
        if (checked == 0 && claims.words().numbers().begins(lower)) {
            switch (claims.numberWord(draft.pending, lower, end, before, whole)) {
                case Verdict.Open open -> {
                    return Step.WAIT;
                }
                case Verdict.Unfounded unfounded -> {
                    return Step.FIGURE;
                }
                case Verdict.Borne borne -> left = wordsWithin(end, borne.end());
            }
        }
        Step step = named(lower, end, whole);
        checked = step == Step.WAIT ? checked : left;
        return step;
    }

    private int wordsWithin(int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            boolean begins = isWordChar(draft.pending.charAt(at)) && !isWordChar(draft.pending.charAt(at - 1));
            count += begins ? 1 : 0;
        }
        return count;
    }

    private boolean isBinding(String lower) {
        GroundingWords words = claims.words();
        return words.isPromise(lower) || words.isContact(lower) || words.isStocked(lower);
    }

    private Step named(String lower, int end, boolean whole) {
        int stop = end;
        if (beginsHere()) {
            switch (claims.name(draft.pending, draft.at, end, lower, whole)) {
                case Verdict.Open open -> {
                    return Step.WAIT;
                }
                case Verdict.Unfounded unfounded -> {
                    return Step.NAME;
                }
                case Verdict.Borne borne -> stop = borne.end();
            }
            if (stop == end && afterNaming && !claims.isKnownName(lower)) {
                return Step.NAME;
            }
        }
        word.setLength(0);
        word.append(lower);
        draft.take(stop);
        return end();
    }

    /** A capitalised word of which nothing has been shown yet. */
    private boolean beginsHere() {
        return word.isEmpty() && Character.isUpperCase(draft.next());
    }

    /** The word is over; it may complete a recital of what is nobody's business. */
    Step end() {
        before = claims.words().before(before, word.toString());
        word.setLength(0);
        draft.lineStart = false;
        afterNaming = claims.words().isNaming(before);
        return secret.recites(before) ? Step.SECRET : Step.ON;
    }

    private Step address(boolean whole) {
        StringBuilder text = draft.pending;
        int end = draft.at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        if (end == text.length() && !whole) {
            return Step.WAIT;
        }
        boolean ours = Links.isOurs(word + text.substring(draft.at, end), claims::isProvided);
        word.setLength(0);
        if (ours) {
            return draft.take(end);
        }
        text.delete(draft.at, end);
        return Step.ON;
    }

    private boolean mayBeTool(String lower) {
        return lower.length() > 2 && toolNames.stream().anyMatch(name -> name.startsWith(lower));
    }

    private static boolean isWordChar(char c) {
        return Character.isLetter(c) || c == '_' || c == '\'' || c == '’';
    }
}
