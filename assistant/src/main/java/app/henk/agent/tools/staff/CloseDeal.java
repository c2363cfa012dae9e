package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Changed;
import app.henk.crm.Deal;
import app.henk.crm.DealChange;
import app.henk.crm.Deals;
import app.henk.crm.JointChanges;
import app.henk.crm.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends deals as won or lost, which is confirmed first, or opens one again. */
@Component
class CloseDeal extends DealTool {

    private static final String REOPEN = "reopen";
    private static final String VALUE = "value";

    private final Deals deals;
    private final JointChanges joint;

    CloseDeal(Deals deals, JointChanges joint, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "close_deal",
                        Effect.GUARDED,
                        text("which", 2_000).mandatory(),
                        choice("outcome", "won", "lost", REOPEN).mandatory(),
                        text("reason", 500),
                        date("on"),
                        decimal(VALUE, CreateDeal.LARGEST)),
                parts);
        this.deals = deals;
        this.joint = joint;
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
    boolean takesSeveral() {
        return true;
    }

    @Override
    String questionOfAll(Colleague who, Arguments arguments, int count) {
        return words.say(
                "confirm.close_all." + arguments.text("outcome").orElseThrow(), who.language(), Map.of("count", count));
    }

    @Override
    Mono<ToolResult> actOnAll(Colleague who, Arguments arguments, List<Item> all) {
        String outcome = arguments.text("outcome").orElseThrow();
        if (outcome.equals(REOPEN) || arguments.has(VALUE)) {
            return Mono.just(Told.of("refused", words.say("deal.one_by_one", who.language()))
                    .result()
                    .refused());
        }
        return deals.closeAll(
                        who.staff(),
                        all.stream().map(Item::id).toList(),
                        end(outcome),
                        arguments.text("reason"),
                        arguments.date("on"),
                        who.door(name(), arguments))
                .map(changed -> several()
                        .told(
                                who,
                                words.say("deal." + outcome + "_all", who.language(), Map.of("count", all.size())),
                                all,
                                changed.changeSet()));
    }

    private static Outcome end(String outcome) {
        return outcome.equals("won") ? Outcome.WON : Outcome.LOST;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID deal) {
        String outcome = arguments.text("outcome").orElseThrow();
        if (outcome.equals(REOPEN)) {
            return deals.reopen(who.staff(), deal, Optional.empty(), OptionalInt.empty(), who.door(name(), arguments))
                    .flatMap(changed -> writing().whole(who, "deal.reopened", changed));
        }
        return closed(who, arguments, deal, end(outcome))
                .flatMap(changed -> writing().whole(who, "deal." + outcome, changed));
    }

    private Mono<Changed<Deal>> closed(Colleague who, Arguments arguments, UUID deal, Outcome outcome) {
        Mono<Changed<Deal>> close = deals.close(
                who.staff(),
                deal,
                outcome,
                arguments.text("reason"),
                arguments.date("on"),
                OptionalInt.empty(),
                who.door(name(), arguments));
        return arguments
                .decimal(VALUE)
                .map(value -> joint.of(
                        who.staff(),
                        who.door(name(), arguments.with("as", "one")),
                        "deal." + arguments.text("outcome").orElseThrow(),
                        arguments.toString(),
                        before -> deals.find(who.staff(), deal).map(now -> new Changed<>(now, before, List.of())),
                        deals.update(
                                        who.staff(),
                                        deal,
                                        DealChange.none().value(Optional.of(value)),
                                        OptionalInt.empty(),
                                        who.door(name(), arguments.with("outcome", VALUE)))
                                .then(close)))
                .orElse(close);
    }
}
