package app.henk.pipedrive;

import app.henk.pipedrive.wire.Http;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who sends which record now: a claim is a lease by the database's clock, and whoever lost it writes nothing. Short
 * transactions of the system.
 */
@Component
class Claims {

    /** So long a new record may still be on its way there when its sender has died: nobody looks for it before. */
    private static final Duration UNDER_WAY = Http.LONGEST.plusSeconds(3);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_SENT = 6;
    private static final String CLAIM = """
            with next as (
                select r.entity, r.id, r.tried_at as unsure,
                       r.attempts > 0 or r.waiting_since < now() - interval '60 seconds'
                       or exists (select from pipedrive_news n where n.tenant_id = r.tenant_id
                              and n.remote_kind = r.remote_kind and n.remote_id = r.remote_id) as disputed
                  from pipedrive_record r
                 where r.tenant_id = henk.tenant() and r.state = 'waiting' and r.due_at <= now()
                   and exists (select from pipedrive_connection c where c.tenant_id = henk.tenant()
                       and c.state = 'connected' and (c.paused_until is null or c.paused_until <= now()))
                 order by r.due_at, r.rank, r.id limit $1 for update skip locked)
            update pipedrive_record r
               set lease = $2, due_at = now() + $3 * interval '1 millisecond', attempts = r.attempts + 1
              from next where r.tenant_id = henk.tenant() and r.entity = next.entity and r.id = next.id
            returning""" + ItemRow.COLUMNS + ", next.unsure, next.disputed";
    private static final String HOLD = """
            update pipedrive_record r set lease = $3, due_at = now() + $4 * interval '1 millisecond'
             where r.tenant_id = henk.tenant() and r.entity = $1 and r.id = $2
               and (r.lease is null or r.due_at < now())
            returning""" + ItemRow.COLUMNS + ", null::timestamptz as unsure, true as disputed";
    // locked in the order of their keys, as whoever marks several of them does it too
    private static final String INTEND = """
            with mine as (
                select r.entity, r.id, i.sent, i.making
                  from jsonb_to_recordset($1) as i (entity text, id uuid, lease uuid, sent jsonb, making boolean)
                  join pipedrive_record r on r.tenant_id = henk.tenant() and r.entity = i.entity and r.id = i.id
                   and r.lease = i.lease
                 order by r.entity, r.id for update of r)
            update pipedrive_record r set sent = mine.sent,
                tried_at = case when mine.making then coalesce(r.tried_at, now()) else r.tried_at end,
                due_at = case when mine.making then now() + $2 * interval '1 millisecond' else r.due_at end
              from mine
             where r.tenant_id = henk.tenant() and r.entity = mine.entity and r.id = mine.id
            """;
    private static final String RELEASE = "update pipedrive_record set lease = null,"
            + " due_at = case when state = 'waiting' then now() else due_at end"
            + " where tenant_id = henk.tenant() and entity = $1 and id = $2 and lease = $3";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Claims(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** What has waited longest, what others hang on first. Empty when nothing is due or others are at all of it. */
    Mono<List<Item>> next(TenantId tenant, int most, UUID lease) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(CLAIM)
                        .bind(0, most)
                        .bind(1, lease)
                        .bind(2, Leases.LENGTH.toMillis())
                        .map(row -> ItemRow.item(row, lease))
                        .all()
                        .collectList());
    }

    /** One record, whatever state it is in. Empty when somebody else holds it, or there is none. */
    Mono<Item> hold(TenantId tenant, Kind kind, UUID id, UUID lease) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(HOLD)
                        .bind(0, kind.sql())
                        .bind(1, id)
                        .bind(2, lease)
                        .bind(3, Leases.LENGTH.toMillis())
                        .map(row -> ItemRow.item(row, lease))
                        .one());
    }

    /** Gives back what was held and not changed. */
    Mono<Void> release(TenantId tenant, Item item) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(RELEASE)
                        .bind(0, item.kind().sql())
                        .bind(1, item.id())
                        .bind(2, item.lease())
                        .then());
    }

    /** What is about to be sent of a record: its values, and whether it is to be made there. */
    record Intention(Item item, Values values, boolean making) {

        private Map<String, Object> row() {
            return Map.of(
                    "entity", item.kind().sql(),
                    "id", item.id(),
                    "lease", item.lease(),
                    "making", making,
                    "sent", sent(item.sent(), values));
        }
    }

    /** Writes down what is about to be sent, so that it is known again when nobody hears of it. */
    Mono<Void> intend(TenantId tenant, Stream<Intention> sending) {
        List<Map<String, Object>> rows = sending.filter(
                        one -> one.making() || !one.values().isEmpty())
                .map(Intention::row)
                .toList();
        return rows.isEmpty()
                ? Mono.empty()
                : transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(INTEND)
                                .bind(0, Json.of(JSON.writeValueAsString(rows)))
                                .bind(1, UNDER_WAY.toMillis())
                                .then());
    }

    private static Map<String, List<String>> sent(Map<String, List<String>> before, Values now) {
        Map<String, List<String>> all = new HashMap<>(before);
        now.fields().forEach((field, value) -> {
            List<String> values = new ArrayList<>(all.getOrDefault(field, List.of()));
            values.remove(value);
            values.add(value);
            all.put(field, values.subList(Math.max(0, values.size() - MOST_SENT), values.size()));
        });
        return all;
    }
}
