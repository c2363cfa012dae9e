package app.henk.agent.tools;

import app.henk.catalog.Product;
import app.henk.platform.Wording;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The facts of several products row by row: what one of them has, a dash for those that lack it. */
@Component
class ComparisonRows {

    private static final String NONE = "–";
    /** Of what is no cloth: the tenant names first what matters most. */
    private static final int MOST_FACTS = 8;

    private final Wording wording;
    private final ProductCards cards;

    ComparisonRows(Wording wording, ProductCards cards) {
        this.wording = wording;
        this.cards = cards;
    }

    List<List<String>> of(List<Product> products, ProductWords words) {
        String language = words.language();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("catalog.compare.price", language, products, product -> cards.price(product, language)));
        if (products.stream().anyMatch(product -> product.cloth().isPresent())) {
            addCloth(rows, products, words);
        } else {
            addFacts(rows, products, words);
        }
        rows.add(row(
                "agent.product.label.lead",
                language,
                products,
                product -> wording.say("agent.product.days", language, Map.of("days", product.leadDays()))));
        rows.add(row(
                "catalog.compare.stock",
                language,
                products,
                product -> wording.say("agent.product.stock." + (product.isInStock() ? "yes" : "no"), language)));
        return List.copyOf(rows);
    }

    private void addCloth(List<List<String>> rows, List<Product> products, ProductWords words) {
        String language = words.language();
        cloth(rows, "agent.product.label.composition", products, words, c -> words.composition(c.composition()));
        cloth(rows, "agent.product.label.weave", products, words, c -> words.word("weave", c.weave()));
        cloth(
                rows,
                "agent.product.label.look",
                products,
                words,
                c -> words.word("colour", c.colour()) + ", " + words.word("pattern", c.pattern()));
        cloth(rows, "agent.product.label.weight", products, words, c -> c.weight() + " g/m²");
        cloth(rows, "agent.product.label.season", products, words, c -> cards.seasons(c, words));
        cloth(rows, "catalog.compare.handle", products, words, Product.Cloth::handle);
        cloth(rows, "catalog.compare.crease", products, words, c -> points(c.crease(), language));
        cloth(rows, "catalog.compare.ease", products, words, c -> points(c.ease(), language));
        cloth(rows, "catalog.compare.formality", products, words, c -> points(c.formality(), language));
    }

    private String points(int points, String language) {
        return points == 0 ? "" : wording.say("catalog.compare.points", language, Map.of("points", points));
    }

    private void addFacts(List<List<String>> rows, List<Product> products, ProductWords words) {
        Set<String> keys = new LinkedHashSet<>();
        products.forEach(product -> keys.addAll(product.facts().keySet()));
        keys.stream().limit(MOST_FACTS).forEach(key -> {
            List<String> row = new ArrayList<>(List.of(words.fact(key, "").label()));
            products.forEach(product -> row.add(
                    product.facts().containsKey(key)
                            ? words.fact(key, product.facts().getOrDefault(key, ""))
                                    .value()
                            : NONE));
            rows.add(List.copyOf(row));
        });
    }

    private void cloth(
            List<List<String>> rows,
            String label,
            List<Product> products,
            ProductWords words,
            Function<Product.Cloth, String> value) {
        List<String> row = row(
                label,
                words.language(),
                products,
                product -> product.cloth().map(value).orElse(""));
        if (row.stream().skip(1).anyMatch(cell -> !cell.equals(NONE))) {
            rows.add(row);
        }
    }

    private List<String> row(String label, String language, List<Product> products, Function<Product, String> value) {
        List<String> row = new ArrayList<>(List.of(wording.say(label, language)));
        products.stream()
                .map(value)
                .map(text -> text.isEmpty() ? NONE : ProductWords.begun(text))
                .forEach(row::add);
        return List.copyOf(row);
    }
}
