package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was changed, and taking it back. Each method runs in one short transaction under the colleague's own rights. */
@Service
public class ChangeSets {

    private static final int MOST = 100;
    private static final int PIECE = 500;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final ChangeSetStore store;
    private final Changes changes;
    private final Undo undo;
    private final UndoInBulk bulk;
    private final ObjectProvider<UndoLimit> limits;

    ChangeSets(
            TenantTransactions transactions,
            Tenants tenants,
            ChangeSetStore store,
            Changes changes,
            Undo undo,
            UndoInBulk bulk,
            ObjectProvider<UndoLimit> limits) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.store = store;
        this.changes = changes;
        this.undo = undo;
        this.bulk = bulk;
        this.limits = limits;
    }

    /** {@link #undo(Principal.Staff, UUID, Optional, Door)} in the tenant's own language. */
    public Mono<Undone> undo(Principal.Staff staff, UUID changeSet, Door door) {
        return undo(staff, changeSet, Optional.empty(), door);
    }

    /**
     * Takes back what a request changed, record by record, the last one first. What somebody has changed since is not
     * touched and said to be kept, like what can not be taken back at all. When nothing can be, nothing is restored and
     * the change-set stays as it was. Fails with a not-found problem, or with the conflict {@code already-undone}.
     *
     * @param language of what is said
     */
    public Mono<Undone> undo(Principal.Staff staff, UUID changeSet, Optional<String> language, Door door) {
        return tenants.tenant(staff.tenant())
                .flatMap(tenant -> transactions.in(
                        staff.scope(),
                        () -> store.view(tenant.id(), changeSet)
                                .switchIfEmpty(Mono.error(() -> Problem.notFound("change-set")))
                                .flatMap(set ->
                                        undo(tenant, set, language.orElse(tenant.language()), named(door, set)))));
    }

    /** A large one is taken back piece by piece into a change-set that is there from the beginning. */
    private static Door named(Door door, ChangeSetView set) {
        return set.isLarge() && door.request().isEmpty()
                ? door.request(Optional.of("undo:" + set.id() + ":" + Ids.next()))
                : door;
    }

    private Mono<Undone> undo(Tenant tenant, ChangeSetView set, String language, Door door) {
        return changes.once(
                tenant.id(),
                door,
                Asked.to("change.undone", set.id()),
                Optional.of(set.id()),
                before -> said(tenant, before, language).map(restored -> new Undone(before.id(), restored, List.of())),
                writing -> untouched(writing, set.id())
                        .flatMap(held -> beyond(tenant, held, language)
                                .flatMap(beyond -> (held.isLarge()
                                                ? bulk.take(writing, held, door.channel(), language)
                                                : undo.take(writing, tenant, held, language))
                                        .map(done -> done.withKept(beyond))))
                        .delayUntil(done -> done.restored().isEmpty()
                                ? Mono.empty()
                                : store.mark(tenant.id(), set.id(), writing.changeSet())));
    }

    /** What stays elsewhere when this is taken back here. */
    private Mono<List<String>> beyond(Tenant tenant, ChangeSetView set, String language) {
        return Mono.deferContextual(context -> pieces(tenant, set)
                .concatMap(piece -> Flux.fromStream(limits.orderedStream())
                        .concatMap(limit -> limit.beyond(tenant.id(), piece, language)))
                .distinct()
                .collectList()
                // from here on in the colleague's own right again
                .flatMap(all ->
                        transactions.in(context.get(Scope.class), Mono::empty).thenReturn(all)));
    }

    /** Of a large one not all changes are in memory at once. */
    private Flux<List<Change>> pieces(Tenant tenant, ChangeSetView set) {
        return set.isLarge()
                ? Flux.fromStream(() -> IntStream.iterate(0, from -> from <= set.size(), from -> from + PIECE)
                                .boxed())
                        .concatMap(from -> store.changes(tenant.id(), set.id(), from, PIECE)
                                .collectList())
                : Flux.just(set.changes());
    }

    private Mono<List<String>> said(Tenant tenant, ChangeSetView undone, String language) {
        return undone.isLarge()
                ? bulk.said(tenant.id(), undone.id(), language)
                : undo.said(tenant, undone.changes(), language);
    }

    private Mono<ChangeSetView> untouched(Writing writing, UUID changeSet) {
        return store.lock(writing.tenant(), changeSet)
                .then(store.view(writing.tenant(), changeSet))
                .doOnNext(set -> {
                    if (set.undoneBy().isPresent()) {
                        throw Problem.conflict("already-undone", "This was taken back already.");
                    }
                });
    }

    /** The last thing that this colleague changed in a conversation and that was not taken back; may be empty. */
    public Mono<ChangeSetView> last(Principal.Staff staff, UUID conversation) {
        return transactions.in(staff.scope(), () -> store.last(staff.tenant(), conversation));
    }

    /** Fails with a not-found problem. */
    public Mono<ChangeSetView> find(Principal.Staff staff, UUID changeSet) {
        return transactions.in(
                staff.scope(),
                () -> store.view(staff.tenant(), changeSet)
                        .flatMap(set -> visible(staff, set))
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("change-set"))));
    }

    /** What happened to a record, the newest first, at most 100. Fails with a not-found problem. */
    public Mono<List<ChangeSetView>> history(Principal.Staff staff, Entity entity, UUID id) {
        return transactions.in(
                staff.scope(),
                () -> store.isVisible(staff.tenant(), entity, id)
                        .filter(visible -> visible)
                        .switchIfEmpty(Mono.error(() -> Problem.notFound(entity.table())))
                        .thenMany(store.of(staff.tenant(), entity, id, MOST))
                        .collectList());
    }

    /** Without the records that this colleague may not see; empty when nothing is left of it. */
    private Mono<ChangeSetView> visible(Principal.Staff staff, ChangeSetView set) {
        return Flux.fromIterable(set.changes())
                .filterWhen(change -> store.isVisible(staff.tenant(), change.entity(), change.id()))
                .collectList()
                .filter(seen -> !seen.isEmpty() || set.changes().isEmpty())
                .map(seen -> set.with(new ArrayList<>(seen)));
    }
}
