package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deals;
import app.henk.crm.Stage;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Moves a deal to another open stage. Where it ends it is closed, which is another tool's: this one says so, because
 * closing is confirmed.
 */
@Component
class MoveStage extends DealTool {

    private final Deals deals;
    private final DealNames names;

    MoveStage(Deals deals, DealNames names, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "move_stage",
                        Effect.REVERSIBLE,
                        text("which", 200).mandatory(),
                        text("stage", 80).mandatory()),
                parts);
        this.deals = deals;
        this.names = names;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal) {
        String said = arguments.text("stage").orElseThrow();
        return writing()
                .stages(who)
                .flatMap(stages -> stages.named(said)
                        .map(stage -> stage.isOpen() ? move(who, arguments, deal, stage) : ends(who, stage))
                        .orElseGet(() -> Mono.just(names.noStage(who, said, stages))));
    }

    private Mono<ToolResult> move(Colleague who, Arguments arguments, UUID deal, Stage stage) {
        return deals.moveStage(who.staff(), deal, stage.key(), OptionalInt.empty(), who.door(name(), arguments))
                .flatMap(changed -> writing().difference(who, "deal.moved", changed));
    }

    private Mono<ToolResult> ends(Colleague who, Stage stage) {
        return Mono.just(Told.of("closes", words.say("deal.close_instead", who.language()))
                .with("note", "Call close_deal with outcome " + stage.state() + ".")
                .result()
                .refused());
    }
}
