package app.henk.agent.grounding;

import static app.henk.agent.grounding.NumberWords.ENGLISH;
import static app.henk.agent.grounding.NumberWords.FRENCH;
import static app.henk.agent.grounding.NumberWords.GERMAN;

import app.henk.agent.grounding.NumberWords.Part;
import app.henk.agent.grounding.NumberWords.Role;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of a number in words make together. A part that cannot follow those before it makes nothing.
 *
 * @param languages in which all of them are said, as bits
 * @param total of the thousands and millions that are over
 * @param group the present one, below a thousand
 * @param last the part before
 * @param factor of the last multiplier; the next one is smaller
 * @param isJoined the last part was an "and"
 */
record NumberSum(
        int languages,
        long total,
        int group,
        int last,
        int factor,
        boolean isJoined,
        boolean hasHalf,
        boolean isOrdinal) {

    static final NumberSum NOTHING =
            new NumberSum(GERMAN | ENGLISH | FRENCH, 0, 0, 0, Integer.MAX_VALUE, false, false, false);

    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1_000;

    /** In ten-thousandths, as a {@link Figure} has it. */
    long value() {
        return (total + group) * Figure.ONE + (hasHalf ? Figure.ONE / 2 : 0);
    }

    Optional<NumberSum> with(List<Part> parts) {
        Optional<NumberSum> sum = Optional.of(this);
        for (Part part : parts) {
            sum = sum.flatMap(before -> before.with(part));
        }
        return sum.filter(made -> !made.isJoined);
    }

    /** An "and" between two words: "hundred and forty", "vingt et un"; in German only behind a hundred or a thousand. */
    Optional<NumberSum> joined(int language) {
        boolean behindHundreds = group % HUNDRED == 0 && group + total > 0;
        return isOver() || (languages & language) == 0 || !behindHundreds && language != FRENCH
                ? Optional.empty()
                : Optional.of(joint(language));
    }

    boolean isIn(int language) {
        return (languages & language) != 0;
    }

    NumberSum andAHalf() {
        return new NumberSum(languages, total, group, last, factor, false, true, isOrdinal);
    }

    private Optional<NumberSum> with(Part part) {
        int common = languages & part.languages();
        if (common == 0 || isOver()) {
            return Optional.empty();
        }
        return switch (part.role()) {
            case UNREADABLE -> Optional.empty();
            case AND -> isJoined || group + total == 0 ? Optional.empty() : Optional.of(joint(common));
            case HALF -> Optional.of(andAHalf());
            case NUMBER, ONE, ORDINAL -> {
                if (part.value() >= THOUSAND) {
                    yield multiplied(part.value(), common);
                }
                yield part.value() == HUNDRED ? hundreds(common) : small(part, common);
            }
        };
    }

    private boolean isOver() {
        return isOrdinal || hasHalf;
    }

    private NumberSum joint(int language) {
        return new NumberSum(languages & language, total, group, last, factor, true, false, false);
    }

    private Optional<NumberSum> multiplied(int by, int common) {
        boolean fits = !isJoined && by < factor;
        long more = (long) Math.max(group, 1) * by;
        return fits
                ? Optional.of(new NumberSum(common, total + more, 0, by, by, false, false, false))
                : Optional.empty();
    }

    /** "Fifteen hundred" is said in German and English, "deux cents" in French. */
    private Optional<NumberSum> hundreds(int common) {
        int said = group > 9 ? common & ~FRENCH : common;
        boolean fits = !isJoined && group < HUNDRED && said != 0;
        return fits ? Optional.of(grown(said, Math.max(group, 1) * HUNDRED, HUNDRED, false)) : Optional.empty();
    }

    private Optional<NumberSum> small(Part part, int common) {
        int value = part.value();
        int rest = group % HUNDRED;
        int said = common & (isJoined ? saidBehindAnd(rest, value) : saidBehind(rest, value));
        int more = rest == 4 && value == 20 && (said & FRENCH) != 0 ? 76 : value;
        return said == 0
                ? Optional.empty()
                : Optional.of(grown(said, group + more, value, part.role() == Role.ORDINAL));
    }

    /** In which languages this follows an "and": "zwei-und-zwanzig", "hundred and two", "vingt et un". */
    private static int saidBehindAnd(int rest, int value) {
        if (rest == 0) {
            return value == 1 ? GERMAN | ENGLISH | FRENCH : GERMAN | ENGLISH;
        }
        boolean germanTens = rest < 10 && value >= 20;
        boolean frenchOne = rest >= 20 && rest % 10 == 0 && (value == 1 || rest == 60 && value == 11);
        return (germanTens ? GERMAN : 0) | (frenchOne ? FRENCH : 0);
    }

    /** In which languages this follows directly: "hundertzwei", "twenty-two", "dix-sept", "quatre-vingt-dix". */
    private int saidBehind(int rest, int value) {
        if (rest == 0) {
            return GERMAN | ENGLISH | FRENCH;
        }
        boolean ones = value < 10 && rest >= 20 && rest % 10 == 0;
        boolean frenchTeens = value >= 10 && value < 20 && (rest == 60 || rest == 80)
                || value >= 7 && value < 10 && last == 10
                || value == 20 && rest == 4;
        return (ones ? ENGLISH | FRENCH : 0) | (frenchTeens ? FRENCH : 0);
    }

    private NumberSum grown(int said, int sum, int part, boolean ordinal) {
        return new NumberSum(said, total, sum, part, factor, false, false, ordinal);
    }
}
