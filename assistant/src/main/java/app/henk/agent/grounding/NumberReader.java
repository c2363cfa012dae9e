package app.henk.agent.grounding;

import app.henk.agent.grounding.NumberWords.Part;
import app.henk.agent.grounding.NumberWords.Role;
import java.util.List;
import java.util.Optional;

/**
 * Reads one number in words, as far as it goes: "zweitausendvierhundert", "two thousand four hundred and ninety",
 * "quatre-vingt-dix", "zwölften".
 */
final class NumberReader {

    /**
     * What was read.
     *
     * @param end behind its last word
     * @param value in ten-thousandths; -1 when its words make no number together
     * @param languages in which it is said, as bits
     * @param isOpen the text has to go on before this can be told
     */
    record Spoken(int end, long value, int languages, boolean isOrdinal, boolean isOpen) {

        boolean isIn(int language) {
            return (languages & language) != 0;
        }
    }

    private record Word(String lower, int end, boolean isHyphened) {}

    /** Where "and" may join two numbers and not two parts of one: "two hundred and three hundred". */
    private record Before(NumberSum sum, int stop) {}

    private final NumberWords words;
    private final CharSequence text;
    private final boolean whole;

    private NumberSum sum = NumberSum.NOTHING;
    private int stop;
    private boolean isBroken;
    private boolean isOpen;
    private Optional<Before> beforeAnd = Optional.empty();

    private NumberReader(NumberWords words, CharSequence text, boolean whole) {
        this.words = words;
        this.text = text;
        this.whole = whole;
    }

    /**
     * @param first the word that begins it, in lower case
     * @param end where that word ends in the text
     * @param whole nothing more of the text will come
     */
    static Spoken read(NumberWords words, String first, CharSequence text, int end, boolean whole) {
        return new NumberReader(words, text, whole).read(first, end);
    }

    private Spoken read(String first, int end) {
        stop = end;
        Optional<NumberSum> begun = sum.with(words.parts(first));
        isBroken = begun.isEmpty();
        sum = begun.orElse(sum);
        boolean more = true;
        while (more) {
            more = goOn();
        }
        if (!isBroken) {
            addHalf();
        }
        return new Spoken(stop, isBroken ? -1 : sum.value(), sum.languages(), sum.isOrdinal(), isOpen);
    }

    private boolean goOn() {
        Word word = next(stop);
        int and = words.joint(word.lower());
        if (isOpen || and != 0) {
            return !isOpen && goOnBehindAnd(and, next(word.end()));
        }
        List<Part> parts = words.parts(word.lower());
        if (parts.isEmpty()) {
            return false;
        }
        Optional<NumberSum> more = isBroken ? Optional.empty() : sum.with(parts);
        if (more.isEmpty()) {
            return passMisfit(word, parts.getFirst());
        }
        if (isUnitHere(word)) {
            return false;
        }
        sum = more.get();
        stop = word.end();
        return true;
    }

    private boolean goOnBehindAnd(int language, Word word) {
        Optional<NumberSum> more =
                isOpen || isBroken || words.parts(word.lower()).isEmpty()
                        ? Optional.empty()
                        : sum.joined(language).flatMap(joined -> joined.with(words.parts(word.lower())));
        more.ifPresent(joined -> {
            beforeAnd = Optional.of(new Before(sum, stop));
            sum = joined;
            stop = word.end();
        });
        return more.isPresent();
    }

    /** What cannot follow ends the number, or makes none of it. */
    private boolean passMisfit(Word word, Part part) {
        boolean another = word.isHyphened()
                || words.isUnit(word.lower())
                || part.role() == Role.ONE
                || part.role() == Role.ORDINAL;
        if (another || beforeAnd.isPresent()) {
            beforeAnd.filter(before -> !another).ifPresent(before -> {
                sum = before.sum();
                stop = before.stop();
            });
            return false;
        }
        isBroken = true;
        stop = word.end();
        return true;
    }

    /** "Six cents" are six, "six cents grammes" are six hundred. */
    private boolean isUnitHere(Word word) {
        boolean either = words.isUnit(word.lower()) && (sum.isIn(NumberWords.GERMAN) || sum.isIn(NumberWords.ENGLISH));
        if (!either) {
            return false;
        }
        Word behind = next(word.end());
        return isOpen
                || !words.isUnit(behind.lower()) && words.parts(behind.lower()).isEmpty();
    }

    private void addHalf() {
        int next = FigureScanner.skipSpaces(text, stop);
        String rest = FigureScanner.lower(text, next, Math.min(text.length(), next + 16));
        words.halves().forEach((half, language) -> {
            if (sum.isIn(language) && rest.startsWith(half)) {
                sum = sum.andAHalf();
                stop = FigureScanner.endOfWord(text, next + half.length());
            } else if (sum.isIn(language) && !whole && half.startsWith(rest)) {
                isOpen = true;
            }
        });
    }

    private Word next(int from) {
        boolean hyphen = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '\u2011');
        int start = hyphen ? from + 1 : FigureScanner.skipSpaces(text, from);
        int end = FigureScanner.endOfWord(text, start);
        isOpen |= end == text.length() && !whole;
        return new Word(FigureScanner.lower(text, start, end), end, hyphen);
    }
}
