package app.henk.agent.grounding;

import app.henk.agent.grounding.Claims.Verdict;

/**
 * Lets an answer through as it comes and stops at what would have to be true: figures, names of goods, promises, links.
 * That piece waits until it is clear what it says, at most to the end of its sentence. Borne out, it goes on its way;
 * so does a sentence that the tenant's own documents say. Otherwise the rest of the sentence is dropped and a plain
 * wording ends it. What has been let through is never taken back.
 *
 * <p>For one answer and one thread at a time. Costs a few microseconds for a piece of text.
 */
public final class Gate {

    /** Who recites the instructions a second time is doing nothing else: the rest is not shown. */
    private static final int MOST_SECRETS = 2;

    private static final int LONGEST_HOLD = 600;
    private static final int TAIL = 4;

    private final Claims claims;
    private final Draft draft;
    private final WordGate words;
    private final Excuses excuses;
    private boolean dropping;
    private int secrets;

    Gate(Claims claims, Draft draft, WordGate words, Excuses excuses) {
        this.claims = claims;
        this.draft = draft;
        this.words = words;
        this.excuses = excuses;
    }

    public Evidence evidence() {
        return claims.evidence();
    }

    /** How many sentences were not let through as they came. */
    public int withheld() {
        return excuses.count();
    }

    /** @return what may be shown now; often this very piece, sometimes nothing yet */
    public String accept(String piece) {
        draft.pending.append(piece);
        return advance(draft.pending.length() > LONGEST_HOLD);
    }

    /** The answer, or this part of it, is over: what waited is decided. */
    public String end() {
        String rest = advance(true);
        endSentence();
        dropping = false;
        return rest;
    }

    /** The answer broke off: what waited is dropped, and an open sentence gets this ending. */
    public String cut(String ending) {
        draft.clear();
        dropping = false;
        boolean open = draft.isInSentence();
        endSentence();
        if (!open || ending.isEmpty()) {
            return "";
        }
        return draft.endsWithSpace() || ending.startsWith("…") ? ending : " " + ending;
    }

    private String advance(boolean whole) {
        StringBuilder out = new StringBuilder(draft.pending.length());
        while (draft.hasNext() && (dropping ? drop(out, whole) : goOn(step(whole), whole))) {
            // one word, figure or sign at a time
        }
        draft.release(out);
        draft.shown(out);
        return out.toString();
    }

    /** @return false when the text has to go on first */
    private boolean goOn(Step step, boolean whole) {
        return switch (step) {
            case WAIT -> false;
            case ON -> true;
            case FIGURE, NAME, PROMISE -> quoteOrWithhold(step, whole);
            case SECRET -> withhold(step);
        };
    }

    private Step step(boolean whole) {
        char c = draft.next();
        if (Character.isLetter(c) || c == '_') {
            return words.read(whole);
        }
        if (words.isInWord() && words.end() == Step.SECRET) {
            return Step.SECRET;
        }
        if (Character.isDigit(c)) {
            return figure(
                    claims.number(draft.pending, draft.at, words.before(), draft.lineStart, draft.isAttached(), whole));
        }
        return switch (c) {
            case '€', '$', '£' -> money(c, whole);
            case '[', '<' -> link(whole);
            case '@' -> mail(whole);
            default -> pass(c);
        };
    }

    private Step pass(char c) {
        if (c == '\n') {
            endSentence();
            draft.lineStart = true;
        } else if (Character.isWhitespace(c)) {
            if (SentenceEnds.isOver(draft.sentence)) {
                endSentence();
            }
        } else if (c != '-' && c != '*' && c != '•' && c != '#') {
            draft.lineStart = false;
            if ("\"„“‚«»'’".indexOf(c) < 0) {
                words.interrupt();
            }
        }
        return draft.takeSign(c);
    }

    /** The sign waits for its number, so that none is left standing alone. */
    private Step money(char sign, boolean whole) {
        if (draft.at + 1 >= draft.pending.length() && !whole) {
            return Step.WAIT;
        }
        int next = FigureScanner.skipSpaces(draft.pending, draft.at + 1);
        boolean amount = next < draft.pending.length() && Character.isDigit(draft.pending.charAt(next));
        return amount
                ? figure(claims.number(draft.pending, next, String.valueOf(sign), false, false, whole))
                : draft.takeSign(sign);
    }

    private Step figure(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Open open -> Step.WAIT;
            case Verdict.Borne borne -> draft.take(borne.end());
            case Verdict.Unfounded unfounded -> Step.FIGURE;
        };
    }

    private Step link(boolean whole) {
        int end = Links.end(draft.pending, draft.at);
        if (end == Links.OPEN && !whole) {
            return Step.WAIT;
        }
        if (end <= 0) {
            return pass(draft.next());
        }
        String plain = Links.plain(draft.pending.substring(draft.at, end), claims::isProvided);
        draft.pending.replace(draft.at, end, plain);
        return plain.contains("](") ? draft.take(draft.at + plain.length()) : Step.ON;
    }

    /** An address that neither the person nor the tenant gave could be anybody's. */
    private Step mail(boolean whole) {
        int end = draft.at;
        while (end < draft.pending.length() && !Character.isWhitespace(draft.pending.charAt(end))) {
            end++;
        }
        if (end == draft.pending.length() && !whole) {
            return Step.WAIT;
        }
        while (end > draft.at && !Character.isLetterOrDigit(draft.pending.charAt(end - 1))) {
            end--;
        }
        if (end == draft.at) {
            return pass(draft.next());
        }
        return claims.isGiven(words.before() + draft.pending.substring(draft.at, end)) ? draft.take(end) : Step.NAME;
    }

    /** What the tenant has written may be said as it stands there, up to the end of the sentence. */
    private boolean quoteOrWithhold(Step why, boolean whole) {
        int stop = draft.sentenceEnd(draft.at);
        boolean over = stop >= 0 || whole;
        int end = stop < 0 ? draft.pending.length() : stop;
        if (!claims.quotes(draft.sentenceTo(end), draft.sentence.length(), over)) {
            return withhold(why);
        }
        if (over) {
            draft.take(end);
            words.endSentence();
        }
        return over;
    }

    /** From here to the end of the sentence nothing is shown but an honest ending. */
    private boolean withhold(Step why) {
        dropping = true;
        secrets += why == Step.SECRET ? 1 : 0;
        String excuse = excuses.next(why, draft.isInSentence(), draft.isAfterSpace());
        draft.insert(draft.isBold() ? endBold(excuse) : excuse);
        return true;
    }

    /** The end of the bold words is dropped with them, and the signs of their beginning would be read as such. */
    private static String endBold(String excuse) {
        return excuse.startsWith("…") ? "…" + Draft.BOLD + excuse.substring(1) : Draft.BOLD + excuse;
    }

    private boolean drop(StringBuilder out, boolean whole) {
        draft.release(out);
        if (secrets >= MOST_SECRETS) {
            draft.clear();
            return false;
        }
        int stop = draft.sentenceEnd(0);
        if (stop < 0) {
            return dropAll(whole);
        }
        draft.pending.delete(0, stop);
        dropping = false;
        endSentence();
        return true;
    }

    /** The last characters stay, for a sentence may end with them. */
    private boolean dropAll(boolean whole) {
        if (whole) {
            draft.pending.setLength(0);
        } else if (draft.pending.length() > TAIL) {
            draft.pending.delete(0, draft.pending.length() - TAIL);
        }
        return false;
    }

    private void endSentence() {
        draft.sentence.setLength(0);
        words.endSentence();
        claims.endSentence();
    }
}
