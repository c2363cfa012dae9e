package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which record of ours is which there. Short transactions of the system, or the caller's. */
@Component
class RecordStore {

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
    // what was on its way for the lead is nobody's business any more; what it became is kept, see OursSql
    private static final String CONVERTED = """
            update pipedrive_record set remote_kind = null, remote_id = null, base = jsonb_build_object('deal', $2),
                state = 'left', reason = 'converted', waiting_since = null, lease = null
             where tenant_id = henk.tenant() and remote_kind = 'lead' and remote_id = $1
            """;
    private static final String FORGET = """
            update pipedrive_record set remote_kind = null, remote_id = null, base = '{}', state = 'left', reason = $3,
                waiting_since = null, lease = null
             where tenant_id = henk.tenant() and entity = $1 and id = $2
            """;

    private static final String WAKE = """
            with due as (
                select w.entity, w.id from pipedrive_record w
                 where w.tenant_id = henk.tenant() and w.waits_for = $1 and w.state = 'waiting' and w.lease is null
                   for update skip locked)
            update pipedrive_record r set due_at = now(), waits_for = null from due
             where r.tenant_id = henk.tenant() and r.entity = due.entity and r.id = due.id
            """;
    // what points to one of theirs, in the order of the keys as whoever marks several records does it too
    private static final String POINTING = """
            with pointing as (
                select entity, id from pipedrive_record
                 where tenant_id = henk.tenant() and base ->> $1 = $2 order by entity, id for update)
            update pipedrive_record r set""";
    private static final String HANGING = "select remote_kind, remote_id from pipedrive_record"
            + " where tenant_id = henk.tenant() and base ->> $1 = $2 and remote_kind in ('activity', 'note')"
            + " order by synced_at desc nulls last, id limit 1";
    private static final String HANG_ON = POINTING + """
             base = r.base || $3::jsonb
              from pointing p where r.tenant_id = henk.tenant() and r.entity = p.entity and r.id = p.id
            """;
    // as if it had been said here: what stands there by now is not asked
    private static final String HANG_ELSEWHERE = POINTING + """
             state = 'waiting', changes = r.changes + 1, waiting_since = now(), attempts = 0,
                touched = r.touched || jsonb_build_object($1, jsonb_build_object('at', $3, 'person', true)),
                due_at = case when r.lease is null then now() else r.due_at end
              from pointing p where r.tenant_id = henk.tenant() and r.entity = p.entity and r.id = p.id
               and r.state = 'synced'
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Clock clock;

    RecordStore(TenantTransactions transactions, DatabaseClient database, Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.clock = clock;
    }

    record OurKey(Kind kind, UUID id) {}

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
                .then()
                .then(Mono.defer(() -> database.sql(WAKE).bind(0, key.id()).then()));
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
                                .bind(1, link.id())
                                .then()
                                .then(link(new OurKey(Kind.DEAL, deal), link, Values.NONE)))
                .then(movedAlong(tenant, lead, link));
    }

    /** The lead is this deal there: nothing of it is left to be kept alike. */
    Mono<Void> leadConverted(TenantId tenant, String lead, Link deal) {
        return in(
                        tenant,
                        () -> database.sql(CONVERTED)
                                .bind(0, lead)
                                .bind(1, deal.id())
                                .fetch()
                                .rowsUpdated())
                .flatMap(leads -> leads == 0 ? Mono.empty() : movedAlong(tenant, lead, deal));
    }

    private Mono<Void> movedAlong(TenantId tenant, String lead, Link deal) {
        return hangOn(tenant, "lead", lead, new Values(Map.of("lead", "", "deal", deal.id())));
    }

    /** One was merged into another there, and whatever hung on it hangs on that one there: nobody needs to say so. */
    Mono<Void> hangOn(TenantId tenant, Link gone, Link kept) {
        return Mono.justOrEmpty(gone.kind().field())
                .flatMap(field -> hangOn(tenant, field, gone.id(), new Values(Map.of(field, kept.id()))));
    }

    private Mono<Void> hangOn(TenantId tenant, String field, String gone, Values now) {
        return in(
                tenant,
                () -> database.sql(HANG_ON)
                        .bind(0, field)
                        .bind(1, gone)
                        .bind(2, now.json())
                        .then());
    }

    /** One is gone there, and what hung on it there is to hang on what it hangs on here. */
    Mono<Void> hangElsewhere(TenantId tenant, Link gone) {
        return Mono.justOrEmpty(gone.kind().field())
                .flatMap(field -> in(
                        tenant,
                        () -> database.sql(HANG_ELSEWHERE)
                                .bind(0, field)
                                .bind(1, gone.id())
                                .bind(2, clock.instant().toString())
                                .then()));
    }

    /** A call, task or note that hung on it when both agreed last. */
    Mono<Link> hangingOn(TenantId tenant, Link on) {
        return Mono.justOrEmpty(on.kind().field())
                .flatMap(field -> in(
                        tenant,
                        () -> database.sql(HANGING)
                                .bind(0, field)
                                .bind(1, on.id())
                                .map(row -> new Link(
                                        Remote.ofSql(Row.value(row, "remote_kind", String.class)),
                                        Row.value(row, "remote_id", String.class)))
                                .one()));
    }

    private <T> Mono<T> in(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }
}
