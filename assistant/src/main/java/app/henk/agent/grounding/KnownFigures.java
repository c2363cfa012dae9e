package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers and dates of what an answer may lean on, and what follows from them. */
final class KnownFigures {

    /** The number as it stood, whatever it counted. */
    private static final int AS_WRITTEN = 1 << 20;

    private static final long SUM = 100 * Figure.ONE;

    // minutes of a day are no number that anybody wrote
    private static final int ANY = ~Measure.TIME.bit();

    private final LocalDate today;
    private final Map<Long, Integer> figures = new HashMap<>();
    private final Set<Long> dates = new HashSet<>();
    private final Set<Integer> months = new HashSet<>();

    KnownFigures(LocalDate today) {
        this.today = today;
        // what "next year" is
        add((today.getYear() + 1) * Figure.ONE, AS_WRITTEN);
    }

    boolean bear(Figure claim) {
        return switch (claim.measure()) {
            case DATE -> isKnownDate(claim.value());
            case DAYS ->
                has(claim) || isDistanceToADate(claim) || claim.value() >= 30 * claim.plain() && isAboutMonths(claim);
            default -> has(claim);
        };
    }

    /** Whether anything here counts this. */
    boolean counts(Measure measure) {
        return measure == Measure.DATE
                ? !dates.isEmpty()
                : figures.values().stream().anyMatch(counted -> (counted & measure.bit()) != 0);
    }

    /** Whether this very number counts such a thing here. */
    boolean counts(Figure figure, Measure measure) {
        return seen(figure.value(), measure.bit());
    }

    /** Like {@link #bear}, but by nothing that is merely the same number. */
    boolean bearExactly(Figure claim) {
        return switch (claim.measure()) {
            case DATE -> isKnownDate(claim.value());
            case DAYS ->
                seen(claim.value(), Measure.DAYS.bit()) || claim.value() >= 30 * claim.plain() && isAboutMonths(claim);
            default ->
                seen(claim.value(), claim.measure().bit())
                        || seen(claim.other(), claim.measure().bit());
        };
    }

    private boolean has(Figure claim) {
        if (claim.measure() == Measure.NUMBER) {
            return seen(claim.value(), ANY) || seen(claim.other(), ANY);
        }
        // what was counted as something else is no evidence: 280 grams are not 280 days
        int counts = claim.measure().bit() | Measure.NUMBER.bit();
        return seen(claim.value(), counts)
                || seen(claim.other(), counts)
                || claim.plain() >= 0 && seen(claim.plain(), Measure.NUMBER.bit());
    }

    private boolean seen(long value, int measures) {
        return value >= 0 && (figures.getOrDefault(value, 0) & measures) != 0;
    }

    /** A month that somebody named, or a day of one, may be said with its year where that can only be the next ones. */
    private boolean isKnownDate(long claimed) {
        boolean isDay = claimed % 100 != 0;
        int month = (int) (claimed / 100 % 100);
        return dates.stream().anyMatch(known -> Dates.agree(claimed, known) && (known >= 10_000 || isSoon(claimed)))
                || !isDay && months.contains(month) && isSoon(claimed);
    }

    private boolean isSoon(long claimed) {
        long year = claimed / 10_000;
        int month = (int) (claimed / 100 % 100);
        long ahead = (year - today.getYear()) * 12 + month - today.getMonthValue();
        return year == 0 || ahead >= 0 && ahead <= 24;
    }

    private boolean isAboutMonths(Figure claim) {
        long count = claim.plain();
        return figures.entrySet().stream()
                .filter(known -> (known.getValue() & Measure.DAYS.bit()) != 0)
                .anyMatch(known -> known.getKey() >= count * 28 && known.getKey() <= count * 31);
    }

    /** "in 29 Wochen": how far away a day is that was spoken of. */
    private boolean isDistanceToADate(Figure claim) {
        if (claim.plain() <= 0) {
            return false;
        }
        long unit = claim.value() / claim.plain();
        long claimed = claim.value() / Figure.ONE;
        for (long date : dates) {
            LocalDate day = Dates.day(date);
            long distance = day == null ? -1 : Math.abs(ChronoUnit.DAYS.between(today, day));
            if (distance > 0 && Math.abs(distance - claimed) < Math.max(2, unit)) {
                return true;
            }
        }
        return false;
    }

    /** A figure of our own data says by its name what it counts: lead_days, weight_g_m2, height_mm. */
    void noteNamed(String key, long value, GroundingWords words) {
        add(value, AS_WRITTEN);
        noteMeasured(key, value, words);
    }

    /** Where the name says what it counts. */
    void noteMeasured(String key, long value, GroundingWords words) {
        for (String part : key.split("_")) {
            GroundingWords.Unit unit = words.unit(part);
            if (unit != null) {
                add(value * unit.factor(), unit.measure().bit());
                return;
            }
        }
    }

    /** @param byPerson the text is somebody's own words, in which a month means the next one of that name */
    void scan(String text, boolean byPerson, FigureScanner scanner, GroundingWords words) {
        String before = "";
        int telephone = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            telephone = c == '+' ? endOfTelephone(text, i) : telephone;
            if (Character.isDigit(c)) {
                Figure figure = scanner.at(text, i, before, true);
                note(figure, i < telephone || isAttached(text, i));
                // of "28. November 2026" no more is known than that day
                int end = figure != null && figure.measure() == Measure.DATE ? figure.end() : 0;
                i = Math.max(Math.max(FigureScanner.endOfNumber(text, i), end), i + 1);
                before = "";
            } else if (Character.isLetter(c)) {
                int end = FigureScanner.endOfWord(text, i);
                String word = FigureScanner.lower(text, i, end);
                noteMonth(words.month(word), byPerson);
                i = words.numbers().begins(word) ? noteWords(scanner.atWord(text, word, end, before, true), end) : end;
                before = words.before(before, word);
            } else {
                before = c == '€' || c == '$' || c == '£' ? String.valueOf(c) : Character.isWhitespace(c) ? before : "";
                i++;
            }
        }
    }

    /** What words count; of those that count nothing only a sum, for "two of them" proves no two weeks. */
    private int noteWords(@Nullable Figure figure, int otherwise) {
        if (figure == null) {
            return otherwise;
        }
        if (figure.measure() != Measure.NUMBER || figure.value() >= SUM) {
            note(figure, false);
        }
        return figure.end();
    }

    private void noteMonth(@Nullable Integer month, boolean byPerson) {
        if (month != null && byPerson) {
            months.add(month);
        }
    }

    /** The digits of a telephone number may be said again, but are no price. */
    private static int endOfTelephone(String text, int plus) {
        int end = plus + 1;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || " ()/-".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** In an article number digits count nothing. */
    private static boolean isAttached(String text, int at) {
        return at > 0 && Character.isLetter(text.charAt(at - 1))
                || at > 1 && text.charAt(at - 1) == '-' && Character.isLetterOrDigit(text.charAt(at - 2));
    }

    private void note(@Nullable Figure figure, boolean attached) {
        if (figure == null || figure.value() < 0) {
            return;
        }
        if (attached) {
            add(Math.max(0, figure.plain()), AS_WRITTEN);
            return;
        }
        if (figure.measure() == Measure.DATE) {
            dates.add(figure.value());
            long year = figure.value() / 10_000;
            if (year > 0) {
                add(year * Figure.ONE, AS_WRITTEN);
            }
            return;
        }
        add(figure.value(), figure.measure().bit());
        if (figure.plain() >= 0) {
            add(figure.plain(), AS_WRITTEN);
        }
        if (figure.other() >= 0) {
            add(figure.other(), figure.measure().bit());
        }
    }

    private void add(long value, int measure) {
        figures.merge(value, measure, (a, b) -> a | b);
    }
}
