package app.henk.crm;

import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The one recorder of what changes in sales: every use case that writes runs through it. Keeps who changed what through
 * which door, tells the listeners, and knows a request that comes twice.
 */
@Component
class Changes {

    private final TenantTransactions transactions;
    private final Records records;
    private final ChangeSetStore store;
    private final Audit audit;
    private final ObjectProvider<CrmChangeListener> listeners;

    Changes(
            TenantTransactions transactions,
            Records records,
            ChangeSetStore store,
            Audit audit,
            ObjectProvider<CrmChangeListener> listeners) {
        this.transactions = transactions;
        this.records = records;
        this.store = store;
        this.audit = audit;
        this.listeners = listeners;
    }

    /**
     * Lets a colleague change something, in one transaction under their own rights.
     *
     * @param asked what exactly, to tell a repeated request from another one with the same key
     * @param subject the record that the answer is about: read when the work is done or was done before
     * @param work writes, and gives the id of that record
     */
    <T> Mono<Changed<T>> by(
            Principal.Staff staff,
            Door door,
            Asked asked,
            Function<UUID, Mono<T>> subject,
            Function<Writing, Mono<UUID>> work) {
        return transactions.in(
                staff.scope(),
                () -> once(
                        staff.tenant(),
                        door,
                        asked,
                        before -> {
                            UUID id = asked.subject(before.changes()).orElseThrow();
                            return subject.apply(id)
                                    .map(now -> new Changed<>(now, before.id(), Change.fields(before.changes(), id)));
                        },
                        writing -> work.apply(writing)
                                .flatMap(id -> subject.apply(id)
                                        .map(now -> new Changed<>(
                                                now, writing.changeSet(), Change.fields(writing.changes(), id))))));
    }

    /**
     * The same without a record to show; the work says what the answer is.
     *
     * @param again the answer to a request that was made before
     */
    <T> Mono<T> once(
            TenantId tenant,
            Door door,
            Asked asked,
            Function<ChangeSetView, Mono<T>> again,
            Function<Writing, Mono<T>> work) {
        return once(tenant, door, asked, Optional.empty(), again, work);
    }

    /** @param undoes the change-set that this one takes back */
    <T> Mono<T> once(
            TenantId tenant,
            Door door,
            Asked asked,
            Optional<UUID> undoes,
            Function<ChangeSetView, Mono<T>> again,
            Function<Writing, Mono<T>> work) {
        return Mono.deferContextual(context ->
                joined(context, tenant).map(work).orElseGet(() -> alone(tenant, door, asked, undoes, again, work)));
    }

    /** The change-set that an enclosing request has begun already. */
    private static Optional<Writing> joined(ContextView context, TenantId tenant) {
        return context.<Writing>getOrEmpty(Writing.class)
                .filter(open -> open.tenant().equals(tenant));
    }

    /**
     * Lets several use cases be one request of a colleague: one transaction, one change-set. Their own requests' keys do
     * not count then.
     */
    <T> Mono<T> together(
            Principal.Staff staff, Door door, Asked asked, Function<ChangeSetView, Mono<T>> again, Mono<T> work) {
        return transactions.in(
                staff.scope(),
                () -> once(
                        staff.tenant(),
                        door,
                        asked,
                        again,
                        writing -> work.contextWrite(context -> context.put(Writing.class, writing))));
    }

    private <T> Mono<T> alone(
            TenantId tenant,
            Door door,
            Asked asked,
            Optional<UUID> undoes,
            Function<ChangeSetView, Mono<T>> again,
            Function<Writing, Mono<T>> work) {
        UUID id = Ids.next();
        if (door.request().isEmpty()) {
            return recorded(tenant, door, asked.action(), id, undoes, true, work);
        }
        return store.claim(tenant, id, door, asked, undoes)
                .flatMap(first -> first
                        ? recorded(tenant, door, asked.action(), id, undoes, true, work)
                        : store.known(tenant, door, asked).flatMap(again));
    }

    /**
     * Joins the caller's transaction and scope, for use cases that are not a colleague's request. What changes nothing
     * leaves no trace.
     */
    <T> Mono<T> within(TenantId tenant, Door door, String action, Function<Writing, Mono<T>> work) {
        Door keyless = door.request(Optional.empty());
        return recorded(tenant, keyless, action, Ids.next(), Optional.empty(), false, work);
    }

    private <T> Mono<T> recorded(
            TenantId tenant,
            Door door,
            String action,
            UUID id,
            Optional<UUID> undoes,
            boolean always,
            Function<Writing, Mono<T>> work) {
        return Mono.defer(() -> {
            Writing writing = new Writing(records, tenant, id);
            return work.apply(writing).delayUntil(done -> {
                List<Change> changes = writing.changes();
                if (changes.isEmpty() && !always) {
                    return Mono.empty();
                }
                return writing.end()
                        .then(store.keep(tenant, id, door, action, undoes, changes))
                        .then(audit.append(entry(door, action, id, changes)))
                        .then(
                                changes.isEmpty()
                                        ? Mono.empty()
                                        : tell(new CrmChange(tenant, id, door.channel(), changes)));
            });
        });
    }

    /** Whether anybody listens: what nobody hears need not be read back to be told. */
    Mono<Boolean> areHeard(TenantId tenant, Set<Entity> changed) {
        return hearing(tenant, changed).hasElements();
    }

    private Flux<CrmChangeListener> hearing(TenantId tenant, Set<Entity> changed) {
        return Flux.fromStream(() -> listeners.orderedStream())
                .filter(listener -> changed.stream().anyMatch(listener::hears))
                .filterWhen(listener -> listener.hears(tenant), 1);
    }

    /** To be called behind the last statement in the writer's own scope, or by whoever writes piece by piece. */
    Mono<Void> tell(CrmChange change) {
        Set<Entity> changed = change.changes().stream().map(Change::entity).collect(Collectors.toSet());
        return hearing(change.tenant(), changed)
                .collectList()
                .filter(all -> !all.isEmpty())
                .flatMap(all -> Mono.deferContextual(context -> Flux.fromIterable(all)
                        .concatMap(listener -> listener.changed(change))
                        .then(transactions.in(context.get(Scope.class), Mono::empty))));
    }

    /** What exactly stands with the change-set; the book of what was done names it. */
    private static Audit.Entry entry(Door door, String action, UUID id, List<Change> changes) {
        String target = changes.stream()
                .findFirst()
                .map(change -> change.id().toString())
                .orElse("");
        Audit.Entry entry =
                new Audit.Entry(door.channel().sqlName(), action, target).after("{\"change_set\":\"" + id + "\"}");
        return door.message().map(entry::message).orElse(entry);
    }
}
