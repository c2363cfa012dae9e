package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.Wording;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How deals go from stage to stage: between open ones as one likes; an end is reached by closing alone and left by
 * reopening. Each step stands in the deal's history.
 */
@Component
class DealMoves {

    private static final int LONGEST_REASON = 500;

    private final DatabaseClient database;
    private final Wording wording;
    private final Clock clock;

    DealMoves(DatabaseClient database, Wording wording, Clock clock) {
        this.database = database;
        this.wording = wording;
        this.clock = clock;
    }

    Mono<Stored> to(Writing writing, TenantStages known, Stored deal, Stage stage) {
        if (!stage.isOpen()) {
            Outcome outcome = stage.state().equals(Outcome.WON.state()) ? Outcome.WON : Outcome.LOST;
            return end(writing, known, deal, stage, outcome, Optional.empty(), Optional.empty());
        }
        return isOpen(deal) ? step(writing, known, deal, stage, Map.of()) : Mono.error(closed(deal));
    }

    /**
     * @param on the day on which it was decided, not in the future; today when nothing is said
     */
    Mono<Stored> close(
            Writing writing,
            TenantStages known,
            Stored deal,
            Outcome outcome,
            Optional<String> reason,
            Optional<LocalDate> on) {
        Stage now = known.of(deal);
        return Mono.justOrEmpty(known.stages().ended(outcome, now.pipeline()))
                .switchIfEmpty(Mono.error(() -> Problem.conflict(
                        "no-such-end", "This pipeline has no stage for deals that are " + outcome.state() + ".")))
                .flatMap(stage -> end(writing, known, deal, stage, outcome, reason, on));
    }

    private Mono<Stored> end(
            Writing writing,
            TenantStages known,
            Stored deal,
            Stage stage,
            Outcome outcome,
            Optional<String> reason,
            Optional<LocalDate> on) {
        boolean already = deal.text("status").equals(Optional.of(outcome.state()));
        if (!already && !isOpen(deal)) {
            return Mono.error(closed(deal));
        }
        if (outcome == Outcome.WON && deal.number("value").isEmpty()) {
            return Mono.error(FieldErrors.of(
                    new FieldError("value", "is missing: a deal that is won has one").breaking("won_value")));
        }
        Optional<String> why = reason.map(String::strip).filter(text -> !text.isEmpty());
        if (why.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
            return Mono.error(FieldErrors.of(new FieldError("reason", "has at most " + LONGEST_REASON + " characters")
                    .breaking("too_long", Map.of("most", LONGEST_REASON))));
        }
        if (already) {
            // why it was lost may be put right afterwards
            return why.isPresent() && outcome == Outcome.LOST && !why.equals(deal.text("lost_reason"))
                    ? writing.update(deal, Map.of("lost_reason", why))
                    : Mono.just(deal);
        }
        LocalDate today = LocalDate.now(clock.withZone(known.tenant().zone()));
        if (on.filter(day -> day.isAfter(today)).isPresent()) {
            return Mono.error(FieldErrors.of(new FieldError("on", "cannot be in the future").breaking("future")));
        }
        Instant at = on.filter(day -> day.isBefore(today))
                .map(day -> day.atTime(12, 0).atZone(known.tenant().zone()).toInstant())
                .orElseGet(this::now);
        Map<String, Optional<?>> also = new LinkedHashMap<>();
        also.put("closed_at", Optional.of(at));
        also.put("lost_reason", why.filter(text -> outcome == Outcome.LOST));
        return step(writing, known, deal, stage, also).delayUntil(done -> lead(writing, done, outcome.state()));
    }

    /** Back to a stage that is named, or to the open one in which it was last. */
    Mono<Stored> reopen(Writing writing, TenantStages known, Stored deal, Optional<Stage> stage) {
        if (isOpen(deal)) {
            return Mono.error(Problem.conflict("deal-open", "This deal is open."));
        }
        Stage now = known.of(deal);
        return Mono.justOrEmpty(stage)
                .switchIfEmpty(Mono.defer(() -> lastOpen(writing, deal.id())
                        .flatMap(key -> Mono.justOrEmpty(known.stages().keyed(key)))))
                .defaultIfEmpty(known.stages().of(now.pipeline()).first())
                .flatMap(back -> back.isOpen()
                        ? step(
                                writing,
                                known,
                                deal,
                                back,
                                Map.of("closed_at", Optional.empty(), "lost_reason", Optional.empty()))
                        : Mono.error(
                                FieldErrors.of(new FieldError("stage", "must be an open one").breaking("open_stage"))))
                .delayUntil(done -> lead(writing, done, "qualified"));
    }

    private Mono<Stored> step(
            Writing writing, TenantStages known, Stored deal, Stage stage, Map<String, ? extends Optional<?>> also) {
        if (deal.text("stage_key").equals(Optional.of(stage.key()))) {
            return Mono.just(deal);
        }
        Map<String, Optional<?>> fields = new LinkedHashMap<>(also);
        fields.put("stage_key", Optional.of(stage.key()));
        fields.put("status", Optional.of(stage.state()));
        fields.put("probability", Optional.of(stage.probability()));
        fields.put("stage_since", Optional.of(now()));
        return writing.update(deal, fields).delayUntil(moved -> note(writing, known, deal, stage));
    }

    /** Also when a move is taken back: what happened stays in the history, and so does that it was undone. */
    Mono<Void> note(Writing writing, TenantStages known, Stored deal, Stage to) {
        String language = known.tenant().language();
        String from = deal.text("stage_key")
                .flatMap(known.stages()::keyed)
                .map(stage -> stage.name(language))
                .orElse("–");
        Map<String, Object> activity = new LinkedHashMap<>();
        activity.put("type", "stage_change");
        activity.put(
                "subject", wording.say("crm.activity.stage", language, Map.of("from", from, "to", to.name(language))));
        activity.put("deal_id", deal.id());
        activity.put("contact_id", deal.reference("contact_id"));
        activity.put("lead_id", deal.reference("lead_id"));
        return writing.create(Entity.ACTIVITY, activity).then();
    }

    /** A lead goes with its deal. */
    private static Mono<Void> lead(Writing writing, Stored deal, String status) {
        return Mono.justOrEmpty(deal.reference("lead_id"))
                .flatMap(id -> writing.lockAny(Entity.LEAD, id))
                .flatMap(lead -> writing.update(lead, Map.of("status", Optional.of(status))))
                .then();
    }

    private Mono<String> lastOpen(Writing writing, UUID deal) {
        return database.sql("""
                        select v.stage_key from stage_visit v join stage s on s.tenant_id = v.tenant_id
                               and s.key = v.stage_key
                         where v.tenant_id = :tenant and v.deal_id = :deal and s.state = 'open'
                         order by v.entered_at desc, v.id desc limit 1
                        """)
                .bind("tenant", writing.tenant().value())
                .bind("deal", deal)
                .map(row -> Row.value(row, "stage_key", String.class))
                .one();
    }

    private static boolean isOpen(Stored deal) {
        return deal.text("status").equals(Optional.of("open"));
    }

    private static Problem closed(Stored deal) {
        return Problem.conflict(
                "deal-closed",
                "This deal is " + deal.text("status").orElse("closed") + ". Reopen it before anything else.");
    }

    /** As exact as the database keeps it, so that an undo finds the same instant again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
