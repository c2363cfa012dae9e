package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Changed;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Leads;
import app.henk.crm.Task;
import app.henk.crm.Tasks;
import app.henk.platform.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives deals, leads or tasks to a colleague; more than one only when that is confirmed. */
@Component
class AssignTool extends StaffTool {

    private static final int MOST = 50;
    private static final String TO = "to";
    private static final String WHICH = "which";
    private static final String KIND = "kind";
    private static final Set<String> ONESELF = Set.of("me", "mir", "mich", "moi", "ich", "self");

    private final Which which;
    private final Deals deals;
    private final Leads leads;
    private final Tasks tasks;
    private final DealWriting writing;
    private final SeveralWriting several;

    AssignTool(
            Which which,
            Deals deals,
            Leads leads,
            Tasks tasks,
            DealWriting writing,
            SeveralWriting several,
            StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "assign",
                        Effect.GUARDED,
                        choice(KIND, "deal", "lead", "task"),
                        text(WHICH, 2_000).mandatory(),
                        text(TO, 200).mandatory()),
                words);
        this.which = which;
        this.deals = deals;
        this.leads = leads;
        this.tasks = tasks;
        this.writing = writing;
        this.several = several;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return Which.parts(arguments.text(WHICH).orElse("")).size() > 1 ? Effect.GUARDED : Effect.REVERSIBLE;
    }

    /** Which records, and to whom; or what has to be asked first. */
    private sealed interface Settled {
        record Known(List<Item> items, Item to) implements Settled {}

        record Open(ToolResult result) implements Settled {}
    }

    private Mono<Settled> settled(Colleague who, Arguments arguments) {
        Set<Entity> kinds = arguments
                .text(KIND)
                .flatMap(Kinds::entity)
                .map(Set::of)
                .orElse(Which.inOrder(Entity.DEAL, Entity.LEAD, Entity.TASK));
        return which.all(who, WHICH, arguments.text(WHICH).orElseThrow(), kinds, MOST)
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
                    case Which.Meant.These these -> to(who, arguments, these.items());
                });
    }

    private Mono<Settled> to(Colleague who, Arguments arguments, List<Item> items) {
        if (items.stream().map(Item::kind).distinct().count() > 1) {
            return Mono.error(Problem.badRequest("mixed-kinds", "Deals, leads and tasks are given away separately."));
        }
        String said = arguments.text(TO).orElseThrow();
        if (ONESELF.contains(said.toLowerCase(Locale.ROOT))) {
            return Mono.just(new Settled.Known(
                    items,
                    Kinds.item(
                            Entity.SALESPERSON, who.staff().user(), who.staff().name())));
        }
        return which.one(who, TO, said, Set.of(Entity.SALESPERSON)).map(meant -> switch (meant) {
            case Which.Meant.Open open -> new Settled.Open(open.result());
            case Which.Meant.These these -> new Settled.Known(items, these.one());
        });
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return settled(who, arguments).flatMap(settled -> switch (settled) {
            case Settled.Open open -> Mono.just(open.result());
            case Settled.Known known -> give(who, arguments, known);
        });
    }

    private Mono<ToolResult> give(Colleague who, Arguments arguments, Settled.Known known) {
        List<UUID> ids = known.items().stream().map(Item::id).toList();
        UUID to = known.to().id();
        var door = who.door(name(), arguments);
        return switch (Kinds.entity(known.items().getFirst().kind()).orElseThrow()) {
            case LEAD ->
                leads.assign(who.staff(), ids, to, door)
                        .map(changed -> told(
                                who,
                                known,
                                changed.now().stream()
                                        .map(lead -> Kinds.item(Entity.LEAD, lead.id(), LeadCards.name(lead)))
                                        .toList(),
                                changed));
            case TASK ->
                tasks.assign(who.staff(), ids, to, door)
                        .map(changed -> told(
                                who,
                                known,
                                changed.now().stream().map(AssignTool::item).toList(),
                                changed));
            default ->
                deals.assign(who.staff(), ids, to, door)
                        .flatMap(changed -> changed.now().size() == 1
                                ? writing.difference(
                                        who,
                                        "deal.assigned",
                                        new Changed<>(changed.now().getFirst(), changed.changeSet(), changed.changes()))
                                : Mono.just(told(
                                        who,
                                        known,
                                        changed.now().stream()
                                                .map(deal -> Kinds.deal(deal.id(), deal.title()))
                                                .toList(),
                                        changed)));
        };
    }

    private static Item item(Task task) {
        return Kinds.item(Entity.TASK, task.id(), task.subject());
    }

    private ToolResult told(Colleague who, Settled.Known known, List<Item> items, Changed<?> changed) {
        String say = items.size() == 1
                ? words.say(
                        "record.assigned",
                        who.language(),
                        Map.of("title", items.getFirst().label(), TO, known.to().label()))
                : words.say(
                        "record.assigned_all",
                        who.language(),
                        Map.of("count", items.size(), TO, known.to().label()));
        return several.told(who, say, items, changed.changeSet());
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return settled(who, arguments).map(settled -> switch (settled) {
            case Settled.Open open -> new Proposal.Settled(open.result());
            case Settled.Known known ->
                several.ask(
                        who,
                        arguments
                                .with(KIND, known.items().getFirst().kind())
                                .with(TO, known.to().id().toString()),
                        words.say(
                                "confirm.assign",
                                who.language(),
                                Map.of(
                                        "count",
                                        known.items().size(),
                                        TO,
                                        known.to().label())),
                        known.items());
        });
    }
}
