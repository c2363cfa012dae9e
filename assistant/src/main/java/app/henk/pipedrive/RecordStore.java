package app.henk.pipedrive;

import app.henk.pipedrive.Item.Link;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
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

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    RecordStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
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

    private <T> Mono<T> in(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }
}
