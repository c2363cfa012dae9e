package app.henk.pipedrive;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads our records as they are to stand there, many in one statement, with what stands for the records that they point
 * to. Reads the CRM's tables; what is changed in them is changed by the CRM alone.
 */
@Component
class OursReader {

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    OursReader(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** All of them; one that is nowhere is one that was deleted. */
    Mono<Map<UUID, Ours>> read(TenantId tenant, Kind kind, Collection<UUID> ids) {
        Flux<Ours> found = transactions.manyIn(
                Scope.system(tenant),
                () -> database.sql(OursSql.of(kind))
                        .bind(0, ids.toArray(UUID[]::new))
                        .map(row -> OursRow.ours(kind, row))
                        .all());
        return found.collectList().map(list -> {
            Map<UUID, Ours> all = new HashMap<>(Ours.byId(list));
            ids.forEach(id -> all.putIfAbsent(id, Ours.missing(kind, id)));
            return all;
        });
    }

    Mono<Ours> read(TenantId tenant, Kind kind, UUID id) {
        return read(tenant, kind, List.of(id)).map(all -> Objects.requireNonNull(all.get(id)));
    }
}
