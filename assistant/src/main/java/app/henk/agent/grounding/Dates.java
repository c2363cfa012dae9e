package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import app.henk.agent.grounding.NumberReader.Spoken;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Recognises a day or a month of a year where a number begins one. */
final class Dates {

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2300;

    private Dates() {}

    /** @param isOpen the text has to go on before this can be told */
    record Reading(@Nullable Figure figure, boolean isOpen) {}

    private static final Reading NO_DATE = new Reading(null, false);
    static final Reading OPEN = new Reading(null, true);

    static Reading at(CharSequence text, int from, int stop, String before, boolean whole, GroundingWords words) {
        String token = text.subSequence(from, stop).toString();
        if (token.length() <= 4 && isNumber(token)) {
            return beside(text, Integer.parseInt(token), stop, before, whole, words);
        }
        String[] parts = token.split("[-./]");
        boolean short_ = parts.length == 2 && stop < text.length() && text.charAt(stop) == '.';
        if (parts.length != 3 && !short_) {
            return NO_DATE;
        }
        int[] n = new int[3];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() > 4 || !isNumber(parts[i])) {
                return NO_DATE;
            }
            n[i] = Integer.parseInt(parts[i]);
        }
        if (token.length() > 4 && token.charAt(4) == '-') {
            return date(stop, n[0], n[1], n[2]);
        }
        Reading dayFirst = date(stop, year(n[2]), n[1], n[0]);
        return dayFirst == NO_DATE ? date(stop, year(n[2]), n[0], n[1]) : dayFirst;
    }

    /** "12. Juni 2027", "12th of June", "12 juin", "June 12, 2027", "Juni 2027". */
    private static Reading beside(
            CharSequence text, int number, int stop, String before, boolean whole, GroundingWords words) {
        Integer earlier = words.month(before);
        if (earlier != null) {
            return number > 31
                    ? date(stop, number, earlier, 0)
                    : withYear(text, skipOrdinal(text, stop), number, earlier, stop, whole);
        }
        if (number > 31) {
            return NO_DATE;
        }
        int next = FigureScanner.skipSpaces(text, skipOrdinal(text, stop));
        int end = FigureScanner.endOfWord(text, next);
        if (FigureScanner.lower(text, next, end).equals("of")) {
            next = FigureScanner.skipSpaces(text, end);
            end = FigureScanner.endOfWord(text, next);
        }
        if (end == text.length() && !whole) {
            return OPEN;
        }
        Integer later = words.month(FigureScanner.lower(text, next, end));
        return later == null ? NO_DATE : withYear(text, end, number, later, end, whole);
    }

    /** "Zwölften Juni 2027", "twelfth of June", "June twelfth", "douze juin". */
    static Reading spoken(CharSequence text, Spoken number, String before, boolean whole, GroundingWords words) {
        int day = (int) (number.value() / Figure.ONE);
        if (day < 1 || day > 31 || !number.isOrdinal() && !number.isIn(NumberWords.FRENCH)) {
            return NO_DATE;
        }
        Integer earlier = number.isOrdinal() ? words.month(before) : null;
        if (earlier != null) {
            return withYear(text, number.end(), day, earlier, number.end(), whole);
        }
        int next = FigureScanner.skipSpaces(text, number.end());
        int end = FigureScanner.endOfWord(text, next);
        boolean sure = FigureScanner.lower(text, next, end).equals("of");
        if (sure) {
            next = FigureScanner.skipSpaces(text, end);
            end = FigureScanner.endOfWord(text, next);
        }
        if (end == text.length() && !whole) {
            return OPEN;
        }
        String name = FigureScanner.lower(text, next, end);
        Integer later = words.month(name);
        boolean isName = sure || !words.isUnsureMonth(name) || Character.isUpperCase(text.charAt(next));
        // of the second weekend in June nobody says that it is the second of June
        boolean isWhole = end == text.length() || text.charAt(end) != '-';
        return later == null || !isName || !isWhole ? NO_DATE : withYear(text, end, day, later, end, whole);
    }

    private static Reading withYear(CharSequence text, int from, int day, int month, int otherwise, boolean whole) {
        int next = from;
        while (next < text.length() && next - from < 3 && isBeforeYear(text.charAt(next))) {
            next++;
        }
        int end = next;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == text.length() && !whole) {
            return OPEN;
        }
        // "am 15. Mai. 1400 ist Schluss" names a sum
        if (end - next == 4 && isYear(text, next, end)) {
            return date(end, Integer.parseInt(text.subSequence(next, end).toString()), month, day);
        }
        return date(otherwise, 0, month, day);
    }

    private static boolean isYear(CharSequence text, int from, int to) {
        int year = Integer.parseInt(text.subSequence(from, to).toString());
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private static boolean isBeforeYear(char c) {
        return c == ',' || c == '.' || FigureScanner.isThousandSpace(c);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int skipOrdinal(CharSequence text, int from) {
        int end = FigureScanner.endOfWord(text, from);
        String suffix = FigureScanner.lower(text, from, end);
        if (suffix.equals("st")
                || suffix.equals("nd")
                || suffix.equals("rd")
                || suffix.equals("th")
                || suffix.equals("er")) {
            return end;
        }
        return from < text.length() && text.charAt(from) == '.' ? from + 1 : from;
    }

    private static int year(int written) {
        return written > 0 && written < 100 ? 2000 + written : written;
    }

    private static Reading date(int end, int year, int month, int day) {
        boolean real = month >= 1 && month <= 12 && day <= 31 && (year == 0 || year >= FIRST_YEAR && year <= LAST_YEAR);
        long value = year * 10_000L + month * 100L + day;
        return real ? new Reading(new Figure(end, Measure.DATE, value, value, value), false) : NO_DATE;
    }

    /** Whether what is claimed says nothing else than the evidence, as far as both say it. */
    static boolean agree(long claimed, long known) {
        return same(claimed / 10_000, known / 10_000)
                && claimed / 100 % 100 == known / 100 % 100
                && same(claimed % 100, known % 100);
    }

    private static boolean same(long a, long b) {
        return a == 0 || b == 0 || a == b;
    }

    static @Nullable LocalDate day(long value) {
        int day = (int) (value % 100);
        int year = (int) (value / 10_000);
        try {
            return day == 0 || year == 0 ? null : LocalDate.of(year, (int) (value / 100 % 100), day);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
