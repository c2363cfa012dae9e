package app.henk.transfer;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Files while they wait, in pieces, and whose turn it is to be written. Runs in the caller's transaction. */
@Component
class ImportPieces {

    private final DatabaseClient database;

    ImportPieces(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> keep(TenantId tenant, UUID id, Intake.Piece piece) {
        return database.sql("""
                        insert into data_import_piece (tenant_id, import_id, position, first_line, rows, lines)
                        values (:tenant, :id, :position, :first, :rows, :lines)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("position", piece.position())
                .bind("first", piece.firstLine())
                .bind("rows", piece.rows())
                .bind("lines", piece.lines())
                .then();
    }

    Mono<Intake.Piece> find(TenantId tenant, UUID id, int position) {
        return database.sql("""
                        select first_line, rows, lines from data_import_piece
                         where tenant_id = :tenant and import_id = :id and position = :position
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("position", position)
                .map(row -> new Intake.Piece(
                        position,
                        Row.value(row, "first_line", Long.class),
                        Row.value(row, "rows", Integer.class),
                        Row.value(row, "lines", String.class)))
                .one();
    }

    /**
     * Before a piece is written: whoever writes the one behind it at the same time can wait for it. Waited for in the
     * database, because that sees when two pieces wait for each other.
     */
    Mono<Void> begin(TenantId tenant, UUID id, int piece) {
        // On a busy machine a piece takes longer than anybody else may wait for a row. Planning for the thousands of
        // values that are bound takes longer than it spares: they are the same few statements for every piece. A piece
        // need not be on the disk before the next one begins: how far the import is stands in the same transaction, so
        // what a crash of the server takes is written again, and the commit that says that it is done waits for all.
        return database.sql("select set_config('lock_timeout', '12s', true),"
                        + " set_config('plan_cache_mode', 'force_generic_plan', true),"
                        + " set_config('synchronous_commit', 'off', true)")
                .then()
                .then(lock(tenant, id, piece));
    }

    /** Waits until the piece before is in, or was given up. */
    Mono<Void> behind(TenantId tenant, UUID id, int piece) {
        return piece == 0 ? Mono.empty() : lock(tenant, id, piece - 1);
    }

    private Mono<Void> lock(TenantId tenant, UUID id, int piece) {
        return database.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "import " + tenant + "/" + id + "/" + piece)
                .then();
    }

    Mono<Void> drop(TenantId tenant, UUID id) {
        return database.sql("delete from data_import_piece where tenant_id = :tenant and import_id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .then();
    }

    /** Those of files that nobody came back to; such a file has none from then on, and is not begun. */
    Mono<Void> forget(TenantId tenant, Instant filesBefore) {
        return database.sql("""
                        with gone as (
                            update data_import set pieces = 0
                             where tenant_id = :tenant and created_at < :files and pieces > 0
                               and state not in ('queued', 'running')
                            returning tenant_id, id)
                        delete from data_import_piece p using gone g
                         where p.tenant_id = g.tenant_id and p.import_id = g.id
                        """)
                .bind("tenant", tenant.value())
                .bind("files", filesBefore)
                .then();
    }
}
