package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Deals;
import app.henk.crm.NextAction;
import app.henk.crm.NextActions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Three things to do next for a deal. */
@Component
class NextActionsTool extends DealTool {

    private final NextActions next;
    private final Deals deals;

    NextActionsTool(NextActions next, Deals deals, DealTool.Parts parts) {
        super(
                ToolDefinition.forStaff(
                        "next_actions", Effect.READ, text("which", 200).mandatory()),
                parts);
        this.next = next;
        this.deals = deals;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments, UUID id) {
        return Mono.zip(deals.find(who.staff(), id), next.of(who.staff(), id, who.language()))
                .map(both -> {
                    List<String> texts =
                            both.getT2().stream().map(NextAction::text).toList();
                    String numbered = IntStream.range(0, texts.size())
                            .mapToObj(i -> (i + 1) + ". " + texts.get(i))
                            .collect(Collectors.joining("\n", "\n", ""));
                    return Told.done(words.say(
                                    "next.say",
                                    who.language(),
                                    Map.of("title", both.getT1().title(), "first", numbered)))
                            .with("actions", texts)
                            .record(Kinds.deal(id, both.getT1().title()), DealCards.with(both.getT1()))
                            .result();
                });
    }
}
