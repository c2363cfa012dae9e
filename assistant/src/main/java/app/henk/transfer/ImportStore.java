package app.henk.transfer;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** How imports stand. Runs in the caller's transaction. */
@Component
class ImportStore {

    static final Duration LEASE = Duration.ofMinutes(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = "id, account_id, file_name, state, form, mapping, dry_run, pieces, rows,"
            + " next_piece, rows_done, created, unchanged, refused, corrected, change_set, cancel_asked, created_at,"
            + " started_at, finished_at";
    private static final Mapping NONE = new Mapping(Kind.LEADS, List.of(), List.of(), List.of());

    private final DatabaseClient database;

    ImportStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> receive(TenantId tenant, UUID id, UUID account, String fileName) {
        return database.sql("""
                        insert into data_import (tenant_id, id, account_id, file_name, state)
                        values (:tenant, :id, :account, :name, 'receiving')
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("account", account)
                .bind("name", fileName)
                .then();
    }

    Mono<Void> received(TenantId tenant, UUID id, Optional<FileForm> form, Mapping mapping, int pieces, int rows) {
        return database.sql("""
                        update data_import set state = 'mapped', form = :form, mapping = :mapping, pieces = :pieces,
                               rows = :rows
                         where tenant_id = :tenant and id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("form", Json.of(form.map(JSON::writeValueAsString).orElse("{}")))
                .bind("mapping", Json.of(JSON.writeValueAsString(mapping)))
                .bind("pieces", pieces)
                .bind("rows", rows)
                .then();
    }

    Mono<DataImport> find(TenantId tenant, UUID id) {
        return database.sql("select " + COLUMNS + " from data_import where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(ImportStore::read)
                .one();
    }

    Flux<DataImport> recent(TenantId tenant, int limit) {
        return database.sql("select " + COLUMNS
                        + " from data_import where tenant_id = :tenant and state <> 'receiving'"
                        + " order by id desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(ImportStore::read)
                .all();
    }

    /** How many files wait or run. */
    Mono<Integer> waiting(TenantId tenant) {
        return database.sql("select count(*)::int as n from data_import where tenant_id = :tenant and pieces > 0"
                        + " and state <> 'done'")
                .bind("tenant", tenant.value())
                .map(row -> Row.value(row, "n", Integer.class))
                .one();
    }

    /** False when it is under way or done. */
    Mono<Boolean> map(TenantId tenant, UUID id, Mapping mapping) {
        return changed(database.sql("""
                        update data_import set mapping = :mapping, state = 'mapped'
                         where tenant_id = :tenant and id = :id and state in ('mapped', 'checked', 'failed', 'cancelled')
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("mapping", Json.of(JSON.writeValueAsString(mapping))));
    }

    /** From the first piece. False when it is under way or done, or not all of its pieces are there. */
    Mono<Boolean> queue(TenantId tenant, UUID id, boolean dryRun) {
        return database.sql("""
                        with again as (
                            update data_import set state = 'queued', dry_run = :dry, next_piece = 0, rows_done = 0,
                                   created = 0, unchanged = 0, refused = 0, corrected = 0, cancel_asked = false,
                                   lease = null, lease_until = null, started_at = null, finished_at = null
                             where tenant_id = :tenant and id = :id
                               and state in ('mapped', 'checked', 'failed', 'cancelled')
                               and pieces > 0 and pieces = (select count(*) from data_import_piece p
                                    where p.tenant_id = data_import.tenant_id and p.import_id = data_import.id)
                            returning tenant_id, id),
                        cleared as (
                            delete from data_import_problem p using again a
                             where p.tenant_id = a.tenant_id and p.import_id = a.id)
                        select count(*)::int as n from again
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("dry", dryRun)
                .map(row -> Row.value(row, "n", Integer.class) > 0)
                .one();
    }

    /** Empty when it is not to be run, or another instance is at it. */
    Mono<DataImport> claim(TenantId tenant, UUID id, UUID lease) {
        return database.sql("""
                        update data_import set state = 'running', lease = :lease, lease_until = now() + :time::interval,
                               started_at = coalesce(started_at, now())
                         where tenant_id = :tenant and id = :id and state in ('queued', 'running')
                           and (lease_until is null or lease_until < now())
                        returning
                        """ + COLUMNS)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("lease", lease)
                .bind("time", LEASE.toSeconds() + " seconds")
                .map(ImportStore::read)
                .one();
    }

    Mono<Void> changeSet(TenantId tenant, UUID id, UUID changeSet) {
        return database.sql("update data_import set change_set = :set where tenant_id = :tenant and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("set", changeSet)
                .then();
    }

    /** Those that nobody runs, though somebody should. */
    Flux<UUID> abandoned(TenantId tenant) {
        return database.sql("""
                        select id from data_import where tenant_id = :tenant and state in ('queued', 'running')
                           and (lease_until is null or lease_until < now()) order by id limit 20
                        """)
                .bind("tenant", tenant.value())
                .map(row -> Row.value(row, "id", UUID.class))
                .all();
    }

    /** Goes on to the next piece. False when the lease was lost, it is to be cancelled, or another piece is next. */
    Mono<Boolean> advance(TenantId tenant, UUID id, UUID lease, int piece, DataImport.Counts by) {
        return changed(database.sql("""
                        update data_import set next_piece = :piece + 1, rows_done = rows_done + :done,
                               created = created + :created, unchanged = unchanged + :unchanged,
                               refused = refused + :refused, corrected = corrected + :corrected,
                               lease_until = now() + :time::interval
                         where tenant_id = :tenant and id = :id and lease = :lease and next_piece = :piece
                           and state = 'running' and not cancel_asked
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("lease", lease)
                .bind("piece", piece)
                .bind("done", by.done())
                .bind("created", by.created())
                .bind("unchanged", by.unchanged())
                .bind("refused", by.refused())
                .bind("corrected", by.corrected())
                .bind("time", LEASE.toSeconds() + " seconds"));
    }

    Mono<Boolean> finish(TenantId tenant, UUID id, UUID lease, DataImport.State state) {
        return changed(database.sql("""
                        update data_import set state = :state, lease = null, lease_until = null, finished_at = now()
                         where tenant_id = :tenant and id = :id and lease = :lease and state = 'running'
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("lease", lease)
                .bind("state", state.key()));
    }

    /** One that nobody has begun ends here; one that runs ends behind the piece that it is at. */
    Mono<Boolean> cancel(TenantId tenant, UUID id) {
        return changed(database.sql("""
                        update data_import set cancel_asked = true,
                               state = case when state = 'queued' then 'cancelled' else state end,
                               finished_at = case when state = 'queued' then now() else finished_at end
                         where tenant_id = :tenant and id = :id and state in ('queued', 'running')
                        """).bind("tenant", tenant.value()).bind("id", id));
    }

    /** False when there is none, or it is under way. */
    Mono<Boolean> delete(TenantId tenant, UUID id) {
        return changed(database.sql("""
                        delete from data_import
                         where tenant_id = :tenant and id = :id and state not in ('queued', 'running')
                        """).bind("tenant", tenant.value()).bind("id", id));
    }

    /** Reports that are old, and files that broke off on their way here. */
    Mono<Void> forget(TenantId tenant, Instant reportsBefore, Instant brokenBefore) {
        return database.sql("""
                        delete from data_import i
                         where i.tenant_id = :tenant and i.state not in ('queued', 'running')
                           and (i.created_at < :reports or (i.state = 'receiving' and i.created_at < :broken))
                        """)
                .bind("tenant", tenant.value())
                .bind("reports", reportsBefore)
                .bind("broken", brokenBefore)
                .then();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static DataImport read(Readable row) {
        String form = Row.value(row, "form", Json.class).asString();
        String mapping = Row.value(row, "mapping", Json.class).asString();
        return new DataImport(
                Row.value(row, "id", UUID.class),
                Row.value(row, "account_id", UUID.class),
                Row.value(row, "file_name", String.class),
                DataImport.State.of(Row.value(row, "state", String.class)),
                form.equals("{}") ? Optional.empty() : Optional.of(JSON.readValue(form, FileForm.class)),
                mapping.equals("{}") ? NONE : JSON.readValue(mapping, Mapping.class),
                Row.value(row, "dry_run", Boolean.class),
                Row.value(row, "pieces", Integer.class),
                Row.value(row, "rows", Integer.class),
                Row.value(row, "next_piece", Integer.class),
                new DataImport.Counts(
                        Row.value(row, "rows_done", Integer.class),
                        Row.value(row, "created", Integer.class),
                        Row.value(row, "unchanged", Integer.class),
                        Row.value(row, "refused", Integer.class),
                        Row.value(row, "corrected", Integer.class)),
                Optional.ofNullable(row.get("change_set", UUID.class)),
                Row.value(row, "cancel_asked", Boolean.class),
                Row.value(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("started_at", Instant.class)),
                Optional.ofNullable(row.get("finished_at", Instant.class)),
                Optional.empty());
    }
}
