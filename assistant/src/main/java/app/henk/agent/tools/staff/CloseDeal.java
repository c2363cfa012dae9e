package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deal;
import app.henk.crm.Deals;
import app.henk.crm.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends a deal as won or lost, which is confirmed first, or opens it again. */
@Component
class CloseDeal extends DealTool {

    private static final String REOPEN = "reopen";

    private final Deals deals;

    CloseDeal(Deals deals, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "close_deal",
                        Effect.GUARDED,
                        text("which", 200).mandatory(),
                        choice("outcome", "won", "lost", REOPEN).mandatory(),
                        text("reason", 500),
                        date("on")),
                parts);
        this.deals = deals;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return arguments.text("outcome").equals(Optional.of(REOPEN)) ? Effect.REVERSIBLE : Effect.GUARDED;
    }

    @Override
    String question(Colleague who, Arguments arguments, Deal deal) {
        return words.say(
                "confirm.close." + arguments.text("outcome").orElseThrow(),
                who.language(),
                Map.of("title", deal.title()));
    }

    @Override
    Set<String> editable() {
        return Set.of("reason", "on");
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal) {
        String outcome = arguments.text("outcome").orElseThrow();
        if (outcome.equals(REOPEN)) {
            return deals.reopen(who.staff(), deal, Optional.empty(), OptionalInt.empty(), who.door(name(), arguments))
                    .flatMap(changed -> writing().whole(who, "deal.reopened", changed));
        }
        return deals.close(
                        who.staff(),
                        deal,
                        outcome.equals("won") ? Outcome.WON : Outcome.LOST,
                        arguments.text("reason"),
                        arguments.date("on"),
                        OptionalInt.empty(),
                        who.door(name(), arguments))
                .flatMap(changed -> writing().whole(who, "deal." + outcome, changed));
    }
}
