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
import app.henk.crm.Entity;
import app.henk.crm.Leads;
import app.henk.crm.NewDeal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a deal, for which a title is enough; or makes one of a lead, with what that one says. */
@Component
class CreateDeal extends StaffTool {

    static final int LARGEST = 1_000_000_000;

    private final Deals deals;
    private final Leads leads;
    private final Which which;
    private final DealWriting writing;
    private final DealNames names;

    CreateDeal(Deals deals, Leads leads, Which which, DealWriting writing, DealNames names, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "create_deal",
                        Effect.REVERSIBLE,
                        text("title", 300),
                        text("lead", 200),
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
        this.leads = leads;
        this.which = which;
        this.writing = writing;
        this.names = names;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return names.settled(who, arguments, Optional.of(who.door(name(), arguments)))
                .flatMap(settled -> switch (settled) {
                    case DealNames.Settled.Open open -> Mono.just(open.result());
                    case DealNames.Settled.Known known -> create(who, arguments, known);
                });
    }

    private Mono<ToolResult> create(Colleague who, Arguments arguments, DealNames.Settled.Known known) {
        Optional<String> lead = arguments.text("lead");
        if (lead.isPresent()) {
            return which.one(who, "lead", lead.get(), Set.of(Entity.LEAD)).flatMap(meant -> switch (meant) {
                case Which.Meant.Open open -> Mono.just(open.result());
                case Which.Meant.These these ->
                    leads.toDeal(
                                    who.staff(),
                                    these.one().id(),
                                    titled(arguments, known),
                                    known.stage(),
                                    who.door(name(), arguments))
                            .flatMap(made -> writing.whole(who, "deal.created", made));
            });
        }
        if (!arguments.has("title")) {
            return Mono.just(Told.of("incomplete", words.say("deal.title_missing", who.language()))
                    .with("missing", List.of("title"))
                    .result());
        }
        DealChange fields =
                titled(arguments, known).assignee(Optional.of(who.staff().user()));
        NewDeal deal = NewDeal.of(fields);
        NewDeal placed = known.stage().map(deal::in).orElse(deal);
        return deals.create(who.staff(), placed, who.door(name(), arguments))
                .flatMap(created -> writing.whole(who, "deal.created", created));
    }

    private static DealChange titled(Arguments arguments, DealNames.Settled.Known known) {
        DealChange change = DealFacts.change(arguments, known);
        Optional<String> title = arguments.text("title");
        return title.isPresent() ? change.title(title.get()) : change;
    }
}
