package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One change-set for a whole file, filled batch by batch. What {@link Changes} does for single records is done here by
 * the statement that writes them: a hundred thousand rows do not travel to the program and back to be noted.
 */
@Component
class BulkChanges {

    private static final String KEPT_BY_THE_DATABASE =
            "'{tenant_id,id,version,created_at,updated_at,weighted,search}'::text[]";
    private static final String NOTE = "insert into change (tenant_id, change_set_id, position, entity, entity_id,"
            + " operation, before, after, version, id) ";
    private static final String TOLD = "entity_id, operation, before, after, version";

    private final DatabaseClient database;
    private final Changes changes;

    BulkChanges(DatabaseClient database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    Mono<UUID> begin(TenantId tenant, UUID id, UUID actor, Optional<UUID> conversation) {
        GenericExecuteSpec insert = database.sql("""
                        insert into change_set (tenant_id, id, actor_id, channel, action, conversation_id)
                        values (:tenant, :id, :actor, :channel, 'records.imported', :conversation)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("actor", actor)
                .bind("channel", Channel.IMPORT.sqlName());
        return conversation
                .map(known -> insert.bind("conversation", known))
                .orElseGet(() -> insert.bindNull("conversation", UUID.class))
                .then()
                .thenReturn(id);
    }

    /** How many changes the set has: where the next one goes. */
    Mono<Integer> size(TenantId tenant, UUID changeSet) {
        return database.sql("""
                        select coalesce(max(position), 0) as size from change
                         where tenant_id = :tenant and change_set_id = :set
                        """)
                .bind("tenant", tenant.value())
                .bind("set", changeSet)
                .map(row -> Row.value(row, "size", Integer.class))
                .one();
    }

    /**
     * Makes records, notes and tells each of them.
     *
     * @param insert without {@code returning}
     * @param binding of what the insert asks for, but the tenant
     * @return how many were made
     */
    Mono<Integer> create(BulkBatch batch, Entity entity, String insert, UnaryOperator<GenericExecuteSpec> binding) {
        return create(
                batch,
                entity,
                insert + " returning *",
                "jsonb_strip_nulls(to_jsonb(m)) - " + KEPT_BY_THE_DATABASE + ", 1, m.id from made m",
                binding);
    }

    /** The same where the rows know what is to be noted of each: {@link BulkRows#noted()}. Their ids are {@code :id}. */
    Mono<Integer> createNoted(
            BulkBatch batch, Entity entity, String insert, UnaryOperator<GenericExecuteSpec> binding) {
        return create(
                batch,
                entity,
                insert + " returning tenant_id, id",
                "n.after::jsonb, 1, m.id from made m join unnest(:id::uuid[], string_to_array(:history, E'\\n'))"
                        + " as n (id, after) on n.id = m.id",
                binding);
    }

    private Mono<Integer> create(
            BulkBatch batch, Entity entity, String insert, String after, UnaryOperator<GenericExecuteSpec> binding) {
        return write(
                batch,
                entity,
                "with made as (" + insert + "), noted as (" + NOTE + "select m.tenant_id, :set, :from"
                        + " + row_number() over (), :entity, m.id, 'created', '{}', " + after,
                binding);
    }

    /**
     * Brings deleted records back, notes and tells each of them.
     *
     * @param update without {@code returning}; its target is called {@code t}
     * @return how many came back
     */
    Mono<Integer> restore(BulkBatch batch, Entity entity, String update, UnaryOperator<GenericExecuteSpec> binding) {
        return write(
                batch,
                entity,
                "with made as (" + update + " returning t.*), noted as (" + NOTE + "select m.tenant_id, :set, :from"
                        + " + row_number() over (), :entity, m.id, 'restored', '{}', jsonb_strip_nulls(to_jsonb(m)) - "
                        + KEPT_BY_THE_DATABASE + ", m.version, gen_random_uuid() from made m",
                binding);
    }

    /**
     * Changes records, notes and tells each of them.
     *
     * @param find selects all columns of those that may be changed
     * @param update without {@code returning}; its target is called {@code t}, and it joins {@code was}, which is what
     *     was found: a record that is changed before it is found is not found any more, and not noted
     * @return how many were changed
     */
    Mono<Integer> update(
            BulkBatch batch, Entity entity, String find, String update, UnaryOperator<GenericExecuteSpec> binding) {
        String differing = "(select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(to_jsonb(%s) - "
                + KEPT_BY_THE_DATABASE
                + ") f where f.value <> 'null' and f.value is distinct from to_jsonb(%s) -> f.key)";
        return write(
                batch,
                entity,
                "with was as (" + find + " for update), made as (" + update + " returning t.*), noted as (" + NOTE
                        + "select m.tenant_id, :set, :from + row_number() over (), :entity, m.id, 'updated', "
                        + differing.formatted("w", "m") + ", " + differing.formatted("m", "w")
                        + ", m.version, gen_random_uuid() from made m join was w on w.id = m.id",
                binding);
    }

    private Mono<Integer> write(
            BulkBatch batch, Entity entity, String statement, UnaryOperator<GenericExecuteSpec> binding) {
        return changes.areHeard(batch.tenant(), Set.of(entity))
                // thousands of rows take a while to be written down, and a thread of the driver has others to serve
                .publishOn(Schedulers.parallel())
                .flatMap(heard -> write(batch, entity, statement, binding, heard));
    }

    private Mono<Integer> write(
            BulkBatch batch,
            Entity entity,
            String statement,
            UnaryOperator<GenericExecuteSpec> binding,
            boolean heard) {
        GenericExecuteSpec bound = binding.apply(database.sql(statement
                        + (heard
                                ? " returning " + TOLD + ") select " + TOLD + " from noted"
                                : " returning 1) select count(*)::int as size from noted"))
                .bind("tenant", batch.tenant().value())
                .bind("set", batch.changeSet())
                .bind("from", batch.size())
                .bind("entity", entity.table()));
        return heard
                ? bound.map(row -> change(entity, row))
                        .all()
                        .collectList()
                        .delayUntil(made -> tell(batch, made))
                        .map(made -> batch.noted(made.size()))
                : bound.map(row -> Row.value(row, "size", Integer.class)).one().map(batch::noted);
    }

    private static Change change(Entity entity, Readable row) {
        return new Change(
                entity,
                Row.value(row, "entity_id", UUID.class),
                Operation.ofSql(Row.value(row, "operation", String.class)),
                fields(row, "before"),
                fields(row, "after"),
                Row.value(row, "version", Integer.class));
    }

    private static Map<String, Object> fields(Readable row, String column) {
        return FieldValues.read(Row.value(row, column, Json.class).asString());
    }

    private Mono<Void> tell(BulkBatch batch, List<Change> made) {
        return made.isEmpty()
                ? Mono.empty()
                : changes.tell(new CrmChange(batch.tenant(), batch.changeSet(), Channel.IMPORT, made));
    }
}
