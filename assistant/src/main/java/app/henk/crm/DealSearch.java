package app.henk.crm;

import app.henk.platform.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Finds deals. Runs in the caller's transaction. */
@Component
class DealSearch {

    private final DatabaseClient database;

    DealSearch(DatabaseClient database) {
        this.database = database;
    }

    Flux<Deal> list(TenantId tenant, DealFilter filter, Optional<UUID> after, int limit) {
        return database.sql(DealStore.COLUMNS + """
                         and d.deleted_at is null and (:after::uuid is null or d.id < :after)
                         order by d.id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("after", Parameter.fromOrEmpty(after.orElse(null), UUID.class))
                .bind("limit", limit)
                .map(DealStore::deal)
                .all();
    }
}
