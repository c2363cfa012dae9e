package app.henk.agent.tools;

import app.henk.agent.Card;
import app.henk.agent.tools.AdviceWords.Reason;
import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches.Match;
import app.henk.platform.Ids;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows a product as a card; for a client that knows none, its fallback says the same. */
@Component
class ProductCards {

    private static final int MOST_REASONS = 3;
    /** The tenant names first what matters most. */
    private static final int MOST_FACTS = 7;

    private static final int SEASONS = 4;

    private final Wording wording;

    ProductCards(Wording wording) {
        this.wording = wording;
    }

    /** @param why what tells this one from the others */
    Card card(Match match, List<Reason> why, ProductWords words) {
        Product product = match.product();
        String language = words.language();
        String price = price(product, language);
        String stock = wording.say("agent.product.stock." + (product.isInStock() ? "yes" : "no"), language);
        String reason = reason(match, why, words);
        List<Map<String, String>> fields = fields(product, words);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", product.name());
        content.put("fallback", fallback(product.name() + ", " + price, reason, fields, stock));
        content.put("sku", product.sku());
        product.cloth()
                .ifPresent(cloth -> content.put(
                        "swatch",
                        Map.of("weave", cloth.weave(), "pattern", cloth.pattern(), "colour", cloth.colourHex())));
        content.put("price", price);
        content.put("unit", words.word("unit", product.unit()));
        content.put("stock", stock);
        content.put("fields", fields);
        content.put("reason", reason);
        content.put("actions", List.of(action(product, language)));
        return new Card(Ids.next().toString(), "product", content);
    }

    /** Of what is added: how much it adds. */
    String price(Product product, String language) {
        String amount = Amounts.say(product.price(), language);
        if (product.extraFor().isPresent()) {
            return product.price().isZero()
                    ? wording.say("catalog.extra.included", language)
                    : wording.say("catalog.extra.price", language, Map.of("amount", amount));
        }
        return wording.say(
                "agent.product.price",
                language,
                Map.of("amount", amount, "from", product.cloth().isPresent()));
    }

    private List<Map<String, String>> fields(Product product, ProductWords words) {
        String language = words.language();
        List<Map<String, String>> fields = new ArrayList<>();
        product.cloth()
                .ifPresentOrElse(
                        cloth -> addCloth(cloth, words, fields),
                        () -> product.facts().entrySet().stream()
                                .limit(MOST_FACTS)
                                .map(fact -> words.fact(fact.getKey(), fact.getValue()))
                                .forEach(fact -> fields.add(Map.of("label", fact.label(), "value", fact.value()))));
        if (product.leadDays() > 0 || product.extraFor().isEmpty()) {
            fields.add(field(
                    "lead", wording.say("agent.product.days", language, Map.of("days", product.leadDays())), language));
        }
        fields.removeIf(field -> field.getOrDefault("value", "").isEmpty());
        return List.copyOf(fields);
    }

    private void addCloth(Product.Cloth cloth, ProductWords words, List<Map<String, String>> fields) {
        String language = words.language();
        fields.add(field("composition", words.composition(cloth.composition()), language));
        fields.add(field("weave", words.word("weave", cloth.weave()), language));
        fields.add(field(
                "look",
                words.word("colour", cloth.colour()) + ", " + words.word("pattern", cloth.pattern()),
                language));
        fields.add(field("weight", cloth.weight() + " g/m²", language));
        fields.add(field("season", seasons(cloth, words), language));
        fields.add(field("mill", cloth.mill(), language));
    }

    String seasons(Product.Cloth cloth, ProductWords words) {
        return cloth.seasons().size() == SEASONS
                ? wording.say("agent.product.all_year", words.language())
                : words.words("season", cloth.seasons(), "/");
    }

    private Map<String, String> field(String name, String value, String language) {
        return Map.of(
                "label", wording.say("agent.product.label." + name, language), "value", ProductWords.begun(value));
    }

    /**
     * What was asked for and is met, in the trade's words, and what tells this one from the others; what the trade has
     * no word for goes without saying.
     */
    private String reason(Match match, List<Reason> why, ProductWords words) {
        Set<String> told = why.stream().map(Reason::key).collect(Collectors.toSet());
        String met = match.reasons().stream()
                .filter(key -> !told.contains(key))
                .map(words::named)
                .flatMap(Optional::stream)
                .limit(MOST_REASONS)
                .collect(Collectors.joining(", "));
        String own = why.stream().map(Reason::words).collect(Collectors.joining(", "));
        return Stream.of(
                        met.isEmpty() ? "" : wording.say("agent.product.reason", words.language(), Map.of("met", met)),
                        ProductWords.begun(own))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private Map<String, String> action(Product product, String language) {
        return Map.of(
                "id", "ask:" + product.sku(),
                "label", wording.say("agent.product.ask", language),
                "say", wording.say("agent.product.say", language, Map.of("name", product.name())));
    }

    private static String fallback(String title, String reason, List<Map<String, String>> fields, String stock) {
        return fields.stream()
                .map(field -> field.get("label") + ": " + field.get("value"))
                .collect(
                        Collectors.joining("; ", title + (reason.isEmpty() ? "" : ". " + reason) + ". ", ". " + stock));
    }
}
