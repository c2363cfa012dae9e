package app.henk.pipedrive;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Our records that are not as both sides last agreed any more, though nobody has said so: what a record points to got its
 * counterpart there later, was deleted or became another one. Asks nobody but our own database.
 */
@Component
class Drift {

    private static final int PAGE = 500;
    private static final Agreed BEFORE_ALL = new Agreed(new UUID(0, 0), true, Values.NONE);
    /** What something hangs on there is Pipedrive's matter once it hangs on anything. */
    private static final Set<String> HANGING_ON = Set.of("deal", "lead", "person");

    private static final String AGREED = "select id, state = 'synced' as there, base from pipedrive_record"
            + " where tenant_id = henk.tenant() and entity = $1 and id > $2"
            + " and (state = 'synced' or state = 'left' and reason in ('nobody', 'as_lead')) order by id limit $3";
    private static final String MARK = "update pipedrive_record r set state = 'waiting', changes = r.changes + 1,"
            + " attempts = 0, waiting_since = now(), due_at = case when r.lease is null then now() else r.due_at end"
            + " where r.tenant_id = henk.tenant() and r.entity = $1 and r.id = any($2)"
            + " and r.state in ('synced', 'left')";

    private final OursReader ours;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Drift(OursReader ours, TenantTransactions transactions, DatabaseClient database) {
        this.ours = ours;
        this.transactions = transactions;
        this.database = database;
    }

    /** @param there whether it stands there; otherwise it was left out for want of something */
    private record Agreed(UUID id, boolean there, Values base) {}

    /** Marks them to be sent, in a short transaction for every 500 records that are looked at. */
    Mono<Void> marked(TenantId tenant) {
        return Flux.fromArray(Kind.values())
                .concatMap(kind -> page(tenant, kind, BEFORE_ALL)
                        .expand(page -> page.size() < PAGE ? Mono.empty() : page(tenant, kind, page.getLast()))
                        .concatMap(page -> marked(tenant, kind, page), 1))
                .then();
    }

    private Mono<List<Agreed>> page(TenantId tenant, Kind kind, Agreed after) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(AGREED)
                        .bind(0, kind.sql())
                        .bind(1, after.id())
                        .bind(2, PAGE)
                        .map(row -> new Agreed(
                                Row.value(row, "id", UUID.class),
                                Row.value(row, "there", Boolean.class),
                                Values.of(Row.value(row, "base", Json.class).asString())))
                        .all()
                        .collectList());
    }

    private Mono<Void> marked(TenantId tenant, Kind kind, List<Agreed> page) {
        if (page.isEmpty()) {
            return Mono.empty();
        }
        return ours.read(tenant, kind, page.stream().map(Agreed::id).toList())
                .flatMap(all -> marked(
                        tenant,
                        kind,
                        page.stream()
                                .filter(one -> hasDrifted(Objects.requireNonNull(all.get(one.id())), one))
                                .map(Agreed::id)
                                .toArray(UUID[]::new)));
    }

    private Mono<Void> marked(TenantId tenant, Kind kind, UUID[] ids) {
        return ids.length == 0
                ? Mono.empty()
                : transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(MARK)
                                .bind(0, kind.sql())
                                .bind(1, ids)
                                .then());
    }

    private static boolean hasDrifted(Ours own, Agreed agreed) {
        return own.isShown() != agreed.there()
                || own.values().differingFrom(agreed.base()).fields().entrySet().stream()
                        .filter(field -> agreed.there())
                        .anyMatch(field -> !hangs(own.kind())
                                || !HANGING_ON.contains(field.getKey())
                                || isNew(field, agreed.base()));
    }

    private static boolean isNew(Map.Entry<String, String> field, Values base) {
        return !field.getValue().isEmpty() && base.text(field.getKey()).isEmpty();
    }

    private static boolean hangs(Kind kind) {
        return switch (kind) {
            case TASK, ACTIVITY, LEAD_NOTE, DEAL_NOTE -> true;
            case ORGANISATION, CONTACT, LEAD, DEAL -> false;
        };
    }
}
