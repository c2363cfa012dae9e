package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.choices;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.texts;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.tools.AdviceWords.Reason;
import app.henk.catalog.Catalog;
import app.henk.catalog.ProductMatches;
import app.henk.catalog.ProductMatches.Match;
import app.henk.catalog.ProductQuery;
import app.henk.knowledge.Vocabulary;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the tenant sells, by hard limits and free words. Named after cloth; it finds machines as well. */
@Component
public class SearchFabrics implements Tool {

    private static final int USUALLY = 3;
    private static final int MOST = 6;
    private static final int HIGHEST_PRICE = 10_000_000;

    private static final String NAMES = "names";

    private static final String OVER =
            "The day in needed_by is over, so nothing was held to it. Say so, and ask when it" + " is needed.";

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "search_fabrics",
            Effect.READ,
            text("text", 200),
            texts(NAMES, 4),
            texts("kinds", 3),
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
            whole("care_min", 5),
            date("needed_by"),
            flag("in_stock"),
            whole("limit", MOST));

    private final Catalog catalog;
    private final Vocabulary vocabulary;
    private final ProductCards cards;
    private final AdviceWords advice;
    private final LimitWords limits;

    SearchFabrics(Catalog catalog, Vocabulary vocabulary, ProductCards cards, AdviceWords advice, LimitWords limits) {
        this.catalog = catalog;
        this.vocabulary = vocabulary;
        this.cards = cards;
        this.advice = advice;
        this.limits = limits;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        ProductQuery asked = query(context, arguments);
        boolean over =
                arguments.date("needed_by").filter(day -> isOver(day, context)).isPresent();
        List<String> names = names(context, arguments);
        return Mono.zip(vocabulary.of(context.principal().tenant()), held(asked, context))
                .flatMap(known -> (names.isEmpty()
                                ? catalog.search(context.principal(), known.getT2())
                                : catalog.named(context.principal(), names, context.language()))
                        .map(found -> result(
                                found,
                                asked,
                                known.getT2(),
                                over,
                                new ProductWords(known.getT1(), context.language()),
                                context)));
    }

    /**
     * Those that the person has called by name: what somebody asks about is shown though it breaks a limit, and nothing
     * else is. The last word of a name is the one that tells it from others.
     */
    private static List<String> names(ToolContext context, Arguments arguments) {
        return arguments.texts(NAMES).stream()
                .filter(name ->
                        context.words().contain(name.substring(name.strip().lastIndexOf(' ') + 1)))
                .toList();
    }

    private static boolean isOver(LocalDate day, ToolContext context) {
        return day.isBefore(context.now().toLocalDate());
    }

    /** What is added to a suit has no season, and its price is no budget: only what stands alone is held to limits. */
    private static Mono<ProductQuery> held(ProductQuery asked, ToolContext context) {
        return asked.kinds().isEmpty() ? context.limits().map(asked::within) : Mono.just(asked);
    }

    private static ProductQuery query(ToolContext context, Arguments asked) {
        return new ProductQuery(
                asked.texts("kinds"),
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
                asked.whole("care_min"),
                asked.date("needed_by").filter(day -> !isOver(day, context)),
                asked.flag("in_stock"),
                context.language(),
                asked.whole("limit").filter(n -> n > 0).orElse(USUALLY));
    }

    private ToolResult result(
            ProductMatches found,
            ProductQuery asked,
            ProductQuery query,
            boolean over,
            ProductWords words,
            ToolContext context) {
        Map<String, List<Reason>> why = advice.reasons(found, query, words);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("found", found.matches().size());
        data.put("total", found.total());
        if (over) {
            data.put("note", OVER);
        }
        Map<String, Object> kept = limits.kept(asked, query, context.tenant().currency(), context.language());
        if (!kept.isEmpty()) {
            data.put("kept_to", kept);
        }
        data.put(
                "products",
                found.matches().stream()
                        .map(match -> ProductFacts.of(match, reasons(why, match), words))
                        .toList());
        found.fourth().ifPresent(fourth -> data.put("fourth", limits.fourth(fourth, query, words)));
        found.relaxation()
                .ifPresent(relax -> data.put(
                        "relaxation",
                        limits.relaxation(relax, query, context.tenant().currency(), words)));
        return ToolResult.done(data)
                .with(found.matches().stream()
                        .map(match -> cards.card(match, reasons(why, match), words))
                        .toList());
    }

    private static List<Reason> reasons(Map<String, List<Reason>> why, Match match) {
        return why.getOrDefault(match.product().sku(), List.of());
    }
}
