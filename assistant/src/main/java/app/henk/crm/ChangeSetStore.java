package app.henk.crm;

import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of change-sets and changes. Nobody can rewrite them. Runs in the caller's transaction. */
@Component
class ChangeSetStore {

    private static final int LONGEST_REQUEST = 200;

    private static final String CLAIM = """
            insert into change_set (tenant_id, id, actor_id, channel, action, conversation_id, message_id, request,
                                    fingerprint, undoes)
            values (:tenant, :id, henk.colleague(), :channel, :action, :conversation, :message, :request, :fingerprint,
                    :undoes)
            on conflict do nothing
            """;
    private static final String KNOWN = """
            select id from change_set
             where tenant_id = :tenant and request = :request and actor_id is not distinct from henk.colleague()
               and fingerprint = :fingerprint
            """;
    // with a request the change-set stands there already
    private static final String KEEP = """
            with kept as (
                insert into change_set (tenant_id, id, actor_id, channel, action, conversation_id, message_id, undoes)
                select :tenant, :id, henk.colleague(), :channel, :action, :conversation, :message, :undoes
                 where not :claimed)
            insert into change (tenant_id, change_set_id, position, entity, entity_id, operation, before, after, version)
            select :tenant, :id, c.ordinality, c.change ->> 'entity', (c.change ->> 'id')::uuid,
                   c.change ->> 'operation', c.change -> 'before', c.change -> 'after', (c.change ->> 'version')::int
              from jsonb_array_elements(:changes) with ordinality c (change, ordinality)
            """;
    // of an import the first ones stand for all
    private static final String VIEW = """
            select s.id, s.actor_id, s.channel, s.action, s.message_id, s.undoes, s.undone_by, s.at,
                   (select count(*) from change c where c.tenant_id = s.tenant_id and c.change_set_id = s.id) as size,
                   coalesce((select jsonb_agg(jsonb_build_object('entity', c.entity, 'id', c.entity_id,
                                 'operation', c.operation, 'before', c.before, 'after', c.after, 'version', c.version)
                                 order by c.position)
                               from (select * from change f where f.tenant_id = s.tenant_id and f.change_set_id = s.id
                                        and %s order by f.position limit %d) c),
                            '[]'::jsonb) as changes
              from change_set s where s.tenant_id = :tenant
            """;
    private static final String ALL = VIEW.formatted("true", ChangeSetView.MOST_SHOWN);
    private static final String OF_RECORD = VIEW.formatted("f.entity_id = :record", ChangeSetView.MOST_SHOWN);

    private final DatabaseClient database;

    ChangeSetStore(DatabaseClient database) {
        this.database = database;
    }

    /** False when the same person used this key before; who asks at the same moment waits for the first one's end. */
    Mono<Boolean> claim(TenantId tenant, UUID id, Door door, Asked asked, Optional<UUID> undoes) {
        String request = door.request().orElseThrow();
        if (request.isBlank() || request.length() > LONGEST_REQUEST) {
            return Mono.error(Problem.badRequest(
                    "wrong-idempotency-key", "An idempotency key has 1 to " + LONGEST_REQUEST + " characters."));
        }
        return bound(CLAIM, tenant, id, door, asked.action(), undoes)
                .bind("request", request)
                .bind("fingerprint", asked.fingerprint())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Fails with a problem when the key was used for something else. */
    Mono<ChangeSetView> known(TenantId tenant, Door door, Asked asked) {
        return database.sql(KNOWN)
                .bind("tenant", tenant.value())
                .bind("request", door.request().orElseThrow())
                .bind("fingerprint", asked.fingerprint())
                .map(row -> Row.value(row, "id", UUID.class))
                .one()
                .flatMap(id -> view(tenant, id))
                .switchIfEmpty(Mono.error(() -> new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "This idempotency key was used for something else. Take a new key for a new request.")));
    }

    Mono<Void> keep(TenantId tenant, UUID id, Door door, String action, Optional<UUID> undoes, List<Change> changes) {
        return bound(KEEP, tenant, id, door, action, undoes)
                .bind("claimed", door.request().isPresent())
                .bind(
                        "changes",
                        Json.of(FieldValues.write(
                                changes.stream().map(ChangeSetStore::json).toList())))
                .then();
    }

    Mono<ChangeSetView> view(TenantId tenant, UUID id) {
        return database.sql(ALL + " and s.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(ChangeSetStore::view)
                .one();
    }

    /** A piece of a change-set, in its order. */
    Flux<Change> changes(TenantId tenant, UUID id, int after, int limit) {
        return database.sql("""
                        select entity, entity_id, operation, before, after, version from change
                         where tenant_id = :tenant and change_set_id = :id and position > :after
                         order by position limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> new Change(
                        Entity.ofTable(Row.value(row, "entity", String.class)),
                        Row.value(row, "entity_id", UUID.class),
                        Operation.ofSql(Row.value(row, "operation", String.class)),
                        FieldValues.read(Row.value(row, "before", Json.class).asString()),
                        FieldValues.read(Row.value(row, "after", Json.class).asString()),
                        Row.value(row, "version", Integer.class)))
                .all();
    }

    /**
     * Holds it, so that two who take it back come one after the other, and after whoever {@link #stands} there. Whoever
     * only adds changes to it is not waited for.
     */
    Mono<Void> lock(TenantId tenant, UUID id) {
        return database.sql("select id from change_set where tenant_id = :tenant and id = :id for no key update")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .then();
    }

    /** Whether nobody has taken it back; if so, nobody does before the transaction ends. */
    Mono<Boolean> stands(TenantId tenant, UUID id) {
        return database.sql("select undone_by is null as stands from change_set"
                        + " where tenant_id = :tenant and id = :id for share")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(row -> Row.value(row, "stands", Boolean.class))
                .one();
    }

    /** Of what took it back and was taken back in turn, the last one tells. */
    Mono<Integer> takenBack(TenantId tenant, UUID id, Entity kind) {
        return database.sql("""
                        with recursive turn as (
                            select id, undone_by, 0 as nth from change_set where tenant_id = :tenant and id = :id
                            union all
                            select s.id, s.undone_by, t.nth + 1 from turn t
                              join change_set s on s.tenant_id = :tenant and s.id = t.undone_by)
                        select (select count(distinct c.entity_id)::int from change c where c.tenant_id = :tenant
                                   and c.change_set_id = t.id and c.entity = :kind) as records
                          from turn t where t.undone_by is null and t.nth % 2 = 1
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("kind", kind.table())
                .map(row -> Row.value(row, "records", Integer.class))
                .one();
    }

    Mono<Void> mark(TenantId tenant, UUID id, UUID undoneBy) {
        return database.sql("update change_set set undone_by = :by where tenant_id = :tenant and id = :id")
                .bind("by", undoneBy)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .then();
    }

    Mono<ChangeSetView> last(TenantId tenant, UUID conversation) {
        return database.sql(ALL + """
                         and s.conversation_id = :conversation and s.actor_id = henk.colleague()
                         and s.undoes is null and s.undone_by is null
                         and exists (select from change c where c.tenant_id = s.tenant_id and c.change_set_id = s.id)
                         order by s.id desc limit 1
                        """)
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(ChangeSetStore::view)
                .one();
    }

    /** Those that changed a record, with what they did to it. */
    Flux<ChangeSetView> of(TenantId tenant, Entity entity, UUID id, int limit) {
        return database.sql(OF_RECORD + """
                         and s.id in (select c.change_set_id from change c
                                       where c.tenant_id = :tenant and c.entity = :entity and c.entity_id = :record)
                         order by s.id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("entity", entity.table())
                .bind("record", id)
                .bind("limit", limit)
                .map(ChangeSetStore::view)
                .all();
    }

    /** Whether somebody else has changed a record since this change-set. */
    Mono<Boolean> touchedByOthers(TenantId tenant, ChangeSetView set, Change change) {
        return database.sql("""
                        select exists (select from change c join change_set s on s.tenant_id = c.tenant_id
                                          and s.id = c.change_set_id
                                        where c.tenant_id = :tenant and c.entity = :entity and c.entity_id = :id
                                          and c.change_set_id > :set and s.actor_id is distinct from :actor) as touched
                        """)
                .bind("tenant", tenant.value())
                .bind("entity", change.entity().table())
                .bind("id", change.id())
                .bind("set", set.id())
                .bind("actor", Parameter.fromOrEmpty(set.actor().orElse(null), UUID.class))
                .map(row -> Row.value(row, "touched", Boolean.class))
                .one();
    }

    /** Whether whoever asks may see this record. */
    Mono<Boolean> isVisible(TenantId tenant, Entity entity, UUID id) {
        return database.sql("select exists (select from " + entity.table()
                        + " where tenant_id = :tenant and id = :id) as visible")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(row -> Row.value(row, "visible", Boolean.class))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bound(
            String sql, TenantId tenant, UUID id, Door door, String action, Optional<UUID> undoes) {
        return database.sql(sql)
                .bind("undoes", Parameter.fromOrEmpty(undoes.orElse(null), UUID.class))
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("channel", door.channel().sqlName())
                .bind("action", action)
                .bind("conversation", Parameter.fromOrEmpty(door.conversation().orElse(null), UUID.class))
                .bind("message", Parameter.fromOrEmpty(door.message().orElse(null), UUID.class));
    }

    private static Map<String, Object> json(Change change) {
        return Map.of(
                "entity", change.entity().table(),
                "id", change.id(),
                "operation", change.operation().sqlName(),
                "before", change.before(),
                "after", change.after(),
                "version", change.version());
    }

    private static ChangeSetView view(Readable row) {
        List<Change> changes = new ArrayList<>();
        for (Map<String, Object> change :
                FieldValues.readAll(Row.value(row, "changes", Json.class).asString())) {
            changes.add(new Change(
                    Entity.ofTable(String.valueOf(change.get("entity"))),
                    UUID.fromString(String.valueOf(change.get("id"))),
                    Operation.ofSql(String.valueOf(change.get("operation"))),
                    FieldValues.nested(change, "before"),
                    FieldValues.nested(change, "after"),
                    Integer.parseInt(String.valueOf(change.get("version")))));
        }
        return new ChangeSetView(
                Row.value(row, "id", UUID.class),
                Optional.ofNullable(row.get("actor_id", UUID.class)),
                Channel.ofSql(Row.value(row, "channel", String.class)),
                Row.value(row, "action", String.class),
                Optional.ofNullable(row.get("message_id", UUID.class)),
                Optional.ofNullable(row.get("undoes", UUID.class)),
                Optional.ofNullable(row.get("undone_by", UUID.class)),
                Row.value(row, "at", Instant.class),
                Row.value(row, "size", Long.class).intValue(),
                List.copyOf(changes));
    }
}
