package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.SearchFabrics;
import app.henk.agent.tools.SearchKnowledge;
import app.henk.agent.tools.ToolResult;
import app.henk.insights.Kpi;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What one can look for beside the typed query: what was promised and what was asked, who waits for a person, how far
 * groups are, what the house sells, what its documents say, and how its customers and the assistant do.
 */
@Component
class Listings {

    private final GivenWord promises;
    private final UnansweredQuestions unanswered;
    private final WaitingForPerson waiting;
    private final GroupsProgress groups;
    private final KpiTelling kpis;
    private final SearchFabrics products;
    private final SearchKnowledge documents;

    Listings(
            GivenWord promises,
            UnansweredQuestions unanswered,
            WaitingForPerson waiting,
            GroupsProgress groups,
            KpiTelling kpis,
            SearchFabrics products,
            SearchKnowledge documents) {
        this.promises = promises;
        this.unanswered = unanswered;
        this.waiting = waiting;
        this.groups = groups;
        this.kpis = kpis;
        this.products = products;
        this.documents = documents;
    }

    /** Empty for what the typed query answers. */
    Optional<Mono<ToolResult>> of(Colleague who, Arguments arguments) {
        String wish = arguments.text("where").orElse("");
        return switch (arguments.text("entity").orElse("")) {
            case "promises" -> Optional.of(promises.open(who));
            case "questions" -> Optional.of(unanswered.open(who));
            case "handoffs" -> Optional.of(waiting.open(who, wish));
            case "groups" -> Optional.of(groups.of(who, wish));
            case "products" ->
                Optional.of(products.run(who.context(), Arguments.none().with("text", wish)));
            case "documents" ->
                Optional.of(documents.run(who.context(), Arguments.none().with("question", wish)));
            case "kpi_customers" -> Optional.of(kpis.told(who, Kpi.Panel.CUSTOMERS, arguments.text("measure"), wish));
            case "kpi_use" -> Optional.of(kpis.told(who, Kpi.Panel.USE, arguments.text("measure"), wish));
            default -> Optional.empty();
        };
    }
}
