package app.henk.agent.grounding;

import static app.henk.agent.grounding.Figure.ONE;

import app.henk.agent.grounding.Figure.Measure;
import app.henk.agent.grounding.GroundingWords.Unit;
import app.henk.agent.grounding.NumberReader.Spoken;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people write them in German, English and French: 1.290 €, €1,290, 1 290 €, 12. Juni 2027, June 12,
 * 2027-06-12, 12.6.2027, 10:30, 10 Uhr, 5–6 Wochen, sechs Wochen. Hand-written, because it runs over every answer.
 */
final class FigureScanner {

    private static final int LONGEST = 48;
    private static final long TOO_BIG = 100_000_000_000_000L;

    private final GroundingWords words;

    FigureScanner(GroundingWords words) {
        this.words = words;
    }

    /**
     * The figure that begins at a digit.
     *
     * @param before the word or sign in front of it, lower case
     * @param whole the text is complete; otherwise the answer is null when more of it could change the reading
     * @return null when the text has to go on before this can be told
     */
    @Nullable
    Figure at(CharSequence text, int from, String before, boolean whole) {
        int stop = endOfNumber(text, from);
        if (!whole && mayGoOn(text, stop)) {
            return null;
        }
        Dates.Reading date = Dates.at(text, from, stop, before, whole, words);
        if (date.isOpen()) {
            return null;
        }
        if (date.figure() != null) {
            return date.figure();
        }
        return measured(text, from, stop, before, whole, 0);
    }

    /**
     * The figure that a number word begins: "sechs Wochen", "two thousand euros", "zwölften Juni".
     *
     * @param word in lower case, one that begins a number
     * @param end where it ends in the text
     * @param before the word in front of it, lower case
     * @return null when the text has to go on before this can be told; below zero when its words make no number
     */
    @Nullable
    Figure atWord(CharSequence text, String word, int end, String before, boolean whole) {
        return atWord(text, word, end, before, whole, 0);
    }

    private @Nullable Figure atWord(CharSequence text, String word, int end, String before, boolean whole, int depth) {
        Spoken number = NumberReader.read(words.numbers(), word, text, end, whole);
        Dates.Reading date = number.isOpen() ? Dates.OPEN : Dates.spoken(text, number, before, whole, words);
        if (date.isOpen() || date.figure() != null) {
            return date.figure();
        }
        boolean countsNothing =
                number.isOrdinal() || !number.isIn(NumberWords.ENGLISH) && restIs(text, number.end(), "am");
        long[] read = {number.value(), number.value()};
        Figure figure = countsNothing
                ? new Figure(number.end(), Measure.NUMBER, 0, 0, 0)
                : withUnitBehind(text, number.end(), read, whole, depth);
        return figure == null || number.value() >= 0 ? figure : new Figure(figure.end(), figure.measure(), -1, -1, -1);
    }

    private @Nullable Figure measured(CharSequence text, int from, int stop, String before, boolean whole, int depth) {
        long[] read = value(text, from, stop);
        if (read.length == 0) {
            return new Figure(stop, Measure.NUMBER, -1, -1, -1);
        }
        if (isTime(text, from, stop)) {
            return new Figure(stop, Measure.TIME, minutes(text, from, stop), -1, -1);
        }
        Unit front = words.unit(before);
        if (front != null && front.measure() == Measure.MONEY) {
            return figure(stop, front, read[0], read[1]);
        }
        return withUnitBehind(text, stop, read, whole, depth);
    }

    private @Nullable Figure withUnitBehind(CharSequence text, int stop, long[] read, boolean whole, int depth) {
        int next = skipSpaces(text, stop);
        if (next >= text.length()) {
            return whole ? figure(stop, null, read[0], read[1]) : null;
        }
        char c = text.charAt(next);
        if (Character.isLetter(c)) {
            int end = endOfWord(text, next);
            if (end == text.length() && !whole) {
                return null;
            }
            String word = lower(text, next, end);
            if (word.equals("pour") || word.equals("per")) {
                end = endOfWord(text, skipSpaces(text, end));
                if (end == text.length() && !whole) {
                    return null;
                }
                word = lower(text, next, end).endsWith("cent") ? "%" : word;
            }
            Unit unit = words.unit(word);
            if (unit != null && unit.measure() == Measure.TIME) {
                return timed(text, end, figure(end, unit, read[0], read[1], word.equals("pm")), whole);
            }
            if (unit != null) {
                return figure(end, unit, read[0], read[1]);
            }
            // "2 tausend Euro"; of words the number has it already
            int times = words.numbers().multiplier(word);
            if (times > 1) {
                return withUnitBehind(text, end, new long[] {read[0] * times, read[1] * times}, whole, depth);
            }
            return words.isBetween(word)
                    ? inherited(text, stop, skipSpaces(text, end), read, whole, depth)
                    : bare(stop, read);
        }
        Unit sign = words.unit(String.valueOf(c));
        if (sign != null) {
            return figure(next + 1, sign, read[0], read[1]);
        }
        boolean dash = c == '–' || c == '-' || c == '—';
        return dash ? inherited(text, stop, skipSpaces(text, next + 1), read, whole, depth) : bare(stop, read);
    }

    /** "10 h 30", "14 Uhr 15": two digits behind an hour are its minutes. */
    private static @Nullable Figure timed(CharSequence text, int stop, Figure hour, boolean whole) {
        int next = skipSpaces(text, stop);
        int end = next;
        while (end < text.length() && end - next < 3 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == text.length() && !whole) {
            return null;
        }
        long minutes = end - next == 2 ? digits(text, next, end) : 60 * ONE;
        return minutes < 60 * ONE ? new Figure(end, Measure.TIME, hour.value() + minutes, -1, -1) : hour;
    }

    /** "5 bis 6 Wochen": the first number counts what the second one does. */
    private @Nullable Figure inherited(CharSequence text, int stop, int second, long[] read, boolean whole, int depth) {
        if (second >= text.length()) {
            return whole ? bare(stop, read) : null;
        }
        if (depth > 0) {
            return bare(stop, read);
        }
        if (Character.isLetter(text.charAt(second))) {
            return inheritedOfWord(text, stop, second, read, whole);
        }
        if (!Character.isDigit(text.charAt(second))) {
            return bare(stop, read);
        }
        int end = endOfNumber(text, second);
        if (!whole && mayGoOn(text, end)) {
            return null;
        }
        return inherited(stop, read, measured(text, second, end, "", whole, 1));
    }

    /** "Zwei bis drei Wochen". */
    private @Nullable Figure inheritedOfWord(CharSequence text, int stop, int second, long[] read, boolean whole) {
        int end = endOfWord(text, second);
        if (end == text.length() && !whole) {
            return null;
        }
        String word = lower(text, second, end);
        return words.numbers().begins(word)
                ? inherited(stop, read, atWord(text, word, end, "", whole, 1))
                : bare(stop, read);
    }

    private static @Nullable Figure inherited(int stop, long[] read, @Nullable Figure other) {
        if (other == null) {
            return null;
        }
        if (other.measure() == Measure.DATE) {
            long date = other.value() / 100 * 100 + read[0] / ONE;
            return new Figure(stop, Measure.DATE, date, date, date);
        }
        if (other.measure() == Measure.NUMBER || other.plain() <= 0) {
            return bare(stop, read);
        }
        long factor = Math.max(1, other.value() / other.plain());
        return new Figure(stop, other.measure(), read[0] * factor, read[1] * factor, read[0]);
    }

    private static Figure bare(int stop, long[] read) {
        return figure(stop, null, read[0], read[1]);
    }

    private static Figure figure(int end, @Nullable Unit unit, long value, long other) {
        return figure(end, unit, value, other, false);
    }

    private static Figure figure(int end, @Nullable Unit unit, long value, long other, boolean afternoon) {
        if (unit == null) {
            return new Figure(end, Measure.NUMBER, value, other, value);
        }
        long scaled = value * unit.factor();
        if (afternoon && scaled < 12 * 60 * ONE) {
            scaled += 12 * 60 * ONE;
        }
        return new Figure(end, unit.measure(), scaled, other * unit.factor(), value);
    }

    /** Behind the digits and what may stand between them: "1.290,50", "1 290", "10:30", "12.6.2027". */
    static int endOfNumber(CharSequence text, int from) {
        int i = from;
        int group = from;
        while (i < text.length() && i - from < LONGEST) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                i++;
                continue;
            }
            boolean more = i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            boolean joins = (c == '.' || c == ',' || c == ':' || c == '/') && more
                    || c == '-' && more && isIsoDate(text, from, i)
                    || isThousandSpace(c) && i - group <= 3 && threeDigitsFollow(text, i + 1);
            if (!joins) {
                break;
            }
            i++;
            group = i;
        }
        return i;
    }

    private static boolean isIsoDate(CharSequence text, int from, int dash) {
        return dash - from == 4 && isMonth(text, dash + 1) || dash - from == 7 && text.charAt(from + 4) == '-';
    }

    /** The number of an order goes on behind two digits, a date does not. */
    private static boolean isMonth(CharSequence text, int from) {
        return from + 1 < text.length()
                && Character.isDigit(text.charAt(from))
                && Character.isDigit(text.charAt(from + 1))
                && (from + 2 == text.length() || !Character.isDigit(text.charAt(from + 2)));
    }

    /** "1." may become "1.290" and "1 2" may become "1 290". */
    private static boolean mayGoOn(CharSequence text, int stop) {
        if (stop == text.length()) {
            return true;
        }
        char c = text.charAt(stop);
        if (c == '.' || c == ',' || c == ':' || c == '/' || c == '-') {
            return stop + 1 == text.length();
        }
        int i = stop + 1;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return isThousandSpace(c) && i == text.length() && i - stop <= 4;
    }

    static boolean isThousandSpace(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '’' || c == '\'';
    }

    private static boolean threeDigitsFollow(CharSequence text, int from) {
        for (int i = from; i < from + 3; i++) {
            if (i >= text.length() || !Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from + 3 >= text.length() || !Character.isDigit(text.charAt(from + 3));
    }

    /** One or two readings of the digits; none when they are no number. */
    private static long[] value(CharSequence text, int from, int stop) {
        int lastMark = -1;
        int marks = 0;
        boolean mixed = false;
        char mark = 0;
        for (int i = from; i < stop; i++) {
            char c = text.charAt(i);
            if (!Character.isDigit(c)) {
                mixed |= marks > 0 && c != mark;
                marks++;
                mark = c;
                lastMark = i;
            }
        }
        boolean point = mark == '.' || mark == ',';
        boolean three = stop - lastMark == 4;
        if (marks == 0 || isThousandSpace(mark) || point && marks > 1 && !mixed && three) {
            return twice(digits(text, from, stop));
        }
        if (point && (marks == 1 || mixed)) {
            long decimal = decimal(text, from, lastMark, stop);
            return marks == 1 && three ? new long[] {digits(text, from, stop), decimal} : twice(decimal);
        }
        return mark == ':' ? twice(0) : new long[0];
    }

    private static long[] twice(long value) {
        return value < 0 ? new long[0] : new long[] {value, value};
    }

    private static long digits(CharSequence text, int from, int stop) {
        long value = 0;
        for (int i = from; i < stop; i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                value = value * 10 + Character.digit(c, 10);
                if (value > TOO_BIG) {
                    return -1;
                }
            }
        }
        return value * ONE;
    }

    private static long decimal(CharSequence text, int from, int point, int stop) {
        long whole = digits(text, from, point);
        long unit = ONE / 10;
        long rest = 0;
        for (int i = point + 1; i < stop && unit > 0; i++, unit /= 10) {
            rest += Character.digit(text.charAt(i), 10) * unit;
        }
        return whole < 0 ? whole : whole + rest;
    }

    private static boolean isTime(CharSequence text, int from, int stop) {
        int colon = from + 1 < stop && text.charAt(from + 1) == ':' ? from + 1 : from + 2;
        return colon < stop && text.charAt(colon) == ':' && stop - colon == 3;
    }

    private static long minutes(CharSequence text, int from, int stop) {
        int colon = stop - 3;
        return digits(text, from, colon) * 60 + digits(text, colon + 1, stop);
    }

    static int skipSpaces(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && i - from < 2 && isThousandSpace(text.charAt(i)) && text.charAt(i) != '’') {
            i++;
        }
        return i;
    }

    static int endOfWord(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '\'')) {
            i++;
        }
        return i;
    }

    private static boolean restIs(CharSequence text, int from, String word) {
        int start = skipSpaces(text, from);
        return lower(text, start, endOfWord(text, start)).equals(word);
    }

    static String lower(CharSequence text, int from, int to) {
        return text.subSequence(from, to).toString().toLowerCase(Locale.ROOT);
    }
}
