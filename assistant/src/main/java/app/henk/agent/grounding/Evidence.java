package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer may lean on: results of tools, the facts of the day, what was said before. Nothing is read before a
 * claim has to be checked: most answers of a conversation make none.
 */
public final class Evidence {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The number as it stood, whatever it counted. */
    private static final int AS_WRITTEN = 1 << 20;

    // minutes of a day are no number that anybody wrote
    private static final int ANY = ~Measure.TIME.bit();

    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private enum Kind {
        RESULT,
        FACTS,
        WORDS
    }

    private record Source(Kind kind, String text) {}

    private final LocalDate today;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Long, Integer> figures = new HashMap<>();
    private final Set<Long> dates = new HashSet<>();
    private final Set<Long> months = new HashSet<>();
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder trusted = new StringBuilder();
    private int read;

    public Evidence(LocalDate today) {
        this.today = today;
    }

    /** JSON that a tool returned. */
    public void addResult(String json) {
        sources.add(new Source(Kind.RESULT, json));
    }

    /** What the program itself knows. */
    public void addFacts(String text) {
        sources.add(new Source(Kind.FACTS, text));
    }

    /** What somebody said: may be repeated, but proves no offer. */
    public void addWords(String text) {
        sources.add(new Source(Kind.WORDS, text));
    }

    boolean bears(Figure claim, FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return switch (claim.measure()) {
            case DATE ->
                months.contains(claim.value())
                        || dates.stream().anyMatch(known -> Dates.agree(claim.value(), known));
            case DAYS ->
                has(claim) || isDistanceToADate(claim) || claim.value() >= 30 * claim.plain() && isAboutMonths(claim);
            default -> has(claim);
        };
    }

    /** Case does not matter. */
    boolean mentions(String text, FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return all.indexOf(text.toLowerCase(Locale.ROOT)) >= 0;
    }

    /** Only in what the tenant's own documents, data and facts say. */
    boolean provides(String text, FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return trusted.indexOf(text.toLowerCase(Locale.ROOT)) >= 0;
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

    private boolean isAboutMonths(Figure claim) {
        long months = claim.plain();
        return figures.entrySet().stream()
                .filter(known -> (known.getValue() & Measure.DAYS.bit()) != 0)
                .anyMatch(known -> known.getKey() >= months * 28 && known.getKey() <= months * 31);
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

    private void readUp(FigureScanner scanner, GroundingWords words) {
        for (; read < sources.size(); read++) {
            Source source = sources.get(read);
            StringBuilder kept = source.kind() == Kind.WORDS ? all : trusted;
            int from = kept.length();
            if (source.kind() == Kind.RESULT) {
                readJson(source.text(), scanner, words);
            } else {
                readText(source.text(), scanner, words);
            }
            if (kept == trusted) {
                all.append(trusted, from, trusted.length());
            }
        }
    }

    private void readJson(String json, FigureScanner scanner, GroundingWords words) {
        try {
            readNode("", JSON.readTree(json), scanner, words);
        } catch (JacksonException shortened) {
            keep(trusted, json);
            scan(json, scanner, words);
        }
    }

    private void readNode(String key, JsonNode node, FigureScanner scanner, GroundingWords words) {
        if (node.isContainer()) {
            node.properties().forEach(child -> readNode(child.getKey(), child.getValue(), scanner, words));
            if (node.isArray()) {
                node.forEach(child -> readNode(key, child, scanner, words));
            }
        } else if (node.isNumber()) {
            keep(trusted, node.asString());
            noteNamed(key, Math.round(node.doubleValue() * Figure.ONE), words);
        } else if (node.isString()) {
            readString(key, node.stringValue(), scanner, words);
        }
    }

    private void readString(String key, String value, FigureScanner scanner, GroundingWords words) {
        keep(trusted, value);
        if (PLAIN_NUMBER.matcher(value).matches()) {
            noteNamed(key, Math.round(Double.parseDouble(value) * Figure.ONE), words);
        } else {
            scan(value, scanner, words);
        }
    }

    /** A figure of our own data says by its name what it counts: lead_days, weight_g_m2, height_mm. */
    private void noteNamed(String key, long value, GroundingWords words) {
        figures.merge(value, AS_WRITTEN, (a, b) -> a | b);
        for (String part : key.split("_")) {
            GroundingWords.Unit unit = words.unit(part);
            if (unit != null) {
                figures.merge(value * unit.factor(), unit.measure().bit(), (a, b) -> a | b);
                return;
            }
        }
    }

    private void readText(String text, FigureScanner scanner, GroundingWords words) {
        keep(sources.get(read).kind() == Kind.WORDS ? all : trusted, text);
        scan(text, scanner, words);
    }

    private static void keep(StringBuilder into, String text) {
        into.append(text.toLowerCase(Locale.ROOT)).append('\n');
    }

    private void scan(String text, FigureScanner scanner, GroundingWords words) {
        String before = "";
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                note(scanner.at(text, i, before, true), isAttached(text, i));
                i = Math.max(FigureScanner.endOfNumber(text, i), i + 1);
                before = "";
            } else if (Character.isLetter(c)) {
                int end = FigureScanner.endOfWord(text, i);
                before = FigureScanner.lower(text, i, end);
                noteMonth(words.month(before));
                int after = end;
                words.number(before)
                        .flatMap(n -> scanner.atWord(text, after, n))
                        .ifPresent(figure -> note(figure, false));
                i = end;
            } else {
                before = c == '€' || c == '$' || c == '£' ? String.valueOf(c) : Character.isWhitespace(c) ? before : "";
                i++;
            }
        }
    }

    /** Who says "in June" means the next one: its year may be named, but no day of it. */
    private void noteMonth(@Nullable Integer month) {
        if (month != null) {
            int year = today.getYear() + (month < today.getMonthValue() ? 1 : 0);
            months.add(year * 10_000L + month * 100L);
        }
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
            figures.merge(Math.max(0, figure.plain()), AS_WRITTEN, (a, b) -> a | b);
            return;
        }
        if (figure.measure() == Measure.DATE) {
            dates.add(figure.value());
            long year = figure.value() / 10_000;
            if (year > 0) {
                figures.merge(year * Figure.ONE, AS_WRITTEN, (a, b) -> a | b);
            }
            return;
        }
        figures.merge(figure.value(), figure.measure().bit(), (a, b) -> a | b);
        if (figure.plain() >= 0) {
            figures.merge(figure.plain(), AS_WRITTEN, (a, b) -> a | b);
        }
        if (figure.other() >= 0) {
            figures.merge(figure.other(), figure.measure().bit(), (a, b) -> a | b);
        }
    }
}
