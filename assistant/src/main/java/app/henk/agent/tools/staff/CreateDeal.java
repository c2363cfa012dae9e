package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.NewDeal;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a deal; a title is enough. */
@Component
class CreateDeal extends StaffTool {

    static final int LARGEST = 1_000_000_000;

    private final Deals deals;
    private final DealWriting writing;
    private final DealNames names;

    CreateDeal(Deals deals, DealWriting writing, DealNames names, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "create_deal",
                        Effect.REVERSIBLE,
                        text("title", 300).mandatory(),
                        text("company", 300),
                        text("contact", 200),
                        decimal("value", LARGEST),
                        text("stage", 80),
                        date("close"),
                        text("sector", 120),
                        text("product", 200),
                        text("notes", 4_000)),
                words);
        this.deals = deals;
        this.writing = writing;
        this.names = names;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return names.settled(who, arguments).flatMap(settled -> switch (settled) {
            case DealNames.Settled.Open open -> Mono.just(open.result());
            case DealNames.Settled.Known known -> create(who, arguments, known);
        });
    }

    private Mono<ToolResult> create(Colleague who, Arguments arguments, DealNames.Settled.Known known) {
        DealChange fields = DealFacts.change(arguments, known)
                .title(arguments.text("title").orElseThrow())
                .assignee(Optional.of(who.staff().user()));
        NewDeal deal = NewDeal.of(fields);
        NewDeal placed = known.stage().map(deal::in).orElse(deal);
        return deals.create(who.staff(), placed, who.door(name(), arguments))
                .flatMap(created -> writing.whole(who, "deal.created", created));
    }
}
