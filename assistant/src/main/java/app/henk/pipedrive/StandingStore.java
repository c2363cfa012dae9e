package app.henk.pipedrive;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people are shown of records and conflicts, and a new try for what failed. */
@Component
class StandingStore {

    private static final String COLUMNS = "select entity, id, state, remote_kind, remote_id, reason, detail,"
            + " waiting_since, due_at, attempts, synced_at from pipedrive_record where tenant_id = henk.tenant()";
    // its notes stand with it: what is the matter with them is the matter with it
    private static final String OF = COLUMNS + " and entity in ($1, $1 || '_note') and id = $2"
            + " and (entity = $1 or state in ('failed', 'waiting'))"
            + " order by state <> 'failed', state <> 'waiting', length(entity) limit 1";
    private static final String UNREAD = "select remote_kind, remote_id, problem, heard_at from pipedrive_news"
            + " where tenant_id = henk.tenant() and state = 'failed' order by heard_at, remote_kind, remote_id limit $1";
    private static final String READ_AGAIN =
            "update pipedrive_news set state = 'waiting', due_at = now(), attempts = 0,"
                    + " own = false, changes = changes + 1 where tenant_id = henk.tenant() and state = 'failed'";
    private static final String COUNTS = """
            select count(*) filter (where state = 'waiting') as waiting,
                   count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'synced') as synced,
                   min(waiting_since) filter (where state = 'waiting') as since,
                   (select count(*) from pipedrive_news n where n.tenant_id = henk.tenant() and n.state = 'waiting') as incoming,
                   (select count(*) from pipedrive_news n where n.tenant_id = henk.tenant() and n.state = 'failed') as unread,
                   (select count(*) from pipedrive_conflict c where c.tenant_id = henk.tenant()
                        and c.at > now() - interval '7 days') as conflicts
              from pipedrive_record where tenant_id = henk.tenant()
            """;
    private static final String UNSENT = """
            select (select count(*) from organisation where tenant_id = henk.tenant() and deleted_at is null)
                 + (select count(*) from contact where tenant_id = henk.tenant() and deleted_at is null)
                 + (select count(*) from lead where tenant_id = henk.tenant() and deleted_at is null)
                 + (select count(*) from deal where tenant_id = henk.tenant() and deleted_at is null)
                 + (select count(*) from task where tenant_id = henk.tenant() and deleted_at is null)
                 + (select count(*) from activity where tenant_id = henk.tenant() and type = any($1)) as unsent
            """;
    private static final String RETRY = "update pipedrive_record set state = 'waiting', due_at = now(), attempts = 0,"
            + " reason = null, detail = null, waiting_since = now(), changes = changes + 1"
            + " where tenant_id = henk.tenant() and state in ('failed', 'waiting') and (lease is null or due_at < now())"
            + " and ($1::text is null or (entity in ($1, $1 || '_note') and id = $2))";
    private static final String MENDED = "update pipedrive_record set state = 'waiting', due_at = now(), attempts = 0,"
            + " reason = null, detail = null, waiting_since = now(), changes = changes + 1"
            + " where tenant_id = henk.tenant() and state = 'failed' and reason = any($1)";
    private static final String CONFLICTS = "select entity, record_id, field, ours, theirs, winner, because, at"
            + " from pipedrive_conflict where tenant_id = henk.tenant() and ($1::timestamptz is null or at >= $1)"
            + " order by id desc limit $2";
    // a year of them is enough for anybody who asks
    private static final String FORGET =
            "delete from pipedrive_conflict where tenant_id = henk.tenant() and at < now() - interval '365 days'";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    StandingStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    record Counts(
            long waiting,
            long failed,
            long synced,
            Optional<Instant> since,
            long incoming,
            long unread,
            long conflicts) {}

    Mono<Standing> of(TenantId tenant, String entity, UUID id) {
        return in(
                tenant,
                () -> database.sql(OF)
                        .bind(0, entity)
                        .bind(1, id)
                        .map(StandingStore::standing)
                        .one()
                        .defaultIfEmpty(Standing.unknown(entity, id)));
    }

    /** In this state, those that have waited longest first. */
    Mono<List<Standing>> in(TenantId tenant, String state, int most) {
        return in(
                tenant,
                () -> database.sql(COLUMNS + " and state = $1 order by waiting_since nulls last, id limit $2")
                        .bind(0, state)
                        .bind(1, most)
                        .map(StandingStore::standing)
                        .all()
                        .collectList());
    }

    Mono<Counts> counts(TenantId tenant) {
        return in(
                tenant,
                () -> database.sql(COUNTS)
                        .map(row -> new Counts(
                                Row.value(row, "waiting", Long.class),
                                Row.value(row, "failed", Long.class),
                                Row.value(row, "synced", Long.class),
                                Optional.ofNullable(row.get("since", Instant.class)),
                                Row.value(row, "incoming", Long.class),
                                Row.value(row, "unread", Long.class),
                                Row.value(row, "conflicts", Long.class)))
                        .one());
    }

    /** What would go there if there were a connection. */
    Mono<Long> unsent(TenantId tenant) {
        return in(
                tenant,
                () -> database.sql(UNSENT)
                        .bind(0, Kind.BY_PEOPLE.toArray(String[]::new))
                        .map(row -> Row.value(row, "unsent", Long.class))
                        .one());
    }

    /** One record, or everything that failed, also of what came from there. How many. */
    Mono<Long> retry(TenantId tenant, Optional<String> entity, Optional<UUID> id) {
        return in(
                tenant,
                () -> database.sql(RETRY)
                        .bind(0, Parameter.fromOrEmpty(entity.orElse(null), String.class))
                        .bind(1, Parameter.fromOrEmpty(id.orElse(null), UUID.class))
                        .fetch()
                        .rowsUpdated()
                        .flatMap(sent -> entity.isPresent()
                                ? Mono.just(sent)
                                : database.sql(READ_AGAIN).fetch().rowsUpdated().map(read -> sent + read)));
    }

    /** What came from there and could not be kept here is read once more. */
    Mono<Void> readAgain(TenantId tenant) {
        return in(tenant, () -> database.sql(READ_AGAIN).then());
    }

    Mono<List<Unread>> unread(TenantId tenant, int most) {
        return in(
                tenant,
                () -> database.sql(UNREAD)
                        .bind(0, most)
                        .map(row -> new Unread(
                                Row.value(row, "remote_kind", String.class),
                                Row.value(row, "remote_id", String.class),
                                "unfit".equals(row.get("problem", String.class)) ? "unfit" : "unknown",
                                Row.value(row, "heard_at", Instant.class)))
                        .all()
                        .collectList());
    }

    /** What failed for one of these reasons tries again, for somebody has done something about it. */
    Mono<Void> mended(TenantId tenant, Outcome.Reason... reasons) {
        return in(
                tenant,
                () -> database.sql(MENDED)
                        .bind(0, Arrays.stream(reasons).map(Outcome.Reason::sql).toArray(String[]::new))
                        .then());
    }

    Mono<List<Conflict>> conflicts(TenantId tenant, Optional<Instant> since, int most) {
        return in(
                tenant,
                () -> database.sql(CONFLICTS)
                        .bind(0, Parameter.fromOrEmpty(since.orElse(null), Instant.class))
                        .bind(1, most)
                        .map(row -> new Conflict(
                                Row.value(row, "entity", String.class),
                                Row.value(row, "record_id", UUID.class),
                                Row.value(row, "field", String.class),
                                Optional.ofNullable(row.get("ours", String.class))
                                        .orElse(""),
                                Optional.ofNullable(row.get("theirs", String.class))
                                        .orElse(""),
                                Row.value(row, "winner", String.class),
                                Row.value(row, "because", String.class),
                                Row.value(row, "at", Instant.class)))
                        .all()
                        .collectList());
    }

    Mono<Void> forgetOldConflicts(TenantId tenant) {
        return in(tenant, () -> database.sql(FORGET).then());
    }

    private <T> Mono<T> in(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    private static Standing standing(Readable row) {
        String state = Row.value(row, "state", String.class);
        return new Standing(
                Row.value(row, "entity", String.class),
                Row.value(row, "id", UUID.class),
                state,
                Optional.ofNullable(row.get("remote_kind", String.class)),
                Optional.ofNullable(row.get("remote_id", String.class)),
                Optional.ofNullable(row.get("reason", String.class)),
                Optional.ofNullable(row.get("detail", String.class)),
                Optional.ofNullable(row.get("waiting_since", Instant.class)),
                Optional.ofNullable(row.get("due_at", Instant.class)).filter(due -> state.equals("waiting")),
                Row.value(row, "attempts", Integer.class),
                Optional.ofNullable(row.get("synced_at", Instant.class)));
    }
}
