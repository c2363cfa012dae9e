package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.texts;

import app.henk.agent.Card;
import app.henk.catalog.Catalog;
import app.henk.catalog.Comparison;
import app.henk.catalog.Product;
import app.henk.knowledge.Vocabulary;
import app.henk.platform.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Two to four things that are for sale, side by side. */
@Component
class CompareProducts implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "compare_products", Effect.READ, texts("skus", Comparison.MOST).mandatory());

    private final Catalog catalog;
    private final Vocabulary vocabulary;
    private final ComparisonRows rows;
    private final Wording wording;

    CompareProducts(Catalog catalog, Vocabulary vocabulary, ComparisonRows rows, Wording wording) {
        this.catalog = catalog;
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.wording = wording;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return vocabulary
                .of(context.principal().tenant())
                .map(trade -> new ProductWords(trade, context.language()))
                .zipWhen(words -> catalog.compare(context.principal(), arguments.texts("skus"), context.language()))
                .map(found -> result(found.getT2(), found.getT1()));
    }

    private ToolResult result(Comparison comparison, ProductWords words) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "products",
                comparison.products().stream()
                        .map(product -> ProductFacts.of(product, words))
                        .toList());
        data.put("best", comparison.best());
        data.put("differences", differences(comparison, words.language()));
        return ToolResult.done(data).with(List.of(card(comparison, words)));
    }

    private List<String> differences(Comparison comparison, String language) {
        return comparison.best().entrySet().stream()
                .map(best -> wording.say(
                        "catalog.best." + best.getKey(), language, Map.of("name", name(comparison, best.getValue()))))
                .toList();
    }

    private static String name(Comparison comparison, String sku) {
        return comparison.products().stream()
                .filter(product -> product.sku().equals(sku))
                .map(Product::name)
                .findFirst()
                .orElse(sku);
    }

    private Card card(Comparison comparison, ProductWords words) {
        String language = words.language();
        List<String> columns = Stream.concat(
                        Stream.of(wording.say("catalog.compare.fact", language)),
                        comparison.products().stream().map(Product::name))
                .toList();
        return Tables.card(
                wording.say("catalog.compare.title", language),
                columns,
                rows.of(comparison.products(), words),
                List.of(),
                comparison.products().stream()
                        .map(product -> choice(product, language))
                        .toList());
    }

    private Map<String, String> choice(Product product, String language) {
        Map<String, String> name = Map.of("name", product.name());
        return Map.of(
                "id", "choose:" + product.sku(),
                "label", product.name(),
                "say", wording.say("catalog.compare.choose", language, name));
    }
}
