package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choices;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.texts;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.catalog.Catalog;
import app.henk.catalog.ProductMatches;
import app.henk.catalog.ProductMatches.Relaxation;
import app.henk.catalog.ProductQuery;
import app.henk.knowledge.Vocabulary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the tenant sells, by hard limits and free words. Named after cloth; it finds machines as well. */
@Component
class SearchFabrics implements Tool {

    private static final int USUALLY = 3;
    private static final int MOST = 6;
    private static final int HIGHEST_PRICE = 10_000_000;

    private static final ToolDefinition DEFINITION = ToolDefinition.forEveryone(
            "search_fabrics",
            Effect.READ,
            text("text", 200),
            choices("seasons", "spring", "summer", "autumn", "winter"),
            texts("colours", 6),
            texts("not_colours", 6),
            texts("patterns", 6),
            texts("not_patterns", 6),
            texts("fibres", 6),
            texts("occasions", 6),
            text("mill", 80),
            decimal("price_min", HIGHEST_PRICE),
            decimal("price_max", HIGHEST_PRICE),
            whole("weight_min", 2_000),
            whole("weight_max", 2_000),
            whole("formality_min", 5),
            whole("crease_min", 5),
            date("needed_by"),
            flag("in_stock"),
            whole("limit", MOST));

    private final Catalog catalog;
    private final Vocabulary vocabulary;
    private final ProductCards cards;

    SearchFabrics(Catalog catalog, Vocabulary vocabulary, ProductCards cards) {
        this.catalog = catalog;
        this.vocabulary = vocabulary;
        this.cards = cards;
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
                .zipWhen(words -> catalog.search(context.principal(), query(context, arguments)))
                .map(found -> result(found.getT2(), found.getT1(), context));
    }

    private static ProductQuery query(ToolContext context, Arguments asked) {
        return new ProductQuery(
                asked.text("text"),
                asked.texts("seasons"),
                asked.texts("colours"),
                asked.texts("not_colours"),
                asked.texts("patterns"),
                asked.texts("not_patterns"),
                asked.texts("fibres"),
                asked.texts("occasions"),
                asked.text("mill"),
                asked.decimal("price_min"),
                asked.decimal("price_max"),
                asked.whole("weight_min"),
                asked.whole("weight_max"),
                asked.whole("formality_min"),
                asked.whole("crease_min"),
                asked.date("needed_by"),
                asked.flag("in_stock"),
                context.language(),
                asked.whole("limit").filter(n -> n > 0).orElse(USUALLY));
    }

    /** A price is written out as well, for whoever says it must not reckon with bare numbers. */
    private static Map<String, Object> relaxation(Relaxation relax, ToolContext context) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("limit", relax.limit());
        facts.put("to", relax.to());
        if (relax.limit().startsWith("price")) {
            Money price = Money.of(context.tenant().currency(), new BigDecimal(relax.to()), RoundingMode.HALF_UP);
            facts.put("price", Amounts.say(price, context.language()));
        }
        facts.put("opens", relax.opens());
        return facts;
    }

    private ToolResult result(ProductMatches found, ProductWords words, ToolContext context) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("found", found.matches().size());
        data.put("total", found.total());
        data.put(
                "products",
                found.matches().stream()
                        .map(match -> ProductFacts.of(match, words))
                        .toList());
        found.relaxation().ifPresent(relax -> data.put("relaxation", relaxation(relax, context)));
        return ToolResult.done(data)
                .with(found.matches().stream()
                        .map(match -> cards.card(match, words))
                        .toList());
    }
}
