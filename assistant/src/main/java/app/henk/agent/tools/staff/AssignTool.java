package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Changed;
import app.henk.crm.Deal;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives deals to a colleague; more than one only when that is confirmed. */
@Component
class AssignTool extends StaffTool {

    private static final int MOST = 50;
    private static final String TO = "to";
    private static final Set<String> ONESELF = Set.of("me", "mir", "mich", "moi", "ich", "self");

    private final Which which;
    private final Deals deals;
    private final DealWriting writing;
    private final ChangeCards cards;

    AssignTool(Which which, Deals deals, DealWriting writing, ChangeCards cards, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "assign",
                        Effect.GUARDED,
                        text("which", 2_000).mandatory(),
                        text(TO, 200).mandatory()),
                words);
        this.which = which;
        this.deals = deals;
        this.writing = writing;
        this.cards = cards;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return arguments.text("which").orElse("").contains(",") ? Effect.GUARDED : Effect.REVERSIBLE;
    }

    /** Which deals, and to whom; or what has to be asked first. */
    private sealed interface Settled {
        record Known(List<Item> items, Item to) implements Settled {}

        record Open(ToolResult result) implements Settled {}
    }

    private Mono<Settled> settled(Colleague who, Arguments arguments) {
        return which.all(who, "which", arguments.text("which").orElseThrow(), Set.of(Entity.DEAL), MOST)
                .flatMap(meant -> switch (meant) {
                    case Which.Meant.Open open -> Mono.just(new Settled.Open(open.result()));
                    case Which.Meant.These these -> to(who, arguments, these.items());
                });
    }

    private Mono<Settled> to(Colleague who, Arguments arguments, List<Item> items) {
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
            case Settled.Known known ->
                deals.assign(
                                who.staff(),
                                known.items().stream().map(Item::id).toList(),
                                known.to().id(),
                                who.door(name(), arguments))
                        .flatMap(changed -> told(who, known, changed));
        });
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return settled(who, arguments).map(settled -> switch (settled) {
            case Settled.Open open -> new Proposal.Settled(open.result());
            case Settled.Known known ->
                new Proposal.Ask(
                        arguments
                                .with(
                                        "which",
                                        known.items().stream()
                                                .map(item -> item.id().toString())
                                                .collect(Collectors.joining(",")))
                                .with(TO, known.to().id().toString()),
                        words.say(
                                "confirm.assign",
                                who.language(),
                                Map.of(
                                        "count",
                                        known.items().size(),
                                        "to",
                                        known.to().label())),
                        known.items().stream()
                                .map(item -> Map.<String, Object>of(
                                        "label", words.word("kind.name", item.kind(), who.language()),
                                        "value", item.label()))
                                .toList(),
                        Set.of());
        });
    }

    private Mono<ToolResult> told(Colleague who, Settled.Known known, Changed<List<Deal>> changed) {
        if (changed.now().size() == 1) {
            Deal deal = changed.now().getFirst();
            return writing.difference(
                    who, "deal.assigned", new Changed<>(deal, changed.changeSet(), changed.changes()));
        }
        String say = words.say(
                "deal.assigned_all",
                who.language(),
                Map.of(
                        "count",
                        changed.now().size(),
                        "to",
                        changed.now()
                                .getFirst()
                                .assigneeName()
                                .orElse(known.to().label())));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("v", 1);
        content.put("title", say);
        content.put("fallback", say);
        content.put("text", changed.now().stream().map(Deal::title).collect(Collectors.joining("\n")));
        content.put("changes", List.of());
        content.put("actions", List.of(cards.undo(changed.changeSet(), who.language())));
        Told told = Told.done(say).with("change_set", changed.changeSet().toString());
        changed.now().forEach(deal -> told.record(Kinds.deal(deal.id(), deal.title()), DealCards.with(deal)));
        return Mono.just(told.card("diff", content).result());
    }
}
