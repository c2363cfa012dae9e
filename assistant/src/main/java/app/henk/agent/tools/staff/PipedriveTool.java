package app.henk.agent.tools.staff;

import static app.henk.agent.tools.Parameter.choice;
import static app.henk.agent.tools.Parameter.date;
import static app.henk.agent.tools.Parameter.text;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Effect;
import app.henk.agent.tools.Proposal;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolDefinition;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.identity.Role;
import app.henk.pipedrive.Overview;
import app.henk.pipedrive.Pipedrive;
import app.henk.pipedrive.PipedriveAdministration;
import app.henk.pipedrive.Standing;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final Set<String> ASKED = Set.of("stop", "resume", "map");
    private static final int MOST = 20;

    private final Pipedrive pipedrive;
    private final PipedriveAdministration administration;
    private final PipedriveCards cards;
    private final PipedriveWords sentences;
    private final Which which;

    PipedriveTool(
            Pipedrive pipedrive,
            PipedriveAdministration administration,
            PipedriveCards cards,
            PipedriveWords sentences,
            Which which,
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
        this.cards = cards;
        this.sentences = sentences;
        this.which = which;
    }

    @Override
    public Effect effect(Arguments arguments) {
        String action = arguments.text(ACTION).orElse("status");
        return READING.contains(action) ? Effect.READ : ASKED.contains(action) ? Effect.GUARDED : Effect.REVERSIBLE;
    }

    @Override
    Mono<Proposal> question(Colleague who, Arguments arguments) {
        String action = arguments.text(ACTION).orElseThrow();
        return Mono.just(new Proposal.Ask(
                arguments,
                sentences.say(
                        "confirm." + action,
                        who.language(),
                        Map.of(
                                "here", arguments.text("here").orElse(""),
                                "there", arguments.text("there").orElse(""))),
                List.of(),
                Set.of()));
    }

    @Override
    Mono<ToolResult> act(Colleague who, Arguments arguments) {
        return switch (arguments.text(ACTION).orElseThrow()) {
            case "record" -> record(who, arguments, false);
            case "retry" -> arguments.text("which").isPresent() ? record(who, arguments, true) : retryAll(who);
            case "failed" -> failed(who);
            case "sync" -> sync(who);
            case "conflicts" -> conflicts(who, arguments);
            case "changes" -> changes(who, arguments);
            case "connect" -> connect(who);
            case "map" -> map(who, arguments);
            case "stop" -> administration.stop(who.staff()).then(status(who));
            case "resume" -> administration.resume(who.staff()).then(status(who));
            default -> status(who);
        };
    }

    private Mono<ToolResult> status(Colleague who) {
        return pipedrive
                .overview(who.staff())
                .map(overview -> Told.done(sentences.overview(overview, PipedriveCards.zone(who), who.language()))
                        .with("pipedrive", facts(overview))
                        .card("table", cards.overview(overview, PipedriveCards.zone(who), who.language()))
                        .result());
    }

    private static Map<String, Object> facts(Overview overview) {
        return Map.of(
                "state", overview.state(),
                "waiting", overview.waiting(),
                "failed", overview.failed(),
                "synced", overview.synced(),
                "incoming", overview.incoming(),
                "tokens_today", overview.tokens());
    }

    private Mono<ToolResult> record(Colleague who, Arguments arguments, boolean again) {
        String said = arguments.text("which").orElse("last");
        Optional<Entity> kind = arguments.text("kind").flatMap(Kinds::entity);
        Mono<Which.Meant> meant = kind.map(known -> which.one(who, "which", said, Set.of(known)))
                .orElseGet(() -> which.spokenOf(who, "which", said));
        return meant.flatMap(found -> switch (found) {
            case Which.Meant.Open open -> Mono.just(open.result());
            case Which.Meant.These these -> told(who, these.one(), again);
        });
    }

    private Mono<ToolResult> told(Colleague who, Item item, boolean again) {
        Entity entity = Kinds.entity(item.kind()).orElseThrow();
        Mono<Long> retried =
                again ? pipedrive.retry(who.staff(), Optional.of(entity), Optional.of(item.id())) : Mono.just(0L);
        return retried.then(pipedrive.overview(who.staff()))
                .zipWith(pipedrive.standing(who.staff(), entity, item.id()))
                .map(both -> told(who, item, both.getT1(), both.getT2()));
    }

    private ToolResult told(Colleague who, Item item, Overview overview, Standing standing) {
        String clause = sentences.standing(standing, PipedriveCards.zone(who), who.language());
        String say = sentences.say("record", who.language(), Map.of("label", item.label(), "state", clause));
        if (!overview.state().equals("connected")) {
            say = say + " " + sentences.overview(overview, PipedriveCards.zone(who), who.language());
        }
        return Told.done(say)
                .record(item)
                .with("state", standing.state())
                .with("reason", standing.reason().orElse(""))
                // Pipedrive's own words
                .fromOutside(standing.detail().isPresent())
                .card(
                        "table",
                        cards.standings(
                                List.of(Map.entry(item.label(), standing)), PipedriveCards.zone(who), who.language()))
                .result();
    }

    private Mono<ToolResult> failed(Colleague who) {
        return pipedrive.in(who.staff(), "failed", MOST).map(failed -> {
            String say = sentences.say(
                    failed.isEmpty() ? "failed.none" : "failed.some", who.language(), Map.of("count", failed.size()));
            List<Map.Entry<String, Standing>> named = failed.stream()
                    .map(one -> Map.entry(words.word("kind.name", one.entity(), who.language()), one))
                    .toList();
            return Told.done(say)
                    .with("failed", failed.size())
                    .fromOutside(true)
                    .card("table", cards.standings(named, PipedriveCards.zone(who), who.language()))
                    .result();
        });
    }

    private Mono<ToolResult> retryAll(Colleague who) {
        return pipedrive
                .retry(who.staff(), Optional.empty(), Optional.empty())
                .map(many -> Told.done(sentences.say("retried", who.language(), Map.of("count", many)))
                        .with("records", many)
                        .result());
    }

    private Mono<ToolResult> sync(Colleague who) {
        return who.staff().role() == Role.ADMIN
                ? administration.compare(who.staff(), false).then(status(who))
                : retryAll(who);
    }

    private Mono<ToolResult> conflicts(Colleague who, Arguments arguments) {
        return pipedrive
                .conflicts(who.staff(), Optional.of(since(who, arguments, 7)))
                .map(found -> {
                    String say = sentences.say(
                            found.isEmpty() ? "conflicts.none" : "conflicts.some",
                            who.language(),
                            Map.of("count", found.size()));
                    return Told.done(say)
                            .with("conflicts", found.size())
                            .fromOutside(!found.isEmpty())
                            .card(
                                    "table",
                                    cards.conflicts(
                                            found.stream().limit(MOST).toList(),
                                            PipedriveCards.zone(who),
                                            who.language()))
                            .result();
                });
    }

    private Mono<ToolResult> changes(Colleague who, Arguments arguments) {
        return pipedrive.changedThere(who.staff(), since(who, arguments, 1)).map(found -> {
            String say = sentences.say(
                    found.isEmpty() ? "changes.none" : "changes.some", who.language(), Map.of("count", found.size()));
            Told told = Told.done(say).with("changes", found.size()).fromOutside(!found.isEmpty());
            return (found.isEmpty()
                            ? told
                            : told.card(
                                    "table",
                                    cards.changes(
                                            found.stream().limit(MOST).toList(),
                                            PipedriveCards.zone(who),
                                            who.language())))
                    .result();
        });
    }

    private static Instant since(Colleague who, Arguments arguments, int days) {
        LocalDate day = arguments.date("since").orElseGet(() -> who.today().minusDays(days));
        return day.atStartOfDay(PipedriveCards.zone(who)).toInstant();
    }

    private Mono<ToolResult> connect(Colleague who) {
        return who.staff().role() == Role.ADMIN
                ? Mono.just(Told.of("waiting", sentences.say("connect.ask", who.language()))
                        .card("secret_form", cards.connect(who.language()))
                        .result())
                : Mono.just(Told.of("refused", sentences.say("connect.administrator", who.language()))
                        .result()
                        .refused());
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
