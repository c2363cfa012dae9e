package app.henk.agent.tools;

import app.henk.agent.tools.AdviceWords.Reason;
import app.henk.catalog.Product;
import app.henk.catalog.ProductMatches.Match;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A product as a model reads it: every figure that it may repeat, nothing that it may not. */
final class ProductFacts {

    private ProductFacts() {}

    static Map<String, Object> of(Match match, List<Reason> why, ProductWords words) {
        Map<String, Object> facts = of(match.product(), words);
        facts.put("reasons", match.reasons());
        facts.put("why", why.stream().map(Reason::words).toList());
        return facts;
    }

    static Map<String, Object> of(Product product, ProductWords words) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sku", product.sku());
        facts.put("name", product.name());
        facts.put("description", product.description());
        facts.put("price", Amounts.say(product.price(), words.language()));
        facts.put("price_per", product.unit());
        facts.put(product.cloth().isPresent() ? "stock_m" : "stock_pieces", product.stock());
        facts.put("in_stock", product.isInStock());
        facts.put("lead_days", product.leadDays());
        facts.put("occasions", product.occasions());
        product.cloth().ifPresent(cloth -> addCloth(cloth, words, facts));
        if (!product.facts().isEmpty()) {
            facts.put("facts", product.facts());
        }
        return facts;
    }

    private static void addCloth(Product.Cloth cloth, ProductWords words, Map<String, Object> facts) {
        facts.put("mill", cloth.mill());
        facts.put("weave", cloth.weave());
        facts.put("pattern", cloth.pattern());
        facts.put("colour", cloth.colour());
        facts.put("composition", words.composition(cloth.composition()));
        facts.put("weight_g_m2", cloth.weight());
        facts.put("seasons", cloth.seasons());
        facts.put("handle", cloth.handle());
        facts.put("crease_1_to_5", cloth.crease());
        facts.put("formality_1_to_5", cloth.formality());
        facts.put("ease_of_care_1_to_5", cloth.ease());
        facts.put("care", cloth.care());
        // a lining has no handle, no season and no formality of its own
        facts.values().removeIf(value -> value.equals(0) || value.equals("") || value.equals(List.of()));
    }
}
