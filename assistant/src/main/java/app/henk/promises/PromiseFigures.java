package app.henk.promises;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How many promises became what. Runs in the caller's transaction. */
@Component
class PromiseFigures {

    private final DatabaseClient database;

    PromiseFigures(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param open not due yet
     * @param overdue open, and the day went by
     * @param kept in time
     * @param keptLate kept after the day: broken as well
     * @param broken all whose day went by, whatever became of them later
     * @param withdrawn before the day
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Summary(long made, long open, long overdue, long kept, long keptLate, long broken, long withdrawn) {}

    /** @param since by the day on which they were made; without one, all */
    Mono<Summary> since(TenantId tenant, java.util.Optional<LocalDate> since) {
        return database.sql("""
                        select count(*) as made,
                               count(*) filter (where state = 'open' and late_at is null) as open,
                               count(*) filter (where state = 'open' and late_at is not null) as overdue,
                               count(*) filter (where state = 'kept' and late_at is null) as kept,
                               count(*) filter (where state = 'kept' and late_at is not null) as kept_late,
                               count(*) filter (where late_at is not null) as broken,
                               count(*) filter (where state = 'withdrawn' and late_at is null) as withdrawn
                          from promise where tenant_id = :tenant and (:since::date is null or created_at >= :since)
                        """)
                .bind("tenant", tenant.value())
                .bind("since", Parameter.fromOrEmpty(since.orElse(null), LocalDate.class))
                .map(row -> new Summary(
                        Row.value(row, "made", Long.class),
                        Row.value(row, "open", Long.class),
                        Row.value(row, "overdue", Long.class),
                        Row.value(row, "kept", Long.class),
                        Row.value(row, "kept_late", Long.class),
                        Row.value(row, "broken", Long.class),
                        Row.value(row, "withdrawn", Long.class)))
                .one();
    }
}
