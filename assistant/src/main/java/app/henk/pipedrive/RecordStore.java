package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.pipedrive.Merging.Touch;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which record of ours is which there, and who sends which now: a claim is a lease by the database's clock, and whoever
 * lost it writes nothing. Short transactions of the system, or the caller's.
 */
@Component
class RecordStore {

    /** Longer than everything that one record's turn may take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> SENT = new TypeReference<>() {};
    private static final int MOST_SENT = 6;
    private static final String COLUMNS = " r.entity, r.id, r.changes, r.remote_kind, r.remote_id, r.base, r.touched,"
            + " r.sent, r.erase, r.attempts";
    // a record of which nothing is known there is one that may be made there under this lease
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
               set lease = $2, due_at = now() + $3 * interval '1 second', attempts = r.attempts + 1,
                   tried_at = case when r.remote_id is null then coalesce(r.tried_at, now()) end
              from next where r.tenant_id = henk.tenant() and r.entity = next.entity and r.id = next.id
            returning""" + COLUMNS + ", next.unsure, next.disputed";
    private static final String HOLD = """
            update pipedrive_record r set lease = $3, due_at = now() + $4 * interval '1 second'
             where r.tenant_id = henk.tenant() and r.entity = $1 and r.id = $2
               and (r.lease is null or r.due_at < now())
            returning""" + COLUMNS + ", null::timestamptz as unsure, true as disputed";
    // in both: a change that came meanwhile is sent next
    private static final String SETTLE = """
            update pipedrive_record r set
                state = case when r.changes > :changes and not (r.erase and :state = 'left') then 'waiting' else :state end,
                remote_kind = :kind, remote_id = :remote,
                base = case when r.erase then '{}' else coalesce(:base::jsonb, r.base) end,
                touched = case when r.changes > :changes or :state = 'waiting' then r.touched else '{}' end,
                sent = case when :state in ('synced', 'left') then '{}' else r.sent end,
                reason = :reason, detail = :detail, waits_for = :behind,
                attempts = case when :state = 'waiting' and r.changes = :changes then r.attempts else 0 end,
                tried_at = case when :unsure then r.tried_at end,
                waiting_since = case when :state = 'waiting' then coalesce(r.waiting_since, now())
                                     when r.changes > :changes then now() end,
                due_at = case when r.changes > :changes and :behind is null then now()
                              else now() + :after * interval '1 millisecond' end,
                synced_at = case when :state = 'synced' then now() else r.synced_at end,
                lease = null
             where r.tenant_id = henk.tenant() and r.entity = :entity and r.id = :id and r.lease = :lease
            """;
    private static final String INTEND = """
            update pipedrive_record r set sent = i.sent from jsonb_to_recordset($1)
                as i (entity text, id uuid, lease uuid, sent jsonb)
             where r.tenant_id = henk.tenant() and r.entity = i.entity and r.id = i.id and r.lease = i.lease
            """;
    private static final String UNTOUCHED = """
            update pipedrive_record r set lease = null, due_at = now(), attempts = greatest(0, r.attempts - 1),
                tried_at = case when $4 then r.tried_at end
             where r.tenant_id = henk.tenant() and r.entity = $1 and r.id = $2 and r.lease = $3
            """;
    private static final String RELEASE = "update pipedrive_record set lease = null,"
            + " due_at = case when state = 'waiting' then now() else due_at end"
            + " where tenant_id = henk.tenant() and entity = $1 and id = $2 and lease = $3";
    private static final String WAKE = "update pipedrive_record set due_at = now(), waits_for = null"
            + " where tenant_id = henk.tenant() and waits_for = $1 and state = 'waiting' and lease is null";
    private static final String NEED = """
            insert into pipedrive_record as r (tenant_id, entity, id, rank) values (henk.tenant(), $1, $2, $3)
            on conflict do nothing
            """;
    private static final String STATE = "select state from pipedrive_record"
            + " where tenant_id = henk.tenant() and entity = $1 and id = $2 for share";
    private static final String OF_REMOTE = "select entity, id from pipedrive_record"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = $2";
    private static final String TAKEN = "select remote_id from pipedrive_record"
            + " where tenant_id = henk.tenant() and remote_kind = $1 and remote_id = any($2)";
    private static final String LINK = """
            insert into pipedrive_record as r (tenant_id, entity, id, rank, state, remote_kind, remote_id, base, synced_at,
                waiting_since)
            values (henk.tenant(), $1, $2, $3, 'synced', $4, $5, $6::jsonb, now(), null)
            on conflict (tenant_id, entity, id) do update set remote_kind = $4, remote_id = $5, base = $6::jsonb,
                tried_at = null, state = 'waiting', waits_for = null, waiting_since = now(),
                due_at = case when r.lease is null then now() else r.due_at end
            """;
    private static final String CONVERTED = """
            update pipedrive_record set remote_kind = null, remote_id = null, base = '{}', state = 'left',
                reason = 'converted', waiting_since = null
             where tenant_id = henk.tenant() and remote_kind = 'lead' and remote_id = $1
            """;
    private static final String FORGET = """
            update pipedrive_record set remote_kind = null, remote_id = null, base = '{}', state = 'left', reason = $3,
                waiting_since = null, lease = null
             where tenant_id = henk.tenant() and entity = $1 and id = $2
            """;
    private static final String CLASH = "insert into pipedrive_conflict (tenant_id, id, entity, record_id, field, ours,"
            + " theirs, winner, because) values (henk.tenant(), $1, $2, $3, $4, $5, $6, $7, $8)";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    RecordStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    record OurKey(Kind kind, UUID id) {}

    /** What has waited longest, what others hang on first. Empty when nothing is due or others are at all of it. */
    Mono<List<Item>> claim(TenantId tenant, int most) {
        UUID lease = UUID.randomUUID();
        return in(
                tenant,
                () -> database.sql(CLAIM)
                        .bind(0, most)
                        .bind(1, lease)
                        .bind(2, LEASE.toSeconds())
                        .map(row -> item(row, lease))
                        .all()
                        .collectList());
    }

    /** Writes down what is about to be sent, so that it is known again when nobody hears of it. */
    Mono<Void> intend(TenantId tenant, Map<Item, Values> sending) {
        List<Map<String, Object>> rows = sending.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> Map.<String, Object>of(
                        "entity", one.getKey().kind().sql(),
                        "id", one.getKey().id(),
                        "lease", one.getKey().lease(),
                        "sent", sent(one.getKey().sent(), one.getValue())))
                .toList();
        return rows.isEmpty()
                ? Mono.empty()
                : in(
                        tenant,
                        () -> database.sql(INTEND)
                                .bind(0, Json.of(JSON.writeValueAsString(rows)))
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

    /** One record, whatever state it is in. Empty when somebody else holds it, or there is none. */
    Mono<Item> hold(TenantId tenant, Kind kind, UUID id) {
        UUID lease = UUID.randomUUID();
        return in(
                tenant,
                () -> database.sql(HOLD)
                        .bind(0, kind.sql())
                        .bind(1, id)
                        .bind(2, lease)
                        .bind(3, LEASE.toSeconds())
                        .map(row -> item(row, lease))
                        .one());
    }

    /** Gives back what was held and not changed. */
    Mono<Void> release(TenantId tenant, Item item) {
        return in(
                tenant,
                () -> database.sql(RELEASE)
                        .bind(0, item.kind().sql())
                        .bind(1, item.id())
                        .bind(2, item.lease())
                        .then());
    }

    /** Writes down what became of it. False when the lease was lost: then somebody else answers for the record. */
    Mono<Boolean> settle(TenantId tenant, Item item, Outcome outcome) {
        return in(tenant, () -> switch (outcome) {
            case Outcome.Synced(Link link, Values base, List<Merging.Clash> clashes) ->
                settle(item, new Settling("synced", Optional.of(link)).base(base))
                        .delayUntil(mine -> mine ? wake(item.id()).then(clashes(item, clashes)) : Mono.empty());
            case Outcome.Left(Outcome.Reason reason) ->
                settle(
                                item,
                                new Settling("left", Optional.empty())
                                        .base(Values.NONE)
                                        .reason(reason, ""))
                        .delayUntil(mine -> wake(item.id()));
            case Outcome.Failed(Outcome.Reason reason, String detail) ->
                settle(item, new Settling("failed", item.remote()).reason(reason, detail))
                        .delayUntil(mine -> wake(item.id()));
            case Outcome.Again(Outcome.Reason reason, String detail, Duration after, boolean unsure) ->
                settle(
                        item,
                        new Settling("waiting", item.remote())
                                .reason(reason, detail)
                                .after(after, unsure));
            case Outcome.Linked(Link link, Values base) ->
                settle(item, new Settling("waiting", Optional.of(link)).base(base))
                        .delayUntil(mine -> wake(item.id()));
            case Outcome.Behind(Kind kind, UUID id) ->
                need(kind, id)
                        .then(stillWaits(kind, id))
                        .flatMap(waits -> settle(
                                item,
                                waits
                                        ? new Settling("waiting", item.remote()).behind(id)
                                        : new Settling("waiting", item.remote())));
            case Outcome.Untouched() ->
                database.sql(UNTOUCHED)
                        .bind(0, item.kind().sql())
                        .bind(1, item.id())
                        .bind(2, item.lease())
                        .bind(3, item.unsure().isPresent())
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0);
        });
    }

    /** What {@link #SETTLE} writes. */
    private record Settling(
            String state,
            Optional<Link> link,
            Optional<Values> base,
            Optional<Outcome.Reason> reason,
            String detail,
            Optional<UUID> behind,
            Duration after,
            boolean unsure) {

        private static final Duration LONGEST_BEHIND = Duration.ofSeconds(30);

        Settling(String state, Optional<Link> link) {
            this(state, link, Optional.empty(), Optional.empty(), "", Optional.empty(), Duration.ZERO, false);
        }

        Settling base(Values values) {
            return new Settling(state, link, Optional.of(values), reason, detail, behind, after, unsure);
        }

        Settling reason(Outcome.Reason why, String words) {
            return new Settling(state, link, base, Optional.of(why), words, behind, after, unsure);
        }

        Settling after(Duration pause, boolean maybeMade) {
            return new Settling(state, link, base, reason, detail, behind, pause, maybeMade);
        }

        /** Woken when the other one is there; looked at now and then in case nobody woke it. */
        Settling behind(UUID other) {
            return new Settling(state, link, base, reason, detail, Optional.of(other), LONGEST_BEHIND, false);
        }
    }

    private Mono<Boolean> settle(Item item, Settling row) {
        return database.sql(SETTLE)
                .bind("state", row.state())
                .bind("changes", item.changes())
                .bind("kind", text(row.link().map(link -> link.kind().sql())))
                .bind("remote", text(row.link().map(Link::id)))
                .bind("base", text(row.base().map(Values::json)))
                .bind("reason", text(row.reason().map(Outcome.Reason::sql)))
                .bind("detail", text(Optional.of(row.detail()).filter(words -> !words.isEmpty())))
                .bind("behind", Parameter.fromOrEmpty(row.behind().orElse(null), UUID.class))
                .bind("unsure", row.unsure())
                .bind("after", row.after().toMillis())
                .bind("entity", item.kind().sql())
                .bind("id", item.id())
                .bind("lease", item.lease())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Those that waited for this one. */
    private Mono<Void> wake(UUID id) {
        return database.sql(WAKE).bind(0, id).then();
    }

    /** That this record must be there too, if nobody knew yet. */
    private Mono<Void> need(Kind kind, UUID id) {
        return database.sql(NEED)
                .bind(0, kind.sql())
                .bind(1, id)
                .bind(2, kind.rank())
                .then();
    }

    /** Held until the end, so that whoever settles it either did so before, or wakes us afterwards. */
    private Mono<Boolean> stillWaits(Kind kind, UUID id) {
        return database.sql(STATE)
                .bind(0, kind.sql())
                .bind(1, id)
                .map(row -> Row.value(row, "state", String.class).equals("waiting"))
                .one()
                .defaultIfEmpty(false);
    }

    /** Keeps who won over whom. */
    Mono<Void> clashes(TenantId tenant, Item item, List<Merging.Clash> clashes) {
        return in(tenant, () -> clashes(item, clashes));
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

    /** Which record of ours this one there is. */
    Mono<OurKey> ofRemote(TenantId tenant, Link link) {
        return in(
                tenant,
                () -> database.sql(OF_REMOTE)
                        .bind(0, link.kind().sql())
                        .bind(1, link.id())
                        .map(row -> new OurKey(
                                Kind.ofSql(Row.value(row, "entity", String.class)), Row.value(row, "id", UUID.class)))
                        .one());
    }

    /** Those of them that stand for a record of ours. */
    Mono<List<String>> taken(TenantId tenant, Remote kind, List<String> ids) {
        return in(
                tenant,
                () -> database.sql(TAKEN)
                        .bind(0, kind.sql())
                        .bind(1, ids.toArray(String[]::new))
                        .map(row -> Row.value(row, "remote_id", String.class))
                        .all()
                        .collectList());
    }

    /** In the caller's transaction: the record of ours is this one there, and both have these values. */
    Mono<Void> link(OurKey key, Link link, Values base) {
        return database.sql(LINK)
                .bind(0, key.kind().sql())
                .bind(1, key.id())
                .bind(2, key.kind().rank())
                .bind(3, link.kind().sql())
                .bind(4, link.id())
                .bind(5, base.json())
                .then();
    }

    /** In the caller's transaction: nothing stands for it there any more, and nothing is to. */
    Mono<Void> forget(OurKey key, Outcome.Reason reason) {
        return database.sql(FORGET)
                .bind(0, key.kind().sql())
                .bind(1, key.id())
                .bind(2, reason.sql())
                .then();
    }

    /** The lead has become this deal there: in one step, so that nobody takes the deal for one that is still to be made. */
    Mono<Void> converted(TenantId tenant, String lead, UUID deal, Link link) {
        return in(
                tenant,
                () -> database.sql(CONVERTED)
                        .bind(0, lead)
                        .then()
                        .then(link(new OurKey(Kind.DEAL, deal), link, Values.NONE)));
    }

    /** The lead is a deal there: nothing of it is left to be kept alike. */
    Mono<Void> leadConverted(TenantId tenant, String lead) {
        return in(tenant, () -> database.sql(CONVERTED).bind(0, lead).then());
    }

    private <T> Mono<T> in(TenantId tenant, java.util.function.Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    private static Parameter text(Optional<String> value) {
        return Parameter.fromOrEmpty(value.orElse(null), String.class);
    }

    private static Item item(Readable row, UUID lease) {
        return new Item(
                Kind.ofSql(Row.value(row, "entity", String.class)),
                Row.value(row, "id", UUID.class),
                lease,
                Row.value(row, "changes", Long.class),
                Optional.ofNullable(row.get("remote_kind", String.class))
                        .map(kind -> new Link(Remote.ofSql(kind), Row.value(row, "remote_id", String.class))),
                Values.of(Row.value(row, "base", Json.class).asString()),
                touched(Row.value(row, "touched", Json.class).asString()),
                JSON.readValue(Row.value(row, "sent", Json.class).asString(), SENT),
                Boolean.TRUE.equals(row.get("erase", Boolean.class)),
                Row.value(row, "attempts", Integer.class),
                Optional.ofNullable(row.get("unsure", Instant.class)),
                Boolean.TRUE.equals(row.get("disputed", Boolean.class)));
    }

    private static Map<String, Touch> touched(String json) {
        Map<String, Touch> touched = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
            touched.put(
                    field.getKey(),
                    new Touch(
                            Instant.parse(field.getValue().path("at").asString()),
                            field.getValue().path("person").asBoolean(false)));
        }
        return touched;
    }
}
