package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deals;
import app.henk.crm.Entity;
import app.henk.crm.Stage;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves deals to another open stage; more than one only when that is confirmed. Where a deal ends it is closed, which is
 * another tool's: this one says so, because closing is confirmed.
 */
@Component
class MoveStage extends StaffTool {

    private static final int MOST = 50;
    private static final String WHICH = "which";
    private static final String STAGE = "stage";

    private final Which which;
    private final Deals deals;
    private final DealWriting writing;
    private final DealNames names;
    private final SeveralWriting several;

    MoveStage(
            Which which, Deals deals, DealWriting writing, DealNames names, SeveralWriting several, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "move_stage",
                        Effect.GUARDED,
                        text(WHICH, 2_000).mandatory(),
                        text(STAGE, 80).mandatory()),
                words);
        this.which = which;
        this.deals = deals;
        this.writing = writing;
        this.names = names;
        this.several = several;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return Which.parts(arguments.text(WHICH).orElse("")).size() > 1 ? Effect.GUARDED : Effect.REVERSIBLE;
    }

    /** Which deals, and to which stage; or what has to be asked first. */
    private sealed interface Settled {
        record Known(List<Item> items, Stage stage) implements Settled {}

        record Open(ToolResult result) implements Settled {}
    }

    private Mono<Settled> settled(Colleague who, Arguments arguments) {
        String said = arguments.text(STAGE).orElseThrow();
        return writing.stages(who).flatMap(stages -> {
            var stage = stages.named(said);
            if (stage.isEmpty()) {
                return Mono.just(new Settled.Open(names.noStage(who, said, stages)));
            }
            if (!stage.get().isOpen()) {
                return Mono.just(new Settled.Open(names.ends(who, stage.get())));
            }
            return which.all(who, WHICH, arguments.text(WHICH).orElseThrow(), Set.of(Entity.DEAL), MOST)
                    .map(meant -> switch (meant) {
                        case Which.Meant.Open open -> new Settled.Open(open.result());
                        case Which.Meant.These these -> new Settled.Known(these.items(), stage.get());
                    });
        });
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return settled(who, arguments).flatMap(settled -> switch (settled) {
            case Settled.Open open -> Mono.just(open.result());
            case Settled.Known known ->
                known.items().size() == 1
                        ? move(who, arguments, known.items().getFirst().id(), known.stage())
                        : moveAll(who, arguments, known);
        });
    }

    private Mono<ToolResult> move(Colleague who, Arguments arguments, UUID deal, Stage stage) {
        return deals.moveStage(who.staff(), deal, stage.key(), OptionalInt.empty(), who.door(name(), arguments))
                .flatMap(changed -> writing.difference(who, "deal.moved", changed));
    }

    private Mono<ToolResult> moveAll(Colleague who, Arguments arguments, Settled.Known known) {
        return deals.moveAll(
                        who.staff(),
                        known.items().stream().map(Item::id).toList(),
                        known.stage().key(),
                        who.door(name(), arguments))
                .map(changed -> several.told(
                        who,
                        words.say("deal.moved_all", who.language(), values(who, known)),
                        changed.now().stream()
                                .map(deal -> Kinds.deal(deal.id(), deal.title()))
                                .toList(),
                        changed.changeSet()));
    }

    private static Map<String, Object> values(Colleague who, Settled.Known known) {
        return Map.of("count", known.items().size(), STAGE, known.stage().name(who.language()));
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return settled(who, arguments).map(settled -> switch (settled) {
            case Settled.Open open -> new Proposal.Settled(open.result());
            case Settled.Known known ->
                several.ask(
                        who, arguments, words.say("confirm.move", who.language(), values(who, known)), known.items());
        });
    }
}
