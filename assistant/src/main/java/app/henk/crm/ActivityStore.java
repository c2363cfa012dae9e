package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what happened. Runs in the caller's transaction. */
@Component
class ActivityStore {

    private static final String COLUMNS = """
            select id, type, subject, body, contact_id, lead_id, deal_id, conversation_id, actor_id, tainted, at
              from activity where tenant_id = :tenant
            """;

    private final DatabaseClient database;

    ActivityStore(DatabaseClient database) {
        this.database = database;
    }

    /** The place of an activity in a history. */
    record Cursor(Instant at, UUID id) {}

    Mono<Activity> find(TenantId tenant, UUID id) {
        return database.sql(COLUMNS + " and id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(ActivityStore::activity)
                .one();
    }

    Flux<Activity> ofDeal(TenantId tenant, UUID deal, int limit) {
        return of(tenant, Entity.DEAL, deal, Optional.empty(), limit);
    }

    Flux<Activity> ofLead(TenantId tenant, UUID lead, int limit) {
        return of(tenant, Entity.LEAD, lead, Optional.empty(), limit);
    }

    /** The newest first, those behind {@code after}. */
    Flux<Activity> of(TenantId tenant, Entity entity, UUID id, Optional<Cursor> after, int limit) {
        String whose = switch (entity) {
            case DEAL ->
                "deal_id in (select d.id from deal d where d.tenant_id = :tenant and (d.id = :id or d.merged_into = :id))";
            case LEAD -> "lead_id = :id";
            case CONTACT ->
                // what happened with one that was merged into it happened with it
                "contact_id in (select c.id from contact c where c.tenant_id = :tenant"
                        + " and (c.id = :id or c.merged_into = :id))";
            case ORGANISATION, SALESPERSON, TASK, ACTIVITY ->
                throw new IllegalArgumentException("a history is of a deal, a lead or a contact");
        };
        return database.sql(COLUMNS + " and " + whose + " and (:last::uuid is null or (at, id) < (:at, :last))"
                        + " order by at desc, id desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("at", after.map(Cursor::at).orElse(Instant.EPOCH))
                .bind("last", Parameter.fromOrEmpty(after.map(Cursor::id).orElse(null), UUID.class))
                .bind("limit", limit)
                .map(ActivityStore::activity)
                .all();
    }

    private static Activity activity(Readable row) {
        return new Activity(
                Row.value(row, "id", UUID.class),
                Row.value(row, "type", String.class),
                Row.value(row, "subject", String.class),
                Row.value(row, "body", String.class),
                id(row, "contact_id"),
                id(row, "lead_id"),
                id(row, "deal_id"),
                id(row, "conversation_id"),
                id(row, "actor_id"),
                Boolean.TRUE.equals(row.get("tainted", Boolean.class)),
                Row.value(row, "at", Instant.class));
    }

    private static Optional<UUID> id(Readable row, String column) {
        return Optional.ofNullable(row.get(column, UUID.class));
    }
}
