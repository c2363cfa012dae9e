package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches.Match;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows a product as a card; for a client that knows none, its fallback says the same. */
@Component
class ProductCards {

    private final Wording wording;

    ProductCards(Wording wording) {
        this.wording = wording;
    }

    Card card(Match match, String language) {
        Product product = match.product();
        String price = wording.say(
                "agent.product.price",
                language,
                Map.of(
                        "amount", Amounts.say(product.price(), language),
                        "from", product.cloth().isPresent(),
                        "unit", word("unit", product.unit(), language)));
        List<Map<String, String>> fields = fields(product, language);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", product.name());
        content.put("fallback", fallback(product.name(), price, fields));
        content.put("sku", product.sku());
        product.cloth()
                .ifPresent(cloth -> content.put(
                        "swatch",
                        Map.of("weave", cloth.weave(), "pattern", cloth.pattern(), "colour", cloth.colourHex())));
        content.put("price", price);
        content.put("unit", word("unit", product.unit(), language));
        content.put("stock", word("stock", product.stock() > 0 ? "yes" : "no", language));
        content.put("fields", fields);
        content.put("reason", reason(match, language));
        content.put("actions", List.of(action(product, language)));
        return new Card(Ids.next().toString(), "product", content);
    }

    private List<Map<String, String>> fields(Product product, String language) {
        List<Map<String, String>> fields = new ArrayList<>();
        product.cloth().ifPresent(cloth -> {
            fields.add(field("composition", composition(cloth.composition(), language), language));
            fields.add(field("weight", cloth.weight() + " g/m²", language));
            fields.add(field("season", words("season", cloth.seasons(), language), language));
            fields.add(field("mill", cloth.mill(), language));
        });
        if (product.cloth().isEmpty()) {
            product.facts()
                    .forEach((name, value) -> fields.add(
                            Map.of("label", word("fact", name, language).replace('_', ' '), "value", value)));
        }
        fields.add(field(
                "lead", wording.say("agent.product.days", language, Map.of("days", product.leadDays())), language));
        return List.copyOf(fields);
    }

    private Map<String, String> field(String name, String value, String language) {
        return Map.of("label", wording.say("agent.product.label." + name, language), "value", value);
    }

    private String reason(Match match, String language) {
        return match.reasons().stream()
                .limit(2)
                .map(key -> wordOf("catalog.reason." + key, "", language))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private Map<String, String> action(Product product, String language) {
        return Map.of(
                "id", "ask:" + product.sku(),
                "label", wording.say("agent.product.ask", language),
                "say", wording.say("agent.product.say", language, Map.of("name", product.name())));
    }

    private String composition(Map<String, Integer> percent, String language) {
        return percent.entrySet().stream()
                .map(fibre -> fibre.getValue() + " % " + word("fibre", fibre.getKey(), language))
                .collect(Collectors.joining(", "));
    }

    private String words(String kind, List<String> keys, String language) {
        return keys.stream().map(key -> word(kind, key, language)).collect(Collectors.joining(", "));
    }

    /** A catalogue's word in the reader's language, or the word itself where nobody has translated it. */
    private String word(String kind, String key, String language) {
        return wordOf("catalog." + kind + "." + key, key, language);
    }

    private String wordOf(String key, String otherwise, String language) {
        return wording.has(key, language) || wording.has(key, "en") ? wording.say(key, language) : otherwise;
    }

    private static String fallback(String name, String price, List<Map<String, String>> fields) {
        return fields.stream()
                .map(field -> field.get("label") + ": " + field.get("value"))
                .collect(Collectors.joining(", ", name + ", " + price + " (", ")"));
    }
}
