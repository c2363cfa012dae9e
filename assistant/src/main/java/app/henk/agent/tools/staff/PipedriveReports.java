package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.Shown.Item;
import app.henk.agent.tools.ToolResult;
import app.henk.crm.Entity;
import app.henk.pipedrive.Overview;
import app.henk.pipedrive.Pipedrive;
import app.henk.pipedrive.Standing;
import app.henk.pipedrive.Unread;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a colleague is told about Pipedrive: how it stands with the whole and with one record, what failed, what came. */
@Component
class PipedriveReports {

    private static final int MOST = 20;

    private final Pipedrive pipedrive;
    private final PipedriveCards cards;
    private final PipedriveHistoryCards history;
    private final PipedriveWords sentences;
    private final Which which;
    private final StaffWords words;

    PipedriveReports(
            Pipedrive pipedrive,
            PipedriveCards cards,
            PipedriveHistoryCards history,
            PipedriveWords sentences,
            Which which,
            StaffWords words) {
        this.pipedrive = pipedrive;
        this.cards = cards;
        this.history = history;
        this.sentences = sentences;
        this.which = which;
        this.words = words;
    }

    Mono<ToolResult> status(Colleague who) {
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

    /** @param again whether it is tried again first */
    Mono<ToolResult> record(Colleague who, Arguments arguments, boolean again) {
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

    Mono<ToolResult> failed(Colleague who) {
        return pipedrive
                .in(who.staff(), "failed", MOST)
                .zipWith(pipedrive.unread(who.staff()), (failed, unread) -> failed(who, failed, unread));
    }

    private ToolResult failed(Colleague who, List<Standing> failed, List<Unread> unread) {
        int count = failed.size() + unread.size();
        String say = sentences.counted(count == 0 ? "failed.none" : "failed.some", count, who.language());
        List<Map.Entry<String, Standing>> named = failed.stream()
                .map(one -> Map.entry(words.word("kind.name", one.record(), who.language()), one))
                .toList();
        return Told.done(say)
                .with("failed", failed.size())
                .with("unread", unread.size())
                .fromOutside(true)
                .card(
                        "table",
                        cards.failed(
                                named, unread.stream().limit(MOST).toList(), PipedriveCards.zone(who), who.language()))
                .result();
    }

    Mono<ToolResult> conflicts(Colleague who, Arguments arguments) {
        return pipedrive
                .conflicts(who.staff(), Optional.of(since(who, arguments, 7)))
                .map(found -> {
                    String say = sentences.counted(
                            found.isEmpty() ? "conflicts.none" : "conflicts.some", found.size(), who.language());
                    return Told.done(say)
                            .with("conflicts", found.size())
                            .fromOutside(!found.isEmpty())
                            .card(
                                    "table",
                                    history.conflicts(
                                            found.stream().limit(MOST).toList(),
                                            PipedriveCards.zone(who),
                                            who.language()))
                            .result();
                });
    }

    Mono<ToolResult> changes(Colleague who, Arguments arguments) {
        return pipedrive.changedThere(who.staff(), since(who, arguments, 1)).map(found -> {
            String say =
                    sentences.counted(found.isEmpty() ? "changes.none" : "changes.some", found.size(), who.language());
            Told told = Told.done(say).with("changes", found.size()).fromOutside(!found.isEmpty());
            return (found.isEmpty()
                            ? told
                            : told.card(
                                    "table",
                                    history.changes(
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
}
