package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolContext;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.JointChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps what was done, is to be done, or was promised, with the person or deal that it is about; and what follows from a
 * call at once: the next step, and what the deal is worth by now. Somebody who is not known yet is made a contact when
 * that is confirmed, so that nothing of what was said is lost.
 */
@Component
class LogActivity extends StaffTool {

    private static final String ABOUT = "about";
    private static final String NEXT = "next";
    private static final String VALUE = "value";
    private static final String NEW_CONTACT = "new_contact";

    private final Which which;
    private final Happenings happenings;
    private final NextSteps steps;
    private final GivenWord given;
    private final NewPeople people;
    private final DealWorth worth;
    private final JointChanges joint;

    LogActivity(
            Which which,
            Happenings happenings,
            NextSteps steps,
            GivenWord given,
            NewPeople people,
            DealWorth worth,
            JointChanges joint,
            StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "log_activity",
                        Effect.REVERSIBLE,
                        choice("type", "call", "email", "meeting", "note", "task", "promise")
                                .mandatory(),
                        text(ABOUT, 200).mandatory(),
                        text("subject", 300),
                        text("text", 4_000),
                        text(NEXT, 300),
                        date("due"),
                        decimal(VALUE, CreateDeal.LARGEST),
                        flag(NEW_CONTACT)),
                words);
        this.which = which;
        this.happenings = happenings;
        this.steps = steps;
        this.given = given;
        this.people = people;
        this.worth = worth;
        this.joint = joint;
    }

    /** Making a contact of a name that nobody has is not done on the strength of a slip of the pen. */
    @Override
    public Mono<Effect> effect(ToolContext context, Arguments arguments) {
        return Mono.defer(() -> meant(Colleague.of(context), arguments))
                .map(meant -> meant instanceof Which.Meant.Open open && open.unknown() && !arguments.flag(NEW_CONTACT)
                        ? Effect.GUARDED
                        : Effect.REVERSIBLE);
    }

    private Mono<Which.Meant> meant(Colleague who, Arguments arguments) {
        return which.spokenOf(who, ABOUT, arguments.text(ABOUT).orElseThrow());
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return meant(who, arguments).flatMap(meant -> switch (meant) {
            case Which.Meant.These these ->
                asOne(who, arguments, keep(who, arguments, these.one())).map(Told::result);
            case Which.Meant.Open open ->
                open.unknown() && arguments.flag(NEW_CONTACT)
                        ? asOne(who, arguments, introduced(who, arguments)).map(Told::result)
                        : Mono.just(open.result());
        });
    }

    private Mono<Told> introduced(Colleague who, Arguments arguments) {
        return people.make(who, arguments.text(ABOUT).orElseThrow(), who.door(name(), arguments))
                .flatMap(made -> keep(who, arguments, made.item())
                        .map(kept -> made.told().and(kept)));
    }

    /** What was said in one breath is taken back as one. A promise is no record of the sales and has its own. */
    private Mono<Told> asOne(Colleague who, Arguments arguments, Mono<Told> work) {
        return arguments.text("type").equals(Optional.of("promise"))
                ? work
                : joint.of(
                        who.staff(),
                        who.door(name(), arguments.with("as", "one")),
                        "activity.logged",
                        arguments.toString(),
                        before -> Mono.fromSupplier(() -> Told.done(words.say("activity.kept_before", who.language()))),
                        work);
    }

    private Mono<Told> keep(Colleague who, Arguments arguments, Item about) {
        return switch (arguments.text("type").orElseThrow()) {
            case "task" -> steps.add(who, arguments, about);
            case "promise" -> given.note(who, arguments, about);
            default -> happenings.log(who, arguments, about).flatMap(logged -> followed(who, arguments, about, logged));
        };
    }

    private Mono<Told> followed(Colleague who, Arguments arguments, Item about, Told logged) {
        Mono<Told> planned =
                arguments.has(NEXT) ? steps.add(who, step(arguments), about).map(logged::and) : Mono.just(logged);
        return planned.flatMap(told -> arguments
                .decimal(VALUE)
                .map(value -> worth.of(who, about, value, who.door(name(), arguments.with("type", VALUE)))
                        .map(told::and))
                .orElse(Mono.just(told)));
    }

    private static Arguments step(Arguments arguments) {
        return arguments.without("text").with("subject", arguments.text(NEXT).orElseThrow());
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        return meant(who, arguments).map(meant -> switch (meant) {
            case Which.Meant.These these -> {
                List<Map<String, Object>> facts = new ArrayList<>();
                facts.add(Map.of(
                        "label",
                        words.word("argument", ABOUT, who.language()),
                        "value",
                        these.one().label()));
                facts.addAll(Asking.facts(who, arguments.without(ABOUT), words));
                yield new Proposal.Ask(
                        arguments.with(ABOUT, these.one().id().toString()),
                        words.say("confirm.log", who.language()),
                        facts,
                        Set.of("subject", "text", NEXT, "due"));
            }
            case Which.Meant.Open open ->
                open.unknown() ? people.ask(who, arguments, ABOUT, NEW_CONTACT) : new Proposal.Settled(open.result());
        });
    }
}
