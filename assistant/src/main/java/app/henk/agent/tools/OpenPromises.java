package app.henk.agent.tools;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.promises.GivenPromises;
import app.henk.promises.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the house still owes. What it is about was worded by visitors. */
@Component
class OpenPromises implements Tool {

    private static final ToolDefinition DEFINITION = ToolDefinition.forStaff("open_promises", Effect.READ);
    private static final int MOST = 20;

    private final GivenPromises promises;
    private final PromiseCards cards;

    OpenPromises(GivenPromises promises, PromiseCards cards) {
        this.promises = promises;
        this.cards = cards;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<ToolResult> run(ToolContext context, Arguments arguments) {
        return context.principal() instanceof Principal.Staff staff
                ? promises.open(staff, Optional.empty(), MOST)
                        .map(page -> result(page.promises(), page.next().isPresent(), context))
                : Mono.error(Problem.forbidden("Only colleagues see all promises."));
    }

    private ToolResult result(List<Promise> open, boolean more, ToolContext context) {
        List<Map<String, Object>> facts =
                open.stream().map(promise -> facts(promise, context)).toList();
        return ToolResult.done(Map.of("promises", facts, "more", more))
                .with(List.of(cards.all(open, context.language())))
                .fromOutside();
    }

    private Map<String, Object> facts(Promise promise, ToolContext context) {
        Map<String, Object> facts = new LinkedHashMap<>(cards.facts(promise, context.language()));
        facts.put("who", promise.name());
        facts.put("version", promise.version());
        return facts;
    }
}
