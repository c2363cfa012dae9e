package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.platform.PushHub;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is to be read anew there. One row for a record, however often it was named: order, repetition and loss of what was
 * said do not matter, for what counts is read. Short transactions of the system, or the caller's.
 */
@Component
class NewsStore {

    /** So long after we wrote ourselves, what is said in our own name is taken for what we wrote. */
    private static final int ECHO_SECONDS = 10;

    /** So long what became of one that is gone may still be said: a message that nobody took is sent again. */
    private static final int UNTOLD_SECONDS = 20;

    private static final String HEARD = """
            insert into pipedrive_news as n (tenant_id, remote_kind, remote_id, merged_into, by_person)
            values (henk.tenant(), $1, $2, $3, $4)
            on conflict (tenant_id, remote_kind, remote_id) do update set
                changes = n.changes + 1, merged_into = coalesce(excluded.merged_into, n.merged_into),
                by_person = excluded.by_person, state = 'waiting', attempts = 0, problem = null, own = false,
                due_at = case when n.lease is null then now() else n.due_at end
            """;
    private static final String ECHO = """
            insert into pipedrive_news as n (tenant_id, remote_kind, remote_id, by_person, own, due_at)
            select henk.tenant(), $1, $2, false, true, now() + interval '3 seconds'
             where not exists (select from pipedrive_record r where r.tenant_id = henk.tenant() and r.remote_kind = $1
                and r.remote_id = $2 and ((r.lease is not null and r.due_at > now()) or r.synced_at > now() - $3 * interval '1 second'))
            on conflict do nothing
            """;
    private static final String HEARD_MANY = """
            insert into pipedrive_news as n (tenant_id, remote_kind, remote_id)
            select henk.tenant(), $1, unnest($2)
            -- what was taken for our own echo differs after all, and what failed may do better now
            on conflict (tenant_id, remote_kind, remote_id) do update set own = false, changes = n.changes + 1,
                state = 'waiting', attempts = 0, due_at = case when n.lease is null then now() else n.due_at end
             where n.own or n.state = 'failed'
            """;
    private static final String MISSED = """
            insert into pipedrive_news as n (tenant_id, remote_kind, remote_id, due_at)
            select henk.tenant(), $1, unnest($2), now() + $3 * interval '1 second'
            on conflict (tenant_id, remote_kind, remote_id) do update set own = false, changes = n.changes + 1,
                attempts = 0, problem = null, state = 'waiting',
                due_at = case when n.state = 'waiting' then n.due_at else excluded.due_at end
            """;
    // what we wrote ourselves meanwhile needs not be read
    private static final String OVER = """
            delete from pipedrive_news n where n.tenant_id = henk.tenant() and n.own and n.due_at <= now()
               and exists (select from pipedrive_record r where r.tenant_id = n.tenant_id and r.remote_kind = n.remote_kind
                   and r.remote_id = n.remote_id and r.synced_at > n.heard_at - $1 * interval '1 second')
            """;
    private static final String CLAIM = """
            with next as (
                select n.remote_kind, n.remote_id from pipedrive_news n
                 where n.tenant_id = henk.tenant() and n.state = 'waiting' and n.due_at <= now()
                   and exists (select from pipedrive_connection c where c.tenant_id = henk.tenant()
                       and c.state = 'connected' and (c.paused_until is null or c.paused_until <= now()))
                 order by n.due_at, n.heard_at limit $1 for update skip locked)
            update pipedrive_news n set lease = $2, due_at = now() + $3 * interval '1 millisecond', attempts = n.attempts + 1
              from next where n.tenant_id = henk.tenant() and n.remote_kind = next.remote_kind
               and n.remote_id = next.remote_id
            returning n.remote_kind, n.remote_id, n.merged_into, n.by_person, n.changes, n.attempts
            """;
    private static final String DONE = "delete from pipedrive_news where tenant_id = henk.tenant() and remote_kind = $1"
            + " and remote_id = $2 and lease = $3 and changes = $4";
    private static final String CHANGED_AGAIN = "update pipedrive_news set lease = null, due_at = now(), attempts = 0"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = $2 and lease = $3";
    // it was nobody's fault
    private static final String LATER = "update pipedrive_news set lease = null, attempts = greatest(0, attempts - 1),"
            + " due_at = now() + $4 * interval '1 millisecond'"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = $2 and lease = $3";
    private static final String FAILED = "update pipedrive_news set lease = null,"
            + " due_at = now() + $4 * interval '1 millisecond', problem = $5, state = $6"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = $2 and lease = $3";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final PushHub push;

    NewsStore(TenantTransactions transactions, DatabaseClient database, PushHub push) {
        this.transactions = transactions;
        this.database = database;
        this.push = push;
    }

    /** @param mergedInto the record that survived there, where it was said */
    record News(Link link, UUID lease, Optional<String> mergedInto, boolean byPerson, long changes, int attempts) {}

    Mono<Void> heard(TenantId tenant, Link link, Optional<String> mergedInto, boolean byPerson) {
        return in(
                tenant,
                () -> database.sql(HEARD)
                        .bind(0, link.kind().sql())
                        .bind(1, link.id())
                        .bind(2, Parameter.fromOrEmpty(mergedInto.orElse(null), String.class))
                        .bind(3, byPerson)
                        .then()
                        .then(push.push(Waiting.TOPIC, "")));
    }

    /** What was done in our own name: mostly by ourselves. Read only when nobody here wrote the record just now. */
    Mono<Void> heardOfOurselves(TenantId tenant, Link link) {
        return in(
                tenant,
                () -> database.sql(ECHO)
                        .bind(0, link.kind().sql())
                        .bind(1, link.id())
                        .bind(2, ECHO_SECONDS)
                        .then());
    }

    Mono<Long> heard(TenantId tenant, Remote kind, Collection<String> ids) {
        return ids.isEmpty()
                ? Mono.just(0L)
                : in(
                        tenant,
                        () -> database.sql(HEARD_MANY)
                                .bind(0, kind.sql())
                                .bind(1, ids.toArray(String[]::new))
                                .fetch()
                                .rowsUpdated());
    }

    /**
     * They are not there any more, and nobody has said what became of them. It is waited a while for a message: one that
     * was merged looks like one that was deleted.
     */
    Mono<Void> missed(TenantId tenant, Remote kind, Collection<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : in(
                        tenant,
                        () -> database.sql(MISSED)
                                .bind(0, kind.sql())
                                .bind(1, ids.toArray(String[]::new))
                                .bind(2, UNTOLD_SECONDS)
                                .then());
    }

    Mono<List<News>> claim(TenantId tenant, int most, UUID lease) {
        return in(
                tenant,
                () -> database.sql(OVER)
                        .bind(0, ECHO_SECONDS)
                        .then()
                        .thenMany(database.sql(CLAIM)
                                .bind(0, most)
                                .bind(1, lease)
                                .bind(2, Leases.LENGTH.toMillis())
                                .map(row -> news(row, lease))
                                .all())
                        .collectList());
    }

    /** It was read; when something was heard again meanwhile, it is read again. */
    Mono<Void> done(TenantId tenant, News news) {
        return in(
                tenant,
                () -> bound(DONE, news)
                        .bind(3, news.changes())
                        .then()
                        .then(Mono.defer(() -> bound(CHANGED_AGAIN, news).then())));
    }

    /** It could not be read now, through nobody's fault. */
    Mono<Void> later(TenantId tenant, News news, Duration after) {
        return in(tenant, () -> bound(LATER, news).bind(3, after.toMillis()).then());
    }

    /** @param forGood whether it is not tried again by itself */
    Mono<Void> failed(TenantId tenant, News news, Duration after, String problem, boolean forGood) {
        return in(
                tenant,
                () -> bound(FAILED, news)
                        .bind(3, after.toMillis())
                        .bind(4, problem)
                        .bind(5, forGood ? "failed" : "waiting")
                        .then());
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, News news) {
        return database.sql(sql)
                .bind(0, news.link().kind().sql())
                .bind(1, news.link().id())
                .bind(2, news.lease());
    }

    private <T> Mono<T> in(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    private static News news(Readable row, UUID lease) {
        return new News(
                new Link(
                        Remote.ofSql(Row.value(row, "remote_kind", String.class)),
                        Row.value(row, "remote_id", String.class)),
                lease,
                Optional.ofNullable(row.get("merged_into", String.class)),
                Boolean.TRUE.equals(row.get("by_person", Boolean.class)),
                Row.value(row, "changes", Long.class),
                Row.value(row, "attempts", Integer.class));
    }
}
