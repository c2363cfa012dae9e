package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import java.time.DayOfWeek;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** On which day a tenant's week begins. */
@Component
class WeekRules {

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    WeekRules(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<DayOfWeek> start(Principal.Staff staff) {
        return transactions
                .in(
                        staff.scope(),
                        () -> database.sql("select week_starts from sales_settings where tenant_id = :tenant")
                                .bind("tenant", staff.tenant().value())
                                .map(row -> DayOfWeek.of(Row.value(row, "week_starts", Short.class)))
                                .one())
                .defaultIfEmpty(DayOfWeek.MONDAY);
    }
}
