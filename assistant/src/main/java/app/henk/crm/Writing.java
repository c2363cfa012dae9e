package app.henk.crm;

import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One request that changes something, while it runs: writes records and remembers what became of them, for
 * {@link Changes} to keep. Lives in one transaction and is used by one chain.
 */
final class Writing {

    private final Records records;
    private final TenantId tenant;
    private final UUID changeSet;
    private final List<Change> changes = new ArrayList<>();
    private boolean handsOver;

    Writing(Records records, TenantId tenant, UUID changeSet) {
        this.records = records;
        this.tenant = tenant;
        this.changeSet = changeSet;
    }

    TenantId tenant() {
        return tenant;
    }

    UUID changeSet() {
        return changeSet;
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    List<FieldChange> fieldChanges() {
        return changes.stream().flatMap(change -> change.fields().stream()).toList();
    }

    /** @param fields by column; an id is made when there is none; an empty Optional stands for null */
    Mono<Stored> create(Entity entity, Map<String, ?> fields) {
        return createAll(entity, List.of(fields)).single();
    }

    /** All with the same columns, in one statement. */
    Flux<Stored> createAll(Entity entity, List<? extends Map<String, ?>> rows) {
        List<Map<String, Object>> named = rows.stream()
                .map(fields -> {
                    Map<String, Object> row = new LinkedHashMap<>(fields);
                    row.putIfAbsent("id", Ids.next());
                    return row;
                })
                .toList();
        return records.insert(tenant, entity, named).doOnNext(this::created);
    }

    /** Remembers a record that a statement of somebody else made. */
    void created(Stored made) {
        changes.add(new Change(made.entity(), made.id(), Operation.CREATED, Map.of(), made.fields(), made.version()));
    }

    /** Remembers that a record is about to lose its person. */
    void erased(Change erasure) {
        changes.add(erasure);
    }

    /**
     * The record, held until the transaction ends. Fails with a not-found problem for what is not there, was deleted or
     * may not be seen, and with a conflict that shows the record as it is when it is not the expected version.
     */
    Mono<Stored> lock(Entity entity, UUID id, OptionalInt ifVersion) {
        return records.lock(tenant, entity, id)
                .filter(found -> !found.isDeleted())
                .switchIfEmpty(Mono.error(() -> Problem.notFound(entity.table())))
                .doOnNext(found -> {
                    if (ifVersion.isPresent() && ifVersion.getAsInt() != found.version()) {
                        throw changedMeanwhile(found);
                    }
                });
    }

    Mono<Stored> lock(Entity entity, UUID id) {
        return lock(entity, id, OptionalInt.empty());
    }

    /** Whatever state it is in; empty when there is none. */
    Mono<Stored> lockAny(Entity entity, UUID id) {
        return records.lock(tenant, entity, id);
    }

    /** Those of them that are there, held. */
    Mono<List<Stored>> lockAll(Entity entity, List<UUID> ids) {
        return records.lock(tenant, entity, ids)
                .filter(found -> !found.isDeleted())
                .collectList();
    }

    /** Sets the named columns; what is like that already stays, and with nothing left the record is not touched. */
    Mono<Stored> update(Stored before, Map<String, ? extends Optional<?>> fields) {
        return write(before, fields, Operation.UPDATED);
    }

    Mono<Stored> delete(Stored before) {
        return write(before, Map.of("deleted_at", Optional.of(Instant.now())), Operation.DELETED);
    }

    Mono<Stored> restore(Stored before) {
        return write(before, Map.of("deleted_at", Optional.empty()), Operation.RESTORED);
    }

    private Mono<Stored> write(Stored before, Map<String, ? extends Optional<?>> fields, Operation operation) {
        Map<String, Optional<?>> different = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!FieldValues.same(before.fields().get(name), FieldValues.asJson(value))) {
                different.put(name, value);
            }
        });
        if (different.isEmpty()) {
            return Mono.just(before);
        }
        return handingOver(different.containsKey("assignee_id"))
                .then(records.update(tenant, before.entity(), before.id(), different)
                        .switchIfEmpty(Mono.error(
                                () -> Problem.notFound(before.entity().table())))
                        .doOnNext(after -> changed(before, after, operation)));
    }

    /** What is given to a colleague may be out of the giver's sight from then on. */
    private Mono<Void> handingOver(boolean assigned) {
        if (!assigned || handsOver) {
            return Mono.empty();
        }
        handsOver = true;
        return records.handingOver(true);
    }

    /** To be called when all is written and read. */
    Mono<Void> end() {
        return handsOver ? records.handingOver(false) : Mono.empty();
    }

    private void changed(Stored before, Stored after, Operation operation) {
        List<String> names = List.copyOf(FieldValues.differing(before.fields(), after.fields()));
        changes.add(
                switch (operation) {
                    case DELETED ->
                        new Change(after.entity(), after.id(), operation, before.fields(), Map.of(), after.version());
                    case RESTORED ->
                        new Change(after.entity(), after.id(), operation, Map.of(), after.fields(), after.version());
                    case CREATED, UPDATED, ERASED ->
                        new Change(
                                after.entity(),
                                after.id(),
                                operation,
                                FieldValues.only(before.fields(), names),
                                FieldValues.only(after.fields(), names),
                                after.version());
                });
    }

    private static Problem changedMeanwhile(Stored found) {
        return Problem.conflict(
                        "changed-meanwhile",
                        "Somebody changed this " + found.entity().table()
                                + " in the meantime. Look at it as it is now and decide anew.")
                .with("version", found.version())
                .with("current", found.fields());
    }
}
