package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same done to each of many records, in one transaction and one change-set: to all of them or to none, and taken back
 * as one.
 */
@Component
class ManyRecords {

    private static final int MOST = 500;

    private final TenantTransactions transactions;
    private final Changes changes;

    ManyRecords(TenantTransactions transactions, Changes changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /**
     * Fails with a not-found problem when one of them is not there, or may not be seen.
     *
     * @param ids 1 to 500
     * @param action object and verb, such as {@code deal.assigned}
     * @param what else tells this request from another one about the same records
     * @param step with one record while it is held
     * @param read what became of one
     */
    <T> Mono<Changed<List<T>>> each(
            Principal.Staff staff,
            Entity entity,
            List<UUID> ids,
            Door door,
            String action,
            Object what,
            BiFunction<Writing, Stored, Mono<Stored>> step,
            Function<UUID, Mono<T>> read) {
        List<UUID> wanted = List.copyOf(new LinkedHashSet<>(ids));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            return Mono.error(FieldErrors.of(entity.table() + "s", "are 1 to " + MOST));
        }
        return transactions.in(
                staff.scope(),
                () -> changes.once(
                        staff.tenant(),
                        door,
                        Asked.to(action, wanted, what),
                        before -> all(wanted, read)
                                .map(now -> new Changed<>(
                                        now,
                                        before.id(),
                                        before.changes().stream()
                                                .flatMap(change -> change.fields().stream())
                                                .toList())),
                        writing -> writing.lockAll(entity, wanted)
                                .filter(found -> found.size() == wanted.size())
                                .switchIfEmpty(Mono.error(() -> Problem.notFound(entity.table())))
                                .flatMapIterable(found -> found)
                                .concatMap(record -> step.apply(writing, record))
                                .then(Mono.defer(() -> all(wanted, read)))
                                .map(now -> new Changed<>(now, writing.changeSet(), writing.fieldChanges()))));
    }

    private static <T> Mono<List<T>> all(List<UUID> ids, Function<UUID, Mono<T>> read) {
        return Flux.fromIterable(ids).concatMap(read).collectList();
    }
}
