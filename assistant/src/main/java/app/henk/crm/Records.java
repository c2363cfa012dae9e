package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rows of every kind of record, written in one way: PostgreSQL itself turns JSON into the columns' types. The names of
 * columns in a statement are those of {@link Entity} and never the caller's. Runs in the caller's transaction.
 */
@Component
class Records {

    private final DatabaseClient database;

    Records(DatabaseClient database) {
        this.database = database;
    }

    /** The row, held until the transaction ends; deleted ones too. Empty when there is none that the speaker may see. */
    Mono<Stored> lock(TenantId tenant, Entity entity, UUID id) {
        return database.sql("select to_jsonb(t) - 'search' as fields from " + entity.table()
                        + " t where t.tenant_id = :tenant and t.id = :id for update")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(row -> stored(entity, row))
                .one();
    }

    /** In the order of their ids, so that two who want the same rows do not wait for each other. */
    Flux<Stored> lock(TenantId tenant, Entity entity, Collection<UUID> ids) {
        return database.sql("select to_jsonb(t) - 'search' as fields from " + entity.table()
                        + " t where t.tenant_id = :tenant and t.id = any(:ids) order by t.id for update")
                .bind("tenant", tenant.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> stored(entity, row))
                .all();
    }

    /** @param rows with {@code id}; columns that are not named get what the table gives them; the same for all rows */
    Flux<Stored> insert(TenantId tenant, Entity entity, List<? extends Map<String, ?>> rows) {
        String columns = Stream.concat(Stream.of("id", "created_at"), entity.columns().stream())
                .filter(column -> rows.getFirst().containsKey(column))
                .collect(Collectors.joining(", "));
        return database.sql("insert into " + entity.table() + " (tenant_id, " + columns + ") select :tenant, "
                        + columns + " from jsonb_populate_recordset(null::" + entity.table() + ", :rows)"
                        + " returning to_jsonb(" + entity.table() + ") - 'search' as fields")
                .bind("tenant", tenant.value())
                .bind("rows", Json.of(FieldValues.write(rows)))
                .map(row -> stored(entity, row))
                .all();
    }

    /** Sets the named columns, an empty Optional to null, and counts the version up. */
    Mono<Stored> update(TenantId tenant, Entity entity, UUID id, Map<String, Optional<?>> fields) {
        String assignments = entity.columns().stream()
                .filter(fields::containsKey)
                .map(column -> column + " = r." + column)
                .collect(Collectors.joining(", "));
        return database.sql("update " + entity.table() + " t set " + assignments
                        + ", version = t.version + 1, updated_at = now() from jsonb_populate_record(null::"
                        + entity.table() + ", :fields) r where t.tenant_id = :tenant and t.id = :id"
                        + " returning to_jsonb(t) - 'search' as fields")
                .bind("fields", Json.of(FieldValues.write(fields)))
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(row -> stored(entity, row))
                .one();
    }

    /**
     * Lets a record out of sight of whoever gives it to a colleague, while it is being written and shown; to be ended by
     * the same transaction.
     */
    Mono<Void> handingOver(boolean on) {
        return database.sql("select set_config('henk.handing_over', :value, true)")
                .bind("value", on ? "on" : "")
                .then();
    }

    /** @param row with {@code fields}, the whole row as JSON */
    static Stored stored(Entity entity, Readable row) {
        Map<String, Object> all =
                FieldValues.read(Row.value(row, "fields", Json.class).asString());
        int version = entity.versioned() ? Integer.parseInt(String.valueOf(all.get("version"))) : 1;
        return new Stored(
                entity,
                UUID.fromString(String.valueOf(all.get("id"))),
                version,
                FieldValues.only(all, entity.columns()));
    }
}
