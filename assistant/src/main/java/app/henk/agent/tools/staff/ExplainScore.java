package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.crm.Leads;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Why a lead has the points that it has; of a deal, why it is as healthy as it is. */
@Component
class ExplainScore extends StaffTool {

    private static final Set<Entity> SCORED =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(Entity.LEAD, Entity.DEAL)));

    private final Which which;
    private final Leads leads;
    private final PeopleReading people;
    private final DealReading deals;

    ExplainScore(Which which, Leads leads, PeopleReading people, DealReading deals, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "explain_score", Effect.READ, text("which", 200).mandatory()),
                words);
        this.which = which;
        this.leads = leads;
        this.people = people;
        this.deals = deals;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return which.one(who, "which", arguments.text("which").orElseThrow(), SCORED)
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(open.result());
                    case Which.Meant.These these -> explain(who, these.one());
                });
    }

    private Mono<ToolResult> explain(Colleague who, Item item) {
        return item.kind().equals(Kinds.of(Entity.DEAL))
                ? deals.deal(who, item.id())
                : leads.lead(who.staff(), item.id())
                        .map(found -> people.explained(who, found.lead()).result());
    }
}
