package app.henk.agent.grounding;

import app.henk.agent.grounding.Figure.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\d.,-])\\d{1,9}(\\.\\d{1,4})?(?![\\p{L}\\d.,-])");
    private static final int MOST_NUMBERS = 8;
    /** How far a product keeps from what a person has set: told beside that limit, and no figure of its own. */
    private static final String MARGINS = "why";

    private enum Kind {
        RESULT,
        FACTS,
        WORDS
    }

    private record Source(Kind kind, String text) {}

    /** What a result says of the one that just missed: that sentence as it stands, and nothing else. */
    private static final String NEAR_MISS = "fourth";

    private static final String DOCUMENTS = "passages";

    private final LocalDate today;
    private final List<Source> sources = new ArrayList<>();
    private final KnownFigures said;
    private final KnownFigures documents;
    private final KnownFigures rest;
    private final Map<String, KnownFigures> byProduct = new HashMap<>();
    private final Set<String> outOfStock = new HashSet<>();
    private final Quotations quotations = new Quotations();
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder trusted = new StringBuilder();
    private int read;

    public Evidence(LocalDate today) {
        this.today = today;
        this.said = new KnownFigures(today);
        this.documents = new KnownFigures(today);
        this.rest = new KnownFigures(today);
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

    /** What may be said word for word, whatever figures stand in it; they prove nothing elsewhere. */
    public void addQuotable(String text) {
        quotations.add(text);
    }

    boolean bears(Figure claim, FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return rest.bear(claim)
                || said.bear(claim)
                || documents.bear(claim)
                || byProduct.values().stream().anyMatch(known -> known.bear(claim));
    }

    /** Whether this is the name of something whose own figures are known. */
    boolean describes(String product) {
        return byProduct.containsKey(product);
    }

    /**
     * Whether a figure may be said of these: it is one of them has, or none of them has any of its kind, or the
     * documents name it as a price, or the person has and it is told as their limit.
     */
    boolean bears(Figure claim, Collection<String> products, boolean asLimit) {
        List<KnownFigures> known =
                products.stream().map(byProduct::get).filter(Objects::nonNull).toList();
        if (claim.measure() == Measure.NUMBER) {
            return known.stream().anyMatch(figures -> figures.bear(claim)) || isNobodysOwn(claim, asLimit);
        }
        List<KnownFigures> counting = known.stream()
                .filter(figures -> figures.counts(claim.measure()))
                .toList();
        if (counting.isEmpty() || counting.stream().anyMatch(figures -> figures.bearExactly(claim))) {
            return true;
        }
        return claim.measure() == Measure.MONEY && (documents.bearExactly(claim) || asLimit && said.bearExactly(claim));
    }

    /** A bare number may be said of anything, unless it is a price without its sign. */
    private boolean isNobodysOwn(Figure claim, boolean asLimit) {
        return documents.bear(claim)
                || Stream.of(said, rest)
                        .anyMatch(known -> known.bear(claim) && (asLimit || !known.counts(claim, Measure.MONEY)));
    }

    /** What is known not to be there, in lower case. */
    Set<String> outOfStock(FigureScanner scanner, GroundingWords words) {
        readUp(scanner, words);
        return outOfStock;
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
                boolean byPerson = source.kind() == Kind.WORDS;
                (byPerson ? said : rest).scan(source.text(), byPerson, scanner, words);
            }
            if (kept == trusted) {
                all.append(trusted, from, trusted.length());
            }
        }
    }

    private void readJson(String json, FigureScanner scanner, GroundingWords words) {
        try {
            JsonNode root = JSON.readTree(json);
            // a sum is said of what it is the price of
            readNode("", root, figuresOf(root.path("product"), rest), scanner, words);
        } catch (JacksonException shortened) {
            keep(trusted, json);
            quotations.add(json);
            rest.scan(json, false, scanner, words);
        }
    }

    private void readNode(String key, JsonNode node, KnownFigures into, FigureScanner scanner, GroundingWords words) {
        if (key.equals(NEAR_MISS) && node.isObject()) {
            quotations.add(node.path("words").asString(""));
        } else if (node.isContainer()) {
            KnownFigures own = switch (key) {
                case DOCUMENTS -> documents;
                case MARGINS -> said;
                default -> figuresOf(node, into);
            };
            node.properties().forEach(child -> readNode(child.getKey(), child.getValue(), own, scanner, words));
            if (node.isArray()) {
                node.forEach(child -> readNode(key, child, own, scanner, words));
            }
        } else if (node.isNumber()) {
            keep(trusted, node.asString());
            into.noteNamed(key, Math.round(node.doubleValue() * Figure.ONE), words);
        } else if (node.isString()) {
            readString(key, node.stringValue(), into, scanner, words);
        }
    }

    /** What has a number and a name is a product: its figures are its own. */
    private KnownFigures figuresOf(JsonNode node, KnownFigures otherwise) {
        if (!node.path("sku").isString() || !node.path("name").isString()) {
            return otherwise;
        }
        String name = node.path("name").stringValue().toLowerCase(Locale.ROOT);
        if (node.path("in_stock").isBoolean()) {
            if (node.path("in_stock").booleanValue()) {
                outOfStock.remove(name);
            } else {
                outOfStock.add(name);
            }
        }
        return byProduct.computeIfAbsent(name, n -> new KnownFigures(today));
    }

    private void readString(String key, String value, KnownFigures into, FigureScanner scanner, GroundingWords words) {
        keep(trusted, value);
        if (PLAIN_NUMBER.matcher(value).matches()) {
            into.noteNamed(key, Math.round(Double.parseDouble(value) * Figure.ONE), words);
        } else {
            quotations.add(value);
            into.scan(value, false, scanner, words);
            // "600 × 900" of work_area_mm
            NUMBER.matcher(value)
                    .results()
                    .limit(MOST_NUMBERS)
                    .forEach(number ->
                            into.noteMeasured(key, Math.round(Double.parseDouble(number.group()) * Figure.ONE), words));
        }
    }

    private static void keep(StringBuilder into, String text) {
        into.append(text.toLowerCase(Locale.ROOT)).append('\n');
    }
}
