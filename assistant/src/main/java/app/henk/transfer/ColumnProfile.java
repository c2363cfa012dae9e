package app.henk.transfer;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What all values of one column have in common. Its memory does not grow with the file. */
final class ColumnProfile {

    private static final int SAMPLES = 3;
    private static final int MOST_WORDS = 60;
    private static final int LONGEST_WORD = 80;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d\\s()/.-]{7,24}");

    private final Map<DateForm, Integer> dates = new EnumMap<>(DateForm.class);
    private final Map<DecimalMark, Integer> numbers = new EnumMap<>(DecimalMark.class);
    private final Map<String, Integer> words = new LinkedHashMap<>();
    private boolean moreWords;
    private int filled;
    private int emails;
    private int phones;
    private int marked;

    void add(String cell) {
        if (cell.isEmpty()) {
            return;
        }
        filled++;
        char first = cell.charAt(0);
        if (cell.length() <= LONGEST_WORD) {
            count(cell);
            if (first >= '0' && first <= '9') {
                for (DateForm form : DateForm.values()) {
                    if (form.read(cell).isPresent()) {
                        dates.merge(form, 1, Integer::sum);
                    }
                }
            }
            if (cell.chars().anyMatch(Character::isDigit)) {
                for (DecimalMark mark : DecimalMark.values()) {
                    if (mark.read(cell).isPresent()) {
                        numbers.merge(mark, 1, Integer::sum);
                    }
                }
                marked += cell.indexOf('.') >= 0 || cell.indexOf(',') >= 0 ? 1 : 0;
                phones += PHONE.matcher(cell).matches() ? 1 : 0;
            }
            emails += cell.indexOf('@') > 0 && EMAIL.matcher(cell).matches() ? 1 : 0;
        }
    }

    private void count(String cell) {
        if (words.size() < MOST_WORDS || words.containsKey(cell)) {
            words.merge(cell, 1, Integer::sum);
        } else {
            moreWords = true;
        }
    }

    int filled() {
        return filled;
    }

    /** Of the filled cells, from 0 to 1. */
    double emails() {
        return share(emails);
    }

    double phones() {
        return share(phones);
    }

    double dates() {
        return share(dates.values().stream().mapToInt(n -> n).max().orElse(0));
    }

    double numbers() {
        return share(numbers.values().stream().mapToInt(n -> n).max().orElse(0));
    }

    int dates(DateForm form) {
        return dates.getOrDefault(form, 0);
    }

    int numbers(DecimalMark mark) {
        return numbers.getOrDefault(mark, 0);
    }

    /** Whether any number has a sign that may be the decimal one. */
    boolean hasMarks() {
        return marked > 0;
    }

    /** Its different values and how often each is there, when they are few. */
    Map<String, Integer> words() {
        return moreWords ? Map.of() : words;
    }

    List<String> samples() {
        return words.keySet().stream().limit(SAMPLES).toList();
    }

    private double share(int some) {
        return filled == 0 ? 0 : some / (double) filled;
    }
}
