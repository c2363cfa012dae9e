package app.henk.agent.grounding;

import app.henk.agent.grounding.Claims.Verdict;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Lets an answer through as it comes and stops at what would have to be true: figures, names of goods, promises, links.
 * That piece waits until it is clear what it says, at most to the end of its sentence. Borne out, it goes on its way;
 * otherwise the rest of the sentence is dropped and a plain wording ends it. What has been let through is never taken
 * back.
 *
 * <p>For one answer and one thread at a time. Costs a few microseconds for a piece of text.
 */
public final class Gate {

    private static final int LONGEST_HOLD = 600;
    private static final int MOST_EXCUSES = 2;
    /** Who recites the instructions a second time is doing nothing else. */
    private static final int MOST_RECITED = 2;
    /** Fewer letters at the very beginning are shown at once, whatever they may become. */
    private static final int SHORT = 3;

    private static final int TAIL = 4;

    private final Claims claims;
    private final PromptLeak.Reader secret;
    private final Set<String> toolNames;
    private final BiFunction<String, Integer, String> wording;

    /** Not yet let through. */
    private final StringBuilder pending = new StringBuilder();
    /** What of the present sentence was let through or looked at. */
    private final StringBuilder sentence = new StringBuilder();

    private final StringBuilder word = new StringBuilder();
    private String before = "";
    private char last = '\n';
    private boolean lineStart = true;
    private boolean begun;
    private boolean dropping;
    private boolean cleared;
    private boolean afterNaming;
    private int at;
    private int withheld;
    private int excuses;
    private int recited;

    Gate(Claims claims, PromptLeak secret, Set<String> toolNames, BiFunction<String, Integer, String> wording) {
        this.claims = claims;
        this.secret = secret.reader();
        this.toolNames = toolNames;
        this.wording = wording;
    }

    public Evidence evidence() {
        return claims.evidence();
    }

    /** How many sentences were not let through as they came. */
    public int withheld() {
        return withheld;
    }

    /** @return what may be shown now; often this very piece, sometimes nothing yet */
    public String accept(String piece) {
        pending.append(piece);
        return advance(pending.length() > LONGEST_HOLD);
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
        pending.setLength(0);
        at = 0;
        dropping = false;
        boolean open = !sentence.toString().isBlank();
        endSentence();
        return open && !ending.isEmpty() ? join(ending) : "";
    }

    private String advance(boolean whole) {
        StringBuilder out = new StringBuilder(pending.length());
        while (at < pending.length() && step(out, whole)) {
            // one word, figure or sign at a time
        }
        out.append(pending, 0, at);
        pending.delete(0, at);
        at = 0;
        if (!out.isEmpty()) {
            begun = true;
            last = out.charAt(out.length() - 1);
        }
        return out.toString();
    }

    /** @return false when the text has to go on first */
    private boolean step(StringBuilder out, boolean whole) {
        if (dropping) {
            return drop(out, whole);
        }
        char c = pending.charAt(at);
        if (Character.isLetter(c) || c == '_') {
            return letters(whole);
        }
        if (!word.isEmpty() && endWord()) {
            return true;
        }
        if (Character.isDigit(c)) {
            return decide(claims.number(pending, at, before, lineStart, isAttached(), whole));
        }
        return switch (c) {
            case '€', '$', '£' -> money(c, whole);
            case '[', '<' -> link(whole);
            case '@' -> mail(whole);
            default -> pass(c);
        };
    }

    private boolean pass(char c) {
        if (c == '\n') {
            endSentence();
            lineStart = true;
        } else if (Character.isWhitespace(c)) {
            if (isEnd(charBefore()) && !endsAbbreviation()) {
                endSentence();
            }
        } else if (c != '-' && c != '*' && c != '•' && c != '#') {
            lineStart = false;
            if (c != '"' && c != '„' && c != '“' && c != '‚' && c != '«' && c != '»' && c != '\'' && c != '’') {
                afterNaming = false;
                before = "";
            }
        }
        sentence.append(c);
        at++;
        return true;
    }

    /** The sign waits for its number, so that none is left standing alone. */
    private boolean money(char sign, boolean whole) {
        if (at + 1 >= pending.length() && !whole) {
            return false;
        }
        int next = FigureScanner.skipSpaces(pending, at + 1);
        if (next < pending.length() && Character.isDigit(pending.charAt(next))) {
            Verdict verdict = claims.number(pending, next, String.valueOf(sign), false, false, whole);
            return switch (verdict) {
                case Verdict.Open open -> false;
                case Verdict.Borne borne -> take(borne.end());
                case Verdict.Unfounded unfounded -> withhold("agent.ungrounded");
            };
        }
        sentence.append(sign);
        at++;
        return true;
    }

    private boolean letters(boolean whole) {
        int end = at;
        while (end < pending.length() && isWordChar(pending.charAt(end))) {
            end++;
        }
        boolean complete = end < pending.length() || whole;
        String lower = word + FigureScanner.lower(pending, at, end);
        return complete ? decideWord(lower, end, whole) : begunWord(lower, end);
    }

    /** Shown at once unless it may become a word that has to be looked at. */
    private boolean begunWord(String lower, int end) {
        boolean wait = (begun || lower.length() >= SHORT) && (claims.words().mayBecomeRisky(lower) || mayBeTool(lower))
                || beginsHere() && (afterNaming || claims.mayBecomeName(lower));
        if (wait) {
            return false;
        }
        word.setLength(0);
        word.append(lower);
        take(end);
        return false;
    }

    private boolean decideWord(String lower, int end, boolean whole) {
        if (toolNames.contains(lower)) {
            return withhold("agent.secret");
        }
        if (lower.equals("http") || lower.equals("https") || lower.equals("www")) {
            return address(whole);
        }
        if (!cleared && (claims.words().isPromise(lower) || claims.words().isContact(lower))) {
            int stop = sentenceEnd(end);
            if (stop < 0 && !whole) {
                return false;
            }
            if (claims.promises(lower, sentence + pending.substring(at, stop < 0 ? pending.length() : stop))) {
                return withhold("agent.promise");
            }
            cleared = true;
        }
        Integer number = claims.numberOf(lower);
        if (number != null) {
            Verdict verdict = claims.numberWord(pending, end, number, whole);
            if (!(verdict instanceof Verdict.Borne)) {
                return decide(verdict);
            }
        }
        return named(lower, end, whole);
    }

    private boolean named(String lower, int end, boolean whole) {
        int stop = end;
        if (beginsHere()) {
            Verdict verdict = claims.name(pending, at, end, lower, whole);
            if (!(verdict instanceof Verdict.Borne borne)) {
                return decide(verdict);
            }
            stop = borne.end();
            if (stop == end && afterNaming && !claims.isKnownName(lower)) {
                return withhold("agent.ungrounded");
            }
        }
        word.setLength(0);
        word.append(lower);
        take(stop);
        endWord();
        return true;
    }

    /** A capitalised word of which nothing has been shown yet. */
    private boolean beginsHere() {
        return word.isEmpty() && Character.isUpperCase(pending.charAt(at));
    }

    /** @return whether the sentence ends with it, because it recites what is nobody's business */
    private boolean endWord() {
        before = word.toString();
        word.setLength(0);
        lineStart = false;
        afterNaming = claims.words().isNaming(before);
        if (!secret.recites(before)) {
            return false;
        }
        recited++;
        return withhold("agent.secret");
    }

    private boolean decide(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Open open -> false;
            case Verdict.Borne borne -> take(borne.end());
            case Verdict.Unfounded unfounded -> withhold("agent.ungrounded");
        };
    }

    private boolean take(int end) {
        sentence.append(pending, at, end);
        at = end;
        lineStart = false;
        return true;
    }

    /** From here to the end of the sentence nothing is shown but an honest ending. */
    private boolean withhold(String why) {
        withheld++;
        boolean begun = !sentence.toString().isBlank();
        dropping = true;
        String excuse = excuse(why, begun);
        pending.insert(at, excuse);
        at += excuse.length();
        return true;
    }

    private String excuse(String why, boolean begun) {
        int times = excuses++;
        if (times >= MOST_EXCUSES) {
            return begun ? "…" : "";
        }
        String text = why.equals("agent.ungrounded")
                ? wording.apply(why + (begun ? ".fragment" : ".sentence"), times)
                : wording.apply(why, times);
        boolean dangling =
                begun && at > 0 ? Character.isWhitespace(pending.charAt(at - 1)) : Character.isWhitespace(last);
        String plain = begun ? text : text.replaceFirst("^… ", "");
        return begun && !dangling && !plain.startsWith("…") ? " " + plain : plain;
    }

    private boolean drop(StringBuilder out, boolean whole) {
        out.append(pending, 0, at);
        pending.delete(0, at);
        at = 0;
        if (recited >= MOST_RECITED) {
            pending.setLength(0);
            return false;
        }
        int stop = sentenceEnd(0);
        if (stop < 0) {
            return dropAll(whole);
        }
        pending.delete(0, stop);
        dropping = false;
        endSentence();
        return true;
    }

    /** The last characters stay, for a sentence may end with them. */
    private boolean dropAll(boolean whole) {
        if (whole) {
            pending.setLength(0);
        } else if (pending.length() > TAIL) {
            pending.delete(0, pending.length() - TAIL);
        }
        return false;
    }

    /** Index behind the sentence's last sign, before the white space that follows; -1 when it is not there yet. */
    private int sentenceEnd(int from) {
        for (int i = from; i < pending.length(); i++) {
            char c = pending.charAt(i);
            if (c == '\n') {
                return i;
            }
            boolean spaceFollows = i + 1 < pending.length() && Character.isWhitespace(pending.charAt(i + 1));
            if (isEnd(c) && spaceFollows && !(c == '.' && isNoEnd(i))) {
                return i + 1;
            }
        }
        return -1;
    }

    /** "12. Juni", "z. B.": a point behind a short number or a single letter ends nothing. */
    private boolean isNoEnd(int point) {
        if (point == 0) {
            return false;
        }
        char previous = pending.charAt(point - 1);
        boolean single = point < 2 || !Character.isLetterOrDigit(pending.charAt(point - 2));
        boolean two = point < 3 || !Character.isLetterOrDigit(pending.charAt(point - 3));
        return Character.isDigit(previous) && (single || two) || Character.isLetter(previous) && single;
    }

    private boolean endsAbbreviation() {
        int length = sentence.length();
        if (length < 2 || sentence.charAt(length - 1) != '.') {
            return false;
        }
        char previous = sentence.charAt(length - 2);
        boolean single = length < 3 || !Character.isLetterOrDigit(sentence.charAt(length - 3));
        return Character.isDigit(previous) || Character.isLetter(previous) && single;
    }

    private static boolean isEnd(char c) {
        return c == '.' || c == '!' || c == '?' || c == '…';
    }

    private void endSentence() {
        sentence.setLength(0);
        cleared = false;
        afterNaming = false;
        before = "";
    }

    private boolean link(boolean whole) {
        int end = Links.end(pending, at);
        if (end == Links.OPEN && !whole) {
            return false;
        }
        if (end <= 0) {
            return pass(pending.charAt(at));
        }
        String plain = Links.plain(pending.substring(at, end), claims::isProvided);
        boolean kept = plain.contains("](");
        pending.replace(at, end, plain);
        return !kept || take(at + plain.length());
    }

    private boolean address(boolean whole) {
        int end = at;
        while (end < pending.length() && !Character.isWhitespace(pending.charAt(end))) {
            end++;
        }
        if (end == pending.length() && !whole) {
            return false;
        }
        if (Links.isOurs(word + pending.substring(at, end), claims::isProvided)) {
            word.setLength(0);
            return take(end);
        }
        word.setLength(0);
        pending.delete(at, end);
        return true;
    }

    /** An address that nobody gave could be anybody's. */
    private boolean mail(boolean whole) {
        int end = at;
        while (end < pending.length() && !Character.isWhitespace(pending.charAt(end))) {
            end++;
        }
        if (end == pending.length() && !whole) {
            return false;
        }
        while (end > at && !Character.isLetterOrDigit(pending.charAt(end - 1))) {
            end--;
        }
        String address = before + pending.substring(at, end);
        return end == at || claims.isGiven(address) ? take(Math.max(end, at + 1)) : withhold("agent.ungrounded");
    }

    private boolean mayBeTool(String lower) {
        return lower.length() > 2 && toolNames.stream().anyMatch(name -> name.startsWith(lower));
    }

    private boolean isAttached() {
        char previous = charBefore();
        return Character.isLetter(previous)
                || previous == '-'
                        && sentence.length() > 1
                        && Character.isLetterOrDigit(sentence.charAt(sentence.length() - 2));
    }

    private char charBefore() {
        return sentence.isEmpty() ? '\n' : sentence.charAt(sentence.length() - 1);
    }

    private static boolean isWordChar(char c) {
        return Character.isLetter(c) || c == '_' || c == '\'' || c == '’';
    }

    private String join(String ending) {
        return Character.isWhitespace(last) || ending.startsWith("…") ? ending : " " + ending;
    }
}
