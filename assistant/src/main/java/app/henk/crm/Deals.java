package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Deals, for staff. Each method runs in one short transaction under the colleague's own rights, or joins the caller's.
 * What another tenant has, or this colleague may not see, is not there. Where a version is given, a write fails with the
 * problem {@code changed-meanwhile} when the deal is another one by now.
 */
@Service
public class Deals {

    private static final int MOST = 100;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final DealStore deals;
    private final DealSearch search;
    private final DealSheets sheets;
    private final TaskStore tasks;
    private final DealStart start;
    private final DealFields fields;
    private final DealMoves moves;
    private final DealMerge merge;
    private final Changes changes;
    private final ManyRecords many;

    Deals(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            DealStore deals,
            DealSearch search,
            DealSheets sheets,
            TaskStore tasks,
            DealStart start,
            DealFields fields,
            DealMoves moves,
            DealMerge merge,
            Changes changes,
            ManyRecords many) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.deals = deals;
        this.search = search;
        this.sheets = sheets;
        this.tasks = tasks;
        this.start = start;
        this.fields = fields;
        this.moves = moves;
        this.merge = merge;
        this.changes = changes;
        this.many = many;
    }

    /** Fails with a not-found problem. */
    public Mono<Deal> find(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(staff, id));
    }

    /** Fails with a not-found problem. */
    public Mono<DealSheet> sheet(Principal.Staff staff, UUID id) {
        return transactions.in(staff.scope(), () -> found(staff, id).flatMap(deal -> sheets.of(staff.tenant(), deal)));
    }

    /**
     * The newest first.
     *
     * @param after where the page before ended
     * @param limit 1 to 100
     */
    public Mono<Page<Deal>> list(Principal.Staff staff, DealFilter filter, Optional<String> after, int limit) {
        return transactions.in(
                staff.scope(),
                () -> search.list(staff.tenant(), filter, after.map(Deals::cursor), limit + 1)
                        .collectList()
                        .map(found -> Page.of(found, limit, last -> last.id().toString())));
    }

    /** The deals of the contact with this e-mail address, the newest first, at most 100. */
    public Mono<List<Deal>> byEmail(Principal.Staff staff, String email) {
        return transactions.in(
                staff.scope(),
                () -> deals.byEmail(staff.tenant(), email.strip().toLowerCase(Locale.ROOT), MOST)
                        .collectList());
    }

    /** Fails with a problem that names each field that cannot be right. */
    public Mono<Changed<Deal>> create(Principal.Staff staff, NewDeal deal, Door door) {
        Asked asked = Asked.toMake(Entity.DEAL, "deal.created", deal);
        return rules(staff)
                .flatMap(known -> changes.by(
                        staff, door, asked, id -> found(staff, id), writing -> start.made(writing, known, deal)));
    }

    /** A stage or status among the changes moves, closes or reopens the deal as well, all of it or nothing. */
    public Mono<Changed<Deal>> update(
            Principal.Staff staff, UUID id, DealChange change, OptionalInt ifVersion, Door door) {
        return write(
                staff,
                id,
                ifVersion,
                door,
                Asked.to(id, "deal.updated", change),
                (writing, known) -> deal -> fields.checked(writing, change.fields())
                        .flatMap(checked -> writing.update(deal, checked))
                        .flatMap(updated -> stand(writing, known, updated, change)));
    }

    private Mono<Stored> stand(Writing writing, TenantStages known, Stored deal, DealChange change) {
        Optional<Stage> stage = change.stage().map(words -> known.near(deal, words));
        boolean open = deal.text("status").equals(Optional.of("open"));
        return switch (change.status().orElse("")) {
            case "won" -> close(writing, known, deal, Outcome.WON, change);
            case "lost" -> close(writing, known, deal, Outcome.LOST, change);
            case "open" -> open ? to(writing, known, deal, stage) : moves.reopen(writing, known, deal, stage);
            case "" -> to(writing, known, deal, stage);
            default -> Mono.error(FieldErrors.of("status", "must be one of open, won, lost"));
        };
    }

    private Mono<Stored> close(Writing writing, TenantStages known, Stored deal, Outcome outcome, DealChange change) {
        return moves.close(writing, known, deal, outcome, change.reason(), Optional.empty());
    }

    private Mono<Stored> to(Writing writing, TenantStages known, Stored deal, Optional<Stage> stage) {
        return stage.map(there -> moves.to(writing, known, deal, there)).orElse(Mono.just(deal));
    }

    /**
     * To an open stage at once; to one at the end of the pipeline like {@link #close}.
     *
     * @param stage key, name or synonym
     */
    public Mono<Changed<Deal>> moveStage(
            Principal.Staff staff, UUID id, String stage, OptionalInt ifVersion, Door door) {
        return write(
                staff,
                id,
                ifVersion,
                door,
                Asked.to(id, "deal.moved", stage),
                (writing, known) -> deal -> moves.to(writing, known, deal, known.near(deal, stage)));
    }

    /**
     * Won or lost. A deal that ended otherwise must be reopened first; one that is won has a value.
     *
     * @param reason why it was lost, at most 500 characters
     * @param on the day on which it was decided, not in the future; today when nothing is said
     */
    public Mono<Changed<Deal>> close(
            Principal.Staff staff,
            UUID id,
            Outcome outcome,
            Optional<String> reason,
            Optional<LocalDate> on,
            OptionalInt ifVersion,
            Door door) {
        Asked asked = Asked.to(id, "deal." + outcome.state(), reason, on);
        return write(
                staff,
                id,
                ifVersion,
                door,
                asked,
                (writing, known) -> deal -> moves.close(writing, known, deal, outcome, reason, on));
    }

    /**
     * Ends deals like {@link #close}; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Deal>>> closeAll(
            Principal.Staff staff,
            List<UUID> ids,
            Outcome outcome,
            Optional<String> reason,
            Optional<LocalDate> on,
            Door door) {
        return rules(staff)
                .flatMap(known -> many.each(
                        staff,
                        Entity.DEAL,
                        ids,
                        door,
                        "deal." + outcome.state(),
                        List.of(reason, on),
                        (writing, deal) -> moves.close(writing, known, deal, outcome, reason, on),
                        id -> deals.find(staff.tenant(), id, false)));
    }

    /** @param stage key, name or synonym of an open one; the one in which it was last when nothing is said */
    public Mono<Changed<Deal>> reopen(
            Principal.Staff staff, UUID id, Optional<String> stage, OptionalInt ifVersion, Door door) {
        return write(
                staff,
                id,
                ifVersion,
                door,
                Asked.to(id, "deal.reopened", stage),
                (writing, known) ->
                        deal -> moves.reopen(writing, known, deal, stage.map(words -> known.near(deal, words))));
    }

    /** With its open tasks. Found no more; {@link ChangeSets#undo} brings it back. */
    public Mono<Changed<Deal>> delete(Principal.Staff staff, UUID id, OptionalInt ifVersion, Door door) {
        Asked asked = Asked.to(id, "deal.deleted");
        return changes.by(
                staff,
                door,
                asked,
                deleted -> deals.find(staff.tenant(), deleted, true),
                writing -> writing.lock(Entity.DEAL, id, ifVersion)
                        .flatMap(deal -> removed(writing, deal))
                        .map(Stored::id));
    }

    private Mono<Stored> removed(Writing writing, Stored deal) {
        return writing.delete(deal)
                .delayUntil(gone -> tasks.openOfDeal(writing.tenant(), deal.id(), MOST)
                        .map(Task::id)
                        .collectList()
                        .flatMap(open -> writing.lockAll(Entity.TASK, open))
                        .flatMapIterable(open -> open)
                        .concatMap(writing::delete));
    }

    /**
     * Deletes deals like {@link #delete}; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Deal>>> deleteAll(Principal.Staff staff, List<UUID> ids, Door door) {
        return many.each(
                staff,
                Entity.DEAL,
                ids,
                door,
                "deal.deleted",
                "",
                this::removed,
                id -> deals.find(staff.tenant(), id, true));
    }

    /**
     * Moves deals to one open stage; all of them or none.
     *
     * @param ids 1 to 500
     * @param stage key, name or synonym
     */
    public Mono<Changed<List<Deal>>> moveAll(Principal.Staff staff, List<UUID> ids, String stage, Door door) {
        return rules(staff).flatMap(known -> {
            if (!known.named(stage).isOpen()) {
                return Mono.error(
                        FieldErrors.of(new FieldError("stage", "must be an open one: deals are closed one by one")
                                .breaking("open_stage")));
            }
            return many.each(
                    staff,
                    Entity.DEAL,
                    ids,
                    door,
                    "deal.moved",
                    stage,
                    (writing, deal) -> moves.to(writing, known, deal, known.near(deal, stage)),
                    id -> deals.find(staff.tenant(), id, false));
        });
    }

    /**
     * Gives deals to a salesperson; all of them or none.
     *
     * @param ids 1 to 500
     */
    public Mono<Changed<List<Deal>>> assign(Principal.Staff staff, List<UUID> ids, UUID salesperson, Door door) {
        Map<String, Optional<?>> to = Map.of("assignee_id", Optional.of(salesperson));
        return many.each(
                staff,
                Entity.DEAL,
                ids,
                door,
                "deal.assigned",
                salesperson,
                (writing, deal) -> fields.checked(writing, to).then(writing.update(deal, to)),
                id -> deals.find(staff.tenant(), id, false));
    }

    /**
     * Makes two deals one: tasks and notes of {@code gone} stand with {@code keep} from then on, as does its history, and
     * {@code keep} takes over what it did not know itself. {@link ChangeSets#undo} takes it apart again.
     */
    public Mono<Changed<Deal>> merge(Principal.Staff staff, UUID keep, UUID gone, Door door) {
        return changes.by(
                staff,
                door,
                Asked.to(keep, "deal.merged", gone),
                deal -> found(staff, deal),
                writing -> merge.into(writing, keep, gone));
    }

    /** What is done with the deal once it is held. */
    private interface Step {
        Mono<Stored> apply(Stored deal);
    }

    private Mono<Changed<Deal>> write(
            Principal.Staff staff,
            UUID id,
            OptionalInt ifVersion,
            Door door,
            Asked asked,
            BiFunction<Writing, TenantStages, Step> step) {
        return rules(staff)
                .flatMap(known -> changes.by(
                        staff,
                        door,
                        asked,
                        deal -> found(staff, deal),
                        writing -> writing.lock(Entity.DEAL, id, ifVersion)
                                .flatMap(deal -> step.apply(writing, known).apply(deal))
                                .map(Stored::id)));
    }

    private Mono<Deal> found(Principal.Staff staff, UUID id) {
        return deals.find(staff.tenant(), id, false).switchIfEmpty(Mono.error(() -> Problem.notFound("deal")));
    }

    private Mono<TenantStages> rules(Principal.Staff staff) {
        return tenants.tenant(staff.tenant())
                .zipWith(rules.rules(staff.tenant()), (tenant, known) -> new TenantStages(tenant, known.stages()));
    }

    private static UUID cursor(String after) {
        try {
            return UUID.fromString(after);
        } catch (IllegalArgumentException broken) {
            throw Problem.badRequest("wrong-cursor", "The parameter 'after' must be the 'next' of the page before.");
        }
    }
}
