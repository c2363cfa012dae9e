package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What months were expected to bring in, day by day as it was seen then. */
@Component
class KeptForecasts {

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Clock clock;

    KeptForecasts(TenantTransactions transactions, DatabaseClient database, Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Keeps what this month and the two after it are expected to bring in, in the tenant's currency; once a day, in the
     * tenant's zone.
     */
    Mono<Void> keep(Tenant tenant) {
        LocalDate today = LocalDate.now(clock.withZone(tenant.zone()));
        return transactions.in(
                Scope.system(tenant.id()),
                () -> database.sql("""
                        insert into forecast_kept (tenant_id, month, kept_on, expected)
                        select :tenant, m.month, :today,
                               coalesce((select sum(d.value) from deal d
                                  where d.tenant_id = :tenant and d.deleted_at is null and d.status = 'won'
                                    and d.currency = :currency
                                    and d.closed_at >= m.month::timestamp at time zone :zone
                                    and d.closed_at < (m.month + interval '1 month') at time zone :zone), 0)
                             + coalesce((select sum(d.weighted) from deal d
                                  where d.tenant_id = :tenant and d.deleted_at is null and d.status = 'open'
                                    and d.currency = :currency
                                    and d.expected_close >= m.month
                                    and d.expected_close < m.month + interval '1 month'), 0)
                          from (select generate_series(:first::date, :first::date + interval '2 months',
                                                       interval '1 month')::date as month) m
                         where not exists (select from forecast_kept k
                                            where k.tenant_id = :tenant and k.month = m.month and k.kept_on = :today)
                        on conflict do nothing
                        """)
                        .bind("tenant", tenant.id().value())
                        .bind("today", today)
                        .bind("first", today.withDayOfMonth(1))
                        .bind("zone", tenant.zone().getId())
                        .bind("currency", tenant.currency().getCode())
                        .then());
    }

    /**
     * Of each month the forecast that was kept when it began, else the first one in it.
     *
     * @param first month, by its first day
     * @param end the month behind the last one
     */
    Mono<Map<LocalDate, BigDecimal>> between(Principal.Staff staff, LocalDate first, LocalDate end) {
        return transactions.in(
                staff.scope(),
                () -> database.sql("""
                        select distinct on (month) month, expected from forecast_kept
                         where tenant_id = :tenant and month >= :first and month < :end
                         order by month, kept_on <= month desc, abs(kept_on - month)
                        """)
                        .bind("tenant", staff.tenant().value())
                        .bind("first", first)
                        .bind("end", end)
                        .map(row -> Map.entry(
                                Row.value(row, "month", LocalDate.class), Row.value(row, "expected", BigDecimal.class)))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
