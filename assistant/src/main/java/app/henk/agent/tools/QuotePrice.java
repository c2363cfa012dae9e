package app.henk.agent.tools;

import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.texts;

import app.henk.catalog.Catalog;
import app.henk.catalog.Quote;
import app.henk.catalog.QuoteRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What something costs with all that is added to it. */
@Component
class QuotePrice implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forVisitorsAndCustomers(
            "quote_price",
            Effect.READ,
            text("sku", 80).mandatory(),
            text("lining", 80),
            texts("options", QuoteRequest.MOST_OPTIONS));

    private final Catalog catalog;
    private final QuoteWords words;

    QuotePrice(Catalog catalog, QuoteWords words) {
        this.catalog = catalog;
        this.words = words;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        QuoteRequest asked = new QuoteRequest(
                arguments.text("sku").orElseThrow(), arguments.text("lining"), arguments.texts("options"));
        return catalog.quote(context.principal(), asked, context.language())
                .map(quote -> result(quote, context.language()))
                .switchIfEmpty(Mono.fromSupplier(() -> ToolResult.refused(
                        "unknown_product", "There is nothing of this number. Search first, and use its sku.")));
    }

    private ToolResult result(Quote quote, String language) {
        return switch (quote) {
            case Quote.Priced priced ->
                ToolResult.done(words.facts(priced, language)).with(List.of(words.card(priced, language)));
            case Quote.Unclear unclear -> ToolResult.done(words.unclear(unclear, language));
            case Quote.Contradictory contradictory -> ToolResult.done(words.contradictory(contradictory, language));
        };
    }
}
