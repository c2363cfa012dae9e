package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what was done, is to be done, or was promised, with the person or deal that it is about. */
@Component
class LogActivity extends StaffTool {

    private static final String ABOUT = "about";

    private final Which which;
    private final Happenings happenings;
    private final NextSteps steps;
    private final GivenWord given;

    LogActivity(Which which, Happenings happenings, NextSteps steps, GivenWord given, StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "log_activity",
                        Effect.REVERSIBLE,
                        choice("type", "call", "email", "meeting", "note", "task", "promise")
                                .mandatory(),
                        text(ABOUT, 200).mandatory(),
                        text("subject", 300),
                        text("text", 4_000),
                        date("due"),
                        flag("done")),
                words);
        this.which = which;
        this.happenings = happenings;
        this.steps = steps;
        this.given = given;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return which.spokenOf(who, ABOUT, arguments.text(ABOUT).orElseThrow()).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these -> keep(who, arguments, these.one());
        });
    }

    private Mono<ToolResult> keep(Colleague who, Arguments arguments, Item about) {
        return switch (arguments.text("type").orElseThrow()) {
            case "task" -> steps.add(who, arguments, about);
            case "promise" -> given.note(who, arguments, about);
            default -> happenings.log(who, arguments, about);
        };
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return which.spokenOf(who, ABOUT, arguments.text(ABOUT).orElseThrow()).map(meant -> switch (meant) {
            case Which.Meant.Open open -> new Proposal.Settled(open.result());
            case Which.Meant.These these -> {
                List<Map<String, Object>> facts = new ArrayList<>();
                facts.add(Map.of(
                        "label",
                        words.word("argument", ABOUT, who.language()),
                        "value",
                        these.one().label()));
                facts.addAll(Asking.facts(arguments.without(ABOUT), words, who.language()));
                yield new Proposal.Ask(
                        arguments.with(ABOUT, these.one().id().toString()),
                        words.say("confirm.log", who.language()),
                        facts,
                        Set.of("subject", "text", "due"));
            }
        });
    }
}
