package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.decimal;
import static app.henk.agent.tools.Parameter.flag;
import static app.henk.agent.tools.Parameter.text;
import static app.henk.agent.tools.Parameter.whole;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes what is not a deal. Closing a promise, answering a question and moving a customer's appointment write to people
 * outside and are confirmed first, and so are merging two records, deals as well, and taking a conversation out of an
 * account.
 */
@Component
class UpdateRecord extends StaffTool {

    private static final String WHICH = "which";
    private static final Set<String> WRITES_OUTSIDE = Set.of(Kinds.PROMISE, Kinds.QUESTION, Kinds.APPOINTMENT);

    private final Which which;
    private final PeopleWriting people;
    private final NextSteps steps;
    private final Outward outward;
    private final SplitAccount accounts;
    private final MergeTwo merge;
    private final CustomerAppointment appointments;

    UpdateRecord(
            Which which,
            PeopleWriting people,
            NextSteps steps,
            Outward outward,
            SplitAccount accounts,
            MergeTwo merge,
            CustomerAppointment appointments,
            StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "update_record",
                        Effect.GUARDED,
                        choice(
                                        "kind",
                                        "lead",
                                        "contact",
                                        "organisation",
                                        "task",
                                        // of deals only merging
                                        "deal",
                                        Kinds.PROMISE,
                                        Kinds.QUESTION,
                                        Kinds.APPOINTMENT)
                                .mandatory(),
                        text(WHICH, 300).mandatory(),
                        text("first_name", 120),
                        text("last_name", 120),
                        text("name", 300),
                        text("email", 254),
                        text("phone", 40),
                        text("company", 300),
                        text("job_title", 200),
                        decimal("budget", CreateDeal.LARGEST),
                        whole("company_size", 10_000_000),
                        choice("industry", "tech", "finance", "healthcare", "other"),
                        choice("urgency", "immediately", "this_week", "this_month", "later"),
                        // won and lost follow from the lead's deal, which is confirmed
                        choice("status", "new", "contacted", "qualified"),
                        text("source", 80),
                        text("sector", 120),
                        text("country", 120),
                        text("website", 300),
                        text("subject", 300),
                        date("due"),
                        text("due_by", Shift.LONGEST),
                        flag("done"),
                        date(CustomerAppointment.ON),
                        text(CustomerAppointment.TIME, 5),
                        flag(CustomerAppointment.CANCEL),
                        text("notes", 4_000),
                        text("answer", 4_000),
                        text(MergeTwo.ARGUMENT, 200),
                        text(SplitAccount.ARGUMENT, 60),
                        choice(
                                DealFacts.CLEAR,
                                "email",
                                "phone",
                                "company",
                                "job_title",
                                "budget",
                                "company_size",
                                "industry",
                                "urgency",
                                "sector",
                                "country",
                                "website")),
                words);
        this.which = which;
        this.people = people;
        this.steps = steps;
        this.outward = outward;
        this.accounts = accounts;
        this.merge = merge;
        this.appointments = appointments;
    }

    @Override
    public Effect effect(Arguments arguments) {
        return WRITES_OUTSIDE.contains(arguments.text("kind").orElse(""))
                        || arguments.has(MergeTwo.ARGUMENT)
                        || arguments.has(SplitAccount.ARGUMENT)
                ? Effect.GUARDED
                : Effect.REVERSIBLE;
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        if (isAppointment(arguments)) {
            return appointments.act(who, arguments);
        }
        if (isOutward(arguments)) {
            return outward.act(who, arguments);
        }
        if (arguments.has(SplitAccount.ARGUMENT)) {
            return accounts.act(who, arguments);
        }
        Entity kind = Kinds.entity(arguments.text("kind").orElseThrow()).orElseThrow();
        if (arguments.has(MergeTwo.ARGUMENT)) {
            return merge.act(who, kind, arguments);
        }
        if (kind == Entity.DEAL
                || arguments.without("kind").without(WHICH).all().isEmpty()) {
            return Mono.just(Told.of("unclear", words.say("record.nothing", who.language()))
                    .result()
                    .refused());
        }
        return meant(who, arguments, kind).flatMap(meant -> switch (meant) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these -> change(who, kind, these.one(), arguments);
        });
    }

    private Mono<ToolResult> change(Colleague who, Entity kind, Item item, Arguments arguments) {
        return kind == Entity.TASK
                ? steps.change(who, arguments, item.id())
                : people.update(who, kind, item.id(), arguments, who.door(name(), arguments));
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        if (isAppointment(arguments)) {
            return appointments.question(who, arguments);
        }
        if (isOutward(arguments)) {
            return outward.question(who, arguments);
        }
        if (arguments.has(SplitAccount.ARGUMENT)) {
            return accounts.question(who, arguments);
        }
        Entity kind = Kinds.entity(arguments.text("kind").orElseThrow()).orElseThrow();
        if (arguments.has(MergeTwo.ARGUMENT)) {
            return merge.question(who, kind, arguments);
        }
        return meant(who, arguments, kind).map(meant -> switch (meant) {
            case Which.Meant.Open open -> new Proposal.Settled(open.result());
            case Which.Meant.These these -> asked(who, arguments, these.one());
        });
    }

    private Proposal asked(Colleague who, Arguments arguments, Item item) {
        return new Proposal.Ask(
                arguments.with(WHICH, item.id().toString()),
                words.say("confirm.change", who.language(), Map.of("title", item.label())),
                Asking.facts(who, arguments, words),
                Set.of());
    }

    private Mono<Which.Meant> meant(Colleague who, Arguments arguments, Entity kind) {
        return which.one(who, WHICH, arguments.text(WHICH).orElseThrow(), Set.of(kind));
    }

    private static boolean isAppointment(Arguments arguments) {
        return arguments.text("kind").orElseThrow().equals(Kinds.APPOINTMENT);
    }

    private static boolean isOutward(Arguments arguments) {
        return WRITES_OUTSIDE.contains(arguments.text("kind").orElseThrow());
    }
}
