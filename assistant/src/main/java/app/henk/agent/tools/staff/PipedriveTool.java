package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.identity.Role;
import app.henk.pipedrive.Pipedrive;
import app.henk.pipedrive.PipedriveAdministration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How it stands with Pipedrive, for the whole and for one record, and what can be done about it. */
@Component
class PipedriveTool extends StaffTool {

    private static final String ACTION = "action";
    private static final Set<String> READING = Set.of("status", "record", "failed", "conflicts", "changes", "connect");
    private static final Set<String> ASKED = Set.of("stop", "resume", "map", "import");

    private final Pipedrive pipedrive;
    private final PipedriveAdministration administration;
    private final PipedriveForms forms;
    private final PipedriveWords sentences;
    private final PipedriveReports reports;

    PipedriveTool(
            Pipedrive pipedrive,
            PipedriveAdministration administration,
            PipedriveForms forms,
            PipedriveWords sentences,
            PipedriveReports reports,
            StaffWords words) {
        super(
                ToolDefinition.forStaff(
                        "pipedrive",
                        Effect.GUARDED,
                        choice(
                                        ACTION,
                                        "status",
                                        "record",
                                        "failed",
                                        "retry",
                                        "sync",
                                        "conflicts",
                                        "changes",
                                        "connect",
                                        "map",
                                        "import",
                                        "stop",
                                        "resume")
                                .mandatory(),
                        choice("kind", "deal", "lead", "contact", "organisation", "task", "activity"),
                        text("which", 200),
                        text("here", 80),
                        text("there", 120),
                        date("since")),
                words);
        this.pipedrive = pipedrive;
        this.administration = administration;
        this.forms = forms;
        this.sentences = sentences;
        this.reports = reports;
    }

    @Override
    public Effect effect(Arguments arguments) {
        String action = arguments.text(ACTION).orElse("status");
        return READING.contains(action) ? Effect.READ : ASKED.contains(action) ? Effect.GUARDED : Effect.REVERSIBLE;
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        String action = arguments.text(ACTION).orElseThrow();
        Mono<List<PipedriveAdministration.ImportPlan>> plan =
                action.equals("import") ? administration.planImport(who.staff()) : Mono.just(List.of());
        return plan.map(plans -> new Proposal.Ask(
                arguments,
                sentences.say(
                        "confirm." + action,
                        who.language(),
                        Map.of(
                                "here", arguments.text("here").orElse(""),
                                "there", arguments.text("there").orElse(""))),
                forms.plan(plans, who.language()),
                Set.of()));
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return switch (arguments.text(ACTION).orElseThrow()) {
            case "record" -> reports.record(who, arguments, false);
            case "retry" -> arguments.text("which").isPresent() ? reports.record(who, arguments, true) : retryAll(who);
            case "failed" -> reports.failed(who);
            case "sync" -> sync(who);
            case "conflicts" -> reports.conflicts(who, arguments);
            case "changes" -> reports.changes(who, arguments);
            case "connect" -> connect(who);
            case "map" -> map(who, arguments);
            case "import" -> begin(who);
            case "stop" -> administration.stop(who.staff()).then(reports.status(who));
            case "resume" -> administration.resume(who.staff()).then(reports.status(who));
            default -> reports.status(who);
        };
    }

    private Mono<ToolResult> retryAll(Colleague who) {
        return pipedrive
                .retry(who.staff(), Optional.empty(), Optional.empty())
                .map(many -> Told.done(sentences.counted("retried", many, who.language()))
                        .with("records", many)
                        .result());
    }

    private Mono<ToolResult> sync(Colleague who) {
        return who.staff().role() == Role.ADMIN
                ? administration.compare(who.staff(), false).then(reports.status(who))
                : retryAll(who);
    }

    private Mono<ToolResult> connect(Colleague who) {
        return who.staff().role() == Role.ADMIN
                ? Mono.just(Told.of("waiting", sentences.say("connect.ask", who.language()))
                        .card("secret_form", forms.connect(who.language()))
                        .result())
                : Mono.just(Told.of("refused", sentences.say("connect.administrator", who.language()))
                        .result()
                        .refused());
    }

    private Mono<ToolResult> begin(Colleague who) {
        return administration
                .beginImport(who.staff())
                .map(many -> Told.done(sentences.counted("import.begun", many, who.language()))
                        .with("records", many)
                        .result());
    }

    private Mono<ToolResult> map(Colleague who, Arguments arguments) {
        return administration
                .map(
                        who.staff(),
                        arguments.text("here").orElse(""),
                        arguments.text("there").orElse(""))
                .map(mapped -> Told.done(sentences.say(
                                "mapped",
                                who.language(),
                                Map.of("here", arguments.text("here").orElse(""), "there", mapped.remoteName())))
                        .result());
    }
}
