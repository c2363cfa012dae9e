package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.catalog.Product;
import app.henk.catalog.Quote;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Says a price that adds up, or what is unclear about it: as facts for whoever words the answer, and as a card. */
@Component
class QuoteWords {

    private final Wording wording;
    private final ProductCards cards;

    QuoteWords(Wording wording, ProductCards cards) {
        this.wording = wording;
        this.cards = cards;
    }

    Map<String, Object> facts(Quote.Priced priced, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", "priced");
        facts.put(
                "product", named(priced.product(), Amounts.say(priced.product().price(), language)));
        facts.put(
                "lines",
                priced.lines().stream()
                        .map(line -> named(line.extra(), price(line, language)))
                        .toList());
        facts.put("total", Amounts.say(priced.total(), language));
        facts.put("sum", sum(priced, language));
        facts.put("lead_days", priced.leadDays());
        facts.put("ready", priced.ready().toString());
        facts.put("in_stock", priced.inStock());
        facts.put(
                "words",
                wording.say(
                        "catalog.quote.words." + (priced.lines().isEmpty() ? "alone" : "sum"),
                        language,
                        Map.of(
                                "name",
                                priced.product().name(),
                                "total",
                                Amounts.say(priced.total(), language),
                                "sum",
                                sum(priced, language),
                                "day",
                                LimitWords.day(priced.ready(), language))));
        return facts;
    }

    /** "1.390 € + 60 € + 35 €". */
    private static String sum(Quote.Priced priced, String language) {
        return Stream.concat(
                        Stream.of(priced.product().price()),
                        priced.lines().stream().map(Quote.Line::price))
                .filter(price -> !price.isZero())
                .map(price -> Amounts.say(price, language))
                .collect(Collectors.joining(" + "));
    }

    private String price(Quote.Line line, String language) {
        return line.price().isZero()
                ? wording.say("catalog.extra.included", language)
                : Amounts.say(line.price(), language);
    }

    private static Map<String, Object> named(Product product, String price) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sku", product.sku());
        facts.put("name", product.name());
        facts.put("price", price);
        return facts;
    }

    Card card(Quote.Priced priced, String language) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(priced.product().name(), Amounts.say(priced.product().price(), language)));
        priced.lines().forEach(line -> rows.add(List.of(line.extra().name(), price(line, language))));
        Map<String, String> name = Map.of("name", priced.product().name());
        return Tables.card(
                wording.say("catalog.quote.title", language, name),
                List.of(wording.say("catalog.quote.item", language), wording.say("catalog.quote.price", language)),
                List.copyOf(rows),
                List.of(wording.say("catalog.quote.total", language), Amounts.say(priced.total(), language)),
                List.of(Map.of(
                        "id", "choose:" + priced.product().sku(),
                        "label", wording.say("catalog.quote.take", language),
                        "say", wording.say("catalog.quote.say", language, name))));
    }

    Map<String, Object> unclear(Quote.Unclear unclear, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", "unclear");
        facts.put(
                "unknown",
                unclear.unknown().stream()
                        .map(unknown ->
                                Map.of("asked", unknown.asked(), "nearest", extras(unknown.nearest(), language)))
                        .toList());
        facts.put(
                "words",
                unclear.unknown().stream()
                        .map(unknown -> unknown(unknown, language))
                        .collect(Collectors.joining(" ")));
        return facts;
    }

    private String unknown(Quote.Unknown unknown, String language) {
        return wording.say(
                "catalog.quote.unknown." + (unknown.nearest().isEmpty() ? "none" : "some"),
                language,
                Map.of("asked", unknown.asked(), "nearest", either(unknown.nearest(), language)));
    }

    Map<String, Object> contradictory(Quote.Contradictory contradictory, String language) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", "contradictory");
        facts.put("only_one_of", extras(contradictory.onlyOneOf(), language));
        facts.put(
                "words",
                wording.say(
                        "catalog.quote.one", language, Map.of("names", either(contradictory.onlyOneOf(), language))));
        return facts;
    }

    private List<Map<String, Object>> extras(List<Product> extras, String language) {
        return extras.stream()
                .map(extra -> named(extra, cards.price(extra, language)))
                .toList();
    }

    /** "Hornknöpfe (45 € zusätzlich) oder Perlmuttknöpfe (55 € zusätzlich)". */
    private String either(List<Product> extras, String language) {
        String or = " " + wording.say("catalog.quote.or", language) + " ";
        List<String> named = extras.stream()
                .map(extra -> extra.name() + " (" + cards.price(extra, language) + ")")
                .toList();
        int last = named.size() - 1;
        return last < 1 ? String.join("", named) : String.join(", ", named.subList(0, last)) + or + named.get(last);
    }
}
