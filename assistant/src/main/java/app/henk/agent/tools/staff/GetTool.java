package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One record with its history. */
@Component
class GetTool extends StaffTool {

    private final Which which;
    private final DealReading deals;
    private final PeopleReading people;

    GetTool(Which which, DealReading deals, PeopleReading people, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "get",
                        Effect.READ,
                        choice("kind", "deal", "lead", "contact", "organisation")
                                .mandatory(),
                        text("which", 200).mandatory()),
                words);
        this.which = which;
        this.deals = deals;
        this.people = people;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        Entity kind = Kinds.entity(arguments.text("kind").orElseThrow()).orElseThrow();
        return which.one(who, "which", arguments.text("which").orElseThrow(), Set.of(kind))
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(open.result());
                    case Which.Meant.These these ->
                        switch (kind) {
                            case LEAD -> people.lead(who, these.one().id());
                            case CONTACT -> people.contact(who, these.one().id());
                            case ORGANISATION -> people.organisation(who, these.one());
                            default -> deals.deal(who, these.one().id());
                        };
                });
    }
}
