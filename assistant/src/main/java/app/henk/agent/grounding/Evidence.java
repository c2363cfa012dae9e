package app.henk.agent.grounding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer may lean on: results of tools, the facts of the day, what was said before. Nothing is read before a
 * claim has to be checked: most answers of a conversation make none.
 */
public final class Evidence {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private enum Kind {
        RESULT,
        FACTS,
        WORDS
    }

    private record Source(Kind kind, String text) {}

    private final List<Source> sources = new ArrayList<>();
    private final KnownFigures figures;
    private final Quotations quotations = new Quotations();
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder trusted = new StringBuilder();
    private int read;

    public Evidence(LocalDate today) {
        this.figures = new KnownFigures(today);
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
        return figures.bear(claim);
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

    /** Only what tools returned can be quoted: the facts of the day repeat what a person wished to be remembered. */
    boolean quotes(String sentence, int claim, boolean over, FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return quotations.have(sentence, claim, over);
    }

    private void readUp(FigureScanner scanner, GroundingWords words) {
        for (; read < sources.size(); read++) {
            Source source = sources.get(read);
            StringBuilder kept = source.kind() == Kind.WORDS ? all : trusted;
            int from = kept.length();
            if (source.kind() == Kind.RESULT) {
                readJson(source.text(), scanner, words);
            } else {
                keep(kept, source.text());
                figures.scan(source.text(), source.kind() == Kind.WORDS, scanner, words);
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
            quotations.add(json);
            figures.scan(json, false, scanner, words);
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
            figures.noteNamed(key, Math.round(node.doubleValue() * Figure.ONE), words);
        } else if (node.isString()) {
            readString(key, node.stringValue(), scanner, words);
        }
    }

    private void readString(String key, String value, FigureScanner scanner, GroundingWords words) {
        keep(trusted, value);
        if (PLAIN_NUMBER.matcher(value).matches()) {
            figures.noteNamed(key, Math.round(Double.parseDouble(value) * Figure.ONE), words);
        } else {
            quotations.add(value);
            figures.scan(value, false, scanner, words);
        }
    }

    private static void keep(StringBuilder into, String text) {
        into.append(text.toLowerCase(Locale.ROOT)).append('\n');
    }
}
