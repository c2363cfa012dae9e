package app.henk.pipedrive;

import app.henk.crm.Change;
import app.henk.crm.Channel;
import app.henk.crm.CrmChange;
import app.henk.crm.CrmChangeListener;
import app.henk.crm.Entity;
import app.henk.crm.Operation;
import app.henk.platform.PushHub;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes with every change, in its own transaction, that the record waits to be sent: it waits once, however often it
 * changes, so that what waits is never more than what there is. Nothing is compared here; what Pipedrive has already is
 * not sent to it again, wherever the change came from.
 */
@Component
class Waiting implements CrmChangeListener {

    static final String TOPIC = "pipedrive";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<Channel> PEOPLE = Set.of(Channel.CHAT, Channel.REST, Channel.MCP);
    // in the order of their keys, so that two who mark the same records do not wait for each other
    private static final String MARK = """
            insert into pipedrive_record as r (tenant_id, entity, id, rank, touched, erase)
            select henk.tenant(), m.entity, m.id, m.rank, m.touched, m.erase
              from jsonb_to_recordset($1) as m (entity text, id uuid, rank smallint, touched jsonb, erase boolean)
             order by m.entity, m.id
            on conflict (tenant_id, entity, id) do update set
                state = 'waiting', changes = r.changes + 1, touched = r.touched || excluded.touched,
                erase = r.erase or excluded.erase,
                base = case when excluded.erase then '{}' else r.base end,
                reason = null, detail = null, waits_for = null, attempts = 0,
                waiting_since = case when r.state = 'waiting' then r.waiting_since else now() end,
                -- whoever is sending it now finds out afterwards that it changed again
                due_at = case when r.lease is null then now() else r.due_at end
            """;
    private static final String IS_KEPT_ALIKE = "select henk.is_kept_alike()";
    private static final String DEALS_OF_LEADS =
            "select id from deal where tenant_id = henk.tenant() and lead_id = any($1)";
    private static final String HANGING = "select r.entity, r.id from pipedrive_record r"
            + " join activity a on a.tenant_id = r.tenant_id and a.id = r.id"
            + " where r.tenant_id = henk.tenant() and r.entity = 'activity'"
            + " and (a.deal_id = any($1) or a.lead_id = any($1) or a.contact_id = any($1))"
            + " union all select r.entity, r.id from pipedrive_record r"
            + " join task t on t.tenant_id = r.tenant_id and t.id = r.id"
            + " where r.tenant_id = henk.tenant() and r.entity = 'task' and t.deleted_at is null"
            + " and (t.deal_id = any($1) or t.lead_id = any($1) or t.contact_id = any($1))";
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("first_name", "name"),
            Map.entry("last_name", "name"),
            Map.entry("contact_id", "person"),
            Map.entry("organisation_id", "org"),
            Map.entry("budget", "value"),
            Map.entry("lost_reason", "reason"),
            Map.entry("expected_close", "close"),
            Map.entry("stage_key", "stage"),
            Map.entry("done_at", "done"),
            Map.entry("notes", "text"),
            Map.entry("assignee_id", "owner"));

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final PushHub push;
    private final Clock clock;

    Waiting(TenantTransactions transactions, DatabaseClient database, PushHub push, Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.push = push;
        this.clock = clock;
    }

    private record Mark(String entity, UUID id, int rank, Map<String, Map<String, Object>> touched, boolean erase) {

        static Mark untouched(Kind kind, UUID id) {
            return new Mark(kind.sql(), id, kind.rank(), Map.of(), false);
        }
    }

    @Override
    public Mono<Boolean> hears(TenantId tenant) {
        return database.sql(IS_KEPT_ALIKE).mapValue(Boolean.class).one();
    }

    @Override
    public Mono<Void> changed(CrmChange change) {
        Instant now = clock.instant();
        boolean person = PEOPLE.contains(change.channel());
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (Change one : change.changes()) {
            Kind.of(one).forEach(kind -> {
                Mark mark = mark(kind, one, now, person);
                marks.merge(mark.entity() + mark.id(), mark, Waiting::both);
            });
        }
        return marks.isEmpty()
                ? Mono.empty()
                : transactions.in(
                        Scope.system(change.tenant()),
                        () -> Flux.concat(dealsOf(change), hangingOn(change))
                                .doOnNext(mark -> marks.putIfAbsent(mark.entity() + mark.id(), mark))
                                .then(Mono.defer(() -> keep(List.copyOf(marks.values())))));
    }

    /** Whether a deal still stands there as the lead that it comes from is decided by the lead. */
    private Flux<Mark> dealsOf(CrmChange change) {
        UUID[] leads = change.changes().stream()
                .filter(one -> one.entity() == Entity.LEAD && one.operation() != Operation.CREATED)
                .filter(one ->
                        one.operation() != Operation.UPDATED || one.after().containsKey("status"))
                .map(Change::id)
                .toArray(UUID[]::new);
        return leads.length == 0
                ? Flux.empty()
                : database.sql(DEALS_OF_LEADS)
                        .bind(0, leads)
                        .map(row -> Mark.untouched(Kind.DEAL, Row.value(row, "id", UUID.class)))
                        .all();
    }

    /** What is brought back here is another record there, and what hung on the one before hangs on that one. */
    private Flux<Mark> hangingOn(CrmChange change) {
        UUID[] restored = change.changes().stream()
                .filter(one -> one.operation() == Operation.RESTORED)
                .map(Change::id)
                .toArray(UUID[]::new);
        return restored.length == 0
                ? Flux.empty()
                : database.sql(HANGING)
                        .bind(0, restored)
                        .map(row -> Mark.untouched(
                                Kind.ofSql(Row.value(row, "entity", String.class)), Row.value(row, "id", UUID.class)))
                        .all();
    }

    private Mono<Void> keep(List<Mark> marks) {
        List<Mark> ordered = marks.stream()
                .sorted(Comparator.comparing(Mark::entity)
                        .thenComparing(mark -> mark.id().toString()))
                .toList();
        return database.sql(MARK)
                .bind(0, Json.of(JSON.writeValueAsString(ordered)))
                .then()
                .then(push.push(TOPIC, ""));
    }

    private static Mark mark(Kind kind, Change change, Instant now, boolean person) {
        Map<String, Object> touch = Map.of("at", now.toString(), "person", person);
        Map<String, Map<String, Object>> touched = Stream.concat(
                        change.before().keySet().stream(), change.after().keySet().stream())
                .distinct()
                .map(column -> FIELDS.getOrDefault(column, column))
                .distinct()
                .collect(Collectors.toMap(field -> field, field -> touch));
        return new Mark(kind.sql(), change.id(), kind.rank(), touched, change.operation() == Operation.ERASED);
    }

    private static Mark both(Mark one, Mark other) {
        Map<String, Map<String, Object>> touched = new LinkedHashMap<>(one.touched());
        touched.putAll(other.touched());
        return new Mark(one.entity(), one.id(), one.rank(), touched, one.erase() || other.erase());
    }
}
