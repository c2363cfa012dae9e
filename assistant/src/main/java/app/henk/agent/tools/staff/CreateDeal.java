package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.ChangeSetView;
import app.henk.crm.ChangeSets;
import app.henk.crm.Changed;
import app.henk.crm.Deal;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.Door;
import app.henk.crm.Entity;
import app.henk.crm.JointChanges;
import app.henk.crm.Leads;
import app.henk.crm.NewDeal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    private final NewPeople people;
    private final JointChanges joint;
    private final ChangeSets changeSets;

    CreateDeal(
            Deals deals,
            Leads leads,
            Which which,
            DealWriting writing,
            DealNames names,
            NewPeople people,
            JointChanges joint,
            ChangeSets changeSets,
            StaffWords words) {
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
        this.people = people;
        this.joint = joint;
        this.changeSets = changeSets;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        Optional<String> lead = arguments.text("lead");
        if (lead.isEmpty() && !arguments.has("title")) {
            return Mono.just(Told.of("incomplete", words.say("deal.title_missing", who.language()))
                    .with("missing", List.of("title"))
                    .result());
        }
        return lead.map(said -> which.one(who, "lead", said, Set.of(Entity.LEAD))
                        .flatMap(meant -> switch (meant) {
                            case Which.Meant.Open open -> Mono.just(open.result());
                            case Which.Meant.These these ->
                                create(who, arguments, Optional.of(these.one().id()));
                        }))
                .orElseGet(() -> create(who, arguments, Optional.empty()));
    }

    private Mono<ToolResult> create(Colleague who, Arguments arguments, Optional<UUID> lead) {
        return names.settled(who, arguments, true).flatMap(settled -> switch (settled) {
            case DealNames.Settled.Open open -> Mono.just(open.result());
            case DealNames.Settled.Known known ->
                asOne(who, arguments, lead, known).flatMap(made -> told(who, made));
        });
    }

    /** @param contact what is to be told of the person who was made with it */
    private record Made(Changed<Deal> deal, Optional<Told> contact) {}

    /** A person who is made with a deal is taken back with it, and is not made when the deal cannot be. */
    private Mono<Made> asOne(Colleague who, Arguments arguments, Optional<UUID> lead, DealNames.Settled.Known known) {
        Door door = who.door(name(), arguments);
        Mono<Made> work = known.newcomer()
                .map(name -> people.make(who, name, door)
                        .flatMap(contact -> write(
                                        who,
                                        arguments,
                                        lead,
                                        known.with(contact.item().id()),
                                        door)
                                .map(deal -> new Made(deal, Optional.of(contact.told())))))
                .orElseGet(
                        () -> write(who, arguments, lead, known, door).map(deal -> new Made(deal, Optional.empty())));
        return joint.of(
                who.staff(),
                door,
                lead.isPresent() ? "lead.converted" : "deal.created",
                arguments.toString(),
                before -> again(who, before),
                work);
    }

    private Mono<Made> again(Colleague who, UUID changeSet) {
        return changeSets
                .find(who.staff(), changeSet)
                .flatMapIterable(ChangeSetView::changes)
                .filter(change -> change.entity() == Entity.DEAL)
                .next()
                .flatMap(change -> deals.find(who.staff(), change.id()))
                .map(deal -> new Made(new Changed<>(deal, changeSet, List.of()), Optional.empty()));
    }

    private Mono<Changed<Deal>> write(
            Colleague who, Arguments arguments, Optional<UUID> lead, DealNames.Settled.Known known, Door door) {
        DealChange said = titled(arguments, known);
        if (lead.isPresent()) {
            return leads.toDeal(who.staff(), lead.get(), said, known.stage(), door);
        }
        NewDeal deal = NewDeal.of(said.assignee(Optional.of(who.staff().user())));
        return deals.create(who.staff(), known.stage().map(deal::in).orElse(deal), door);
    }

    private Mono<ToolResult> told(Colleague who, Made made) {
        return writing.toldWhole(who, "deal.created", made.deal())
                .map(deal -> made.contact().map(deal::and).orElse(deal).result());
    }

    private static DealChange titled(Arguments arguments, DealNames.Settled.Known known) {
        DealChange change = DealFacts.change(arguments, known);
        Optional<String> title = arguments.text("title");
        return title.isPresent() ? change.title(title.get()) : change;
    }
}
