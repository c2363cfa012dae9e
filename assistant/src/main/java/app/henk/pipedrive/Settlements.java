package app.henk.pipedrive;

import app.henk.pipedrive.RecordStore.OurKey;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what became of records that were claimed, several at once, and wakes what waited for them. */
@Component
class Settlements {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // a change that came meanwhile is sent next; locked in the order of their keys, as whoever marks several does it
    // too; who changed what when is known until it was agreed: what failed is tried again, and the deal that stands
    // there
    // as its lead may get one of its own
    private static final String SETTLE = """
            with s as (
                select s.* from jsonb_to_recordset($1) as s (entity text, id uuid, lease uuid, changes bigint, state text,
                           kind text, remote text, base jsonb, reason text, detail text, behind uuid, unsure boolean,
                           after bigint)
                  join pipedrive_record r on r.tenant_id = henk.tenant() and r.entity = s.entity and r.id = s.id
                   and r.lease = s.lease
                 order by r.entity, r.id for update of r)
            update pipedrive_record r set
                state = case when r.changes > s.changes and not (r.erase and s.state = 'left') then 'waiting' else s.state end,
                remote_kind = s.kind, remote_id = s.remote,
                base = case when r.erase then '{}' else coalesce(s.base, r.base) end,
                touched = case when r.changes > s.changes or s.state in ('waiting', 'failed') or s.reason = 'as_lead'
                               then r.touched else '{}' end,
                sent = case when s.state in ('synced', 'left') then '{}' else r.sent end,
                reason = s.reason, detail = s.detail, waits_for = s.behind,
                attempts = case when s.state = 'waiting' and r.changes = s.changes then r.attempts else 0 end,
                tried_at = case when s.unsure then r.tried_at end,
                waiting_since = case when s.state = 'waiting' then coalesce(r.waiting_since, now())
                                     when r.changes > s.changes then now() end,
                due_at = case when r.changes > s.changes and s.behind is null then now()
                              else now() + s.after * interval '1 millisecond' end,
                synced_at = case when s.state = 'synced' then now() else r.synced_at end,
                lease = null
              from s where r.tenant_id = henk.tenant() and r.entity = s.entity and r.id = s.id
            returning r.entity, r.id
            """;
    private static final String UNTOUCHED = """
            with s as (
                select s.* from jsonb_to_recordset($1) as s (entity text, id uuid, lease uuid, unsure boolean)
                  join pipedrive_record r on r.tenant_id = henk.tenant() and r.entity = s.entity and r.id = s.id
                   and r.lease = s.lease
                 order by r.entity, r.id for update of r)
            update pipedrive_record r set lease = null, due_at = now(), attempts = greatest(0, r.attempts - 1),
                tried_at = case when s.unsure then r.tried_at end
              from s where r.tenant_id = henk.tenant() and r.entity = s.entity and r.id = s.id
            returning r.entity, r.id
            """;
    // whoever holds one of them locked is at it already
    private static final String WAKE = """
            with free as (
                select d.id from jsonb_to_recordset($1) as k (entity text, id uuid)
                  join pipedrive_record d on d.tenant_id = henk.tenant() and d.entity = k.entity and d.id = k.id
                 where d.state <> 'waiting' or d.remote_id is not null),
            due as (
                select w.entity, w.id from pipedrive_record w
                 where w.tenant_id = henk.tenant() and w.waits_for in (select id from free) and w.state = 'waiting'
                   and w.lease is null for update skip locked)
            update pipedrive_record r set due_at = now(), waits_for = null from due
             where r.tenant_id = henk.tenant() and r.entity = due.entity and r.id = due.id
            """;
    private static final String NEED = """
            insert into pipedrive_record (tenant_id, entity, id, rank) values (henk.tenant(), $1, $2, $3)
            on conflict do nothing
            """;
    // said once, however often it is read again
    private static final String CLASH = """
            insert into pipedrive_conflict (tenant_id, id, entity, record_id, field, ours, theirs, winner, because)
            select henk.tenant(), $1, $2, $3, $4, $5, $6, $7, $8
             where not exists (select from pipedrive_conflict c where c.tenant_id = henk.tenant() and c.entity = $2
                and c.record_id = $3 and c.field = $4 and c.ours = $5 and c.theirs = $6 and c.because = $8
                and c.at > now() - interval '1 day')
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Settlements(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** False when the lease was lost: then somebody else answers for the record. */
    Mono<Boolean> settle(TenantId tenant, Item item, Outcome outcome) {
        return settle(tenant, List.of(new Settlement(item, outcome))).map(mine -> !mine.isEmpty());
    }

    /** Gives those whose lease was not lost. What cannot be kept is left to its lease's end, and the others are kept. */
    Mono<Set<OurKey>> settle(TenantId tenant, List<Settlement> all) {
        return together(tenant, all)
                .onErrorResume(
                        DataIntegrityViolationException.class,
                        refused -> all.size() == 1
                                ? Mono.error(refused)
                                : Flux.fromIterable(all)
                                        .concatMap(one -> together(tenant, List.of(one))
                                                .onErrorResume(
                                                        DataIntegrityViolationException.class, that -> Mono.empty()))
                                        .flatMapIterable(mine -> mine)
                                        .collect(Collectors.toSet()));
    }

    private Mono<Set<OurKey>> together(TenantId tenant, List<Settlement> all) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> Flux.fromIterable(all)
                                .flatMap(one -> Mono.justOrEmpty(one.behind()))
                                .concatMap(this::need)
                                .thenMany(Flux.concat(
                                        written(SETTLE, all.stream().filter(one -> !one.isUntouched())),
                                        written(UNTOUCHED, all.stream().filter(Settlement::isUntouched))))
                                .collect(Collectors.toSet())
                                .delayUntil(mine -> Flux.fromIterable(all)
                                        .filter(one -> mine.contains(one.key()))
                                        .concatMap(one -> clashes(one.item(), one.clashes()))
                                        .then()))
                // behind the commit: whoever began to wait meanwhile has either seen it or is seen now
                .delayUntil(mine -> mine.isEmpty() ? Mono.empty() : wake(tenant, all));
    }

    private Flux<OurKey> written(String sql, Stream<Settlement> some) {
        List<Map<String, Object>> rows = some.map(Settlement::row).toList();
        return rows.isEmpty()
                ? Flux.empty()
                : database.sql(sql)
                        .bind(0, Json.of(JSON.writeValueAsString(rows)))
                        .map(row -> new OurKey(
                                Kind.ofSql(Row.value(row, "entity", String.class)), Row.value(row, "id", UUID.class)))
                        .all();
    }

    /** Those that waited for one of these, and those of these whose wait is over already. */
    private Mono<Void> wake(TenantId tenant, List<Settlement> all) {
        List<Map<String, Object>> keys = all.stream()
                .filter(Settlement::frees)
                .map(one -> one.behind().orElseGet(one::key))
                .distinct()
                .map(key -> Map.<String, Object>of("entity", key.kind().sql(), "id", key.id()))
                .toList();
        return keys.isEmpty()
                ? Mono.empty()
                : transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(WAKE)
                                .bind(0, Json.of(JSON.writeValueAsString(keys)))
                                .then());
    }

    /** That this record must be there too, if nobody knew yet. */
    private Mono<Void> need(OurKey key) {
        return database.sql(NEED)
                .bind(0, key.kind().sql())
                .bind(1, key.id())
                .bind(2, key.kind().rank())
                .then();
    }

    /** Keeps who won over whom, beside what becomes of the record. */
    Mono<Void> note(TenantId tenant, Item item, List<Merging.Clash> clashes) {
        return clashes.isEmpty() ? Mono.empty() : transactions.in(Scope.system(tenant), () -> clashes(item, clashes));
    }

    private Mono<Void> clashes(Item item, List<Merging.Clash> clashes) {
        return Flux.fromIterable(clashes)
                .concatMap(clash -> database.sql(CLASH)
                        .bind(0, Ids.next())
                        .bind(1, item.kind().sql())
                        .bind(2, item.id())
                        .bind(3, clash.field())
                        .bind(4, clash.ours())
                        .bind(5, clash.theirs())
                        .bind(6, clash.oursWins() ? "henk" : "pipedrive")
                        .bind(7, clash.because())
                        .then())
                .then();
    }
}
