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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes what is known of one deal; its stage and its end have tools of their own. */
@Component
class UpdateDeal extends DealTool {

    private final Deals deals;
    private final DealNames names;

    UpdateDeal(Deals deals, DealNames names, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "update_deal",
                        Effect.REVERSIBLE,
                        text("which", 200).mandatory(),
                        text("title", 300),
                        decimal("value", CreateDeal.LARGEST),
                        date("close"),
                        text("sector", 120),
                        text("product", 200),
                        text("contact", 200),
                        text("company", 300),
                        text("notes", 4_000)),
                parts);
        this.deals = deals;
        this.names = names;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal) {
        return names.settled(who, arguments, Optional.empty()).flatMap(settled -> switch (settled) {
            case DealNames.Settled.Open open -> Mono.just(open.result());
            case DealNames.Settled.Known known -> {
                DealChange change = DealFacts.change(arguments, known);
                Optional<String> title = arguments.text("title");
                yield deals.update(
                                who.staff(),
                                deal,
                                title.isPresent() ? change.title(title.get()) : change,
                                OptionalInt.empty(),
                                who.door(name(), arguments))
                        .flatMap(changed -> writing().difference(who, "deal.updated", changed));
            }
        });
    }
}
