package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.FieldErrors;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import com.fasterxml.jackson.annotation.JsonFormat;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How leads came in over some time and what became of them, as far as the asker sees them. */
@Service
public class LeadMetrics {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final int MOST_SOURCES = 50;
    private static final String OF_THE_TIME = """
             from lead where tenant_id = :tenant and deleted_at is null
              and created_at >= :from::date::timestamp at time zone :zone
              and created_at < (:until::date + 1)::timestamp at time zone :zone
            """;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SalesRulesStore rules;
    private final DatabaseClient database;
    private final Clock clock;

    LeadMetrics(
            TenantTransactions transactions,
            Tenants tenants,
            SalesRulesStore rules,
            DatabaseClient database,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param averageScore empty without leads, like all that follows from them
     * @param keyAccounts leads with the points from which on the tenant's formula calls them that
     * @param conversionPercent won of all
     * @param hoursToContact the median of those that were contacted
     * @param perDay every day of the time, in the tenant's zone
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Metrics(
            LocalDate from,
            LocalDate until,
            int leads,
            Optional<BigDecimal> averageScore,
            int keyAccounts,
            int contacted,
            Optional<BigDecimal> hoursToContact,
            int won,
            Optional<BigDecimal> conversionPercent,
            List<DayCount> perDay,
            List<Part> bySource,
            List<Part> byIndustry) {}

    public record DayCount(
            @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate day, int leads) {}

    /** @param name of the source or the industry; empty where none is known */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Part(String name, int leads, BigDecimal averageScore, int won) {}

    /**
     * @param from first day; when nothing is said the last thirty days
     * @param until last day; today when nothing is said; at most a year behind the first
     */
    public Mono<Metrics> of(Principal.Staff staff, Optional<LocalDate> from, Optional<LocalDate> until) {
        return tenants.tenant(staff.tenant()).flatMap(tenant -> {
            LocalDate last = until.orElseGet(() -> LocalDate.now(clock.withZone(tenant.zone())));
            LocalDate first = from.orElseGet(() -> last.minusDays(USUAL_DAYS - 1L));
            long days = ChronoUnit.DAYS.between(first, last);
            if (days < 0 || days > MOST_DAYS) {
                return Mono.error(FieldErrors.of("until", "is 0 to " + MOST_DAYS + " days behind 'from'"));
            }
            return rules.rules(tenant.id())
                    .flatMap(sales -> transactions.in(
                            staff.scope(), () -> read(tenant, sales.scoring().keyAccountFrom(), first, last)));
        });
    }

    private Mono<Metrics> read(Tenant tenant, int keyAccountFrom, LocalDate from, LocalDate until) {
        return bound(tenant, from, until, """
                        select count(*)::int as leads, round(avg(score), 1) as score,
                               (count(*) filter (where score >= :key))::int as keys,
                               count(contacted_at)::int as contacted,
                               round((percentile_cont(0.5) within group (order by
                                   extract(epoch from contacted_at - created_at)) filter (where contacted_at is not null)
                                   / 3600)::numeric, 1) as hours,
                               (count(*) filter (where status = 'won'))::int as won,
                               round(100.0 * count(*) filter (where status = 'won') / nullif(count(*), 0), 1) as converted
                        """ + OF_THE_TIME)
                .bind("key", keyAccountFrom)
                .map(row -> metrics(row, from, until))
                .one()
                .flatMap(whole -> Mono.zip(
                                days(tenant, from, until),
                                parts(tenant, from, until, "source"),
                                parts(tenant, from, until, "industry"))
                        .map(more -> new Metrics(
                                from,
                                until,
                                whole.leads(),
                                whole.averageScore(),
                                whole.keyAccounts(),
                                whole.contacted(),
                                whole.hoursToContact(),
                                whole.won(),
                                whole.conversionPercent(),
                                more.getT1(),
                                more.getT2(),
                                more.getT3())));
    }

    private static Metrics metrics(Readable row, LocalDate from, LocalDate until) {
        return new Metrics(
                from,
                until,
                Row.value(row, "leads", Integer.class),
                number(row, "score"),
                Row.value(row, "keys", Integer.class),
                Row.value(row, "contacted", Integer.class),
                number(row, "hours"),
                Row.value(row, "won", Integer.class),
                number(row, "converted"),
                List.of(),
                List.of(),
                List.of());
    }

    private static Optional<BigDecimal> number(Readable row, String column) {
        return Optional.ofNullable(row.get(column, BigDecimal.class));
    }

    private Mono<List<DayCount>> days(Tenant tenant, LocalDate from, LocalDate until) {
        return bound(tenant, from, until, """
                        with came as (
                            select (created_at at time zone :zone)::date as day, count(*)::int as leads
                        """ + OF_THE_TIME + """
                             group by 1)
                        select d::date as day, coalesce(c.leads, 0) as leads
                          from generate_series(:from::date, :until::date, interval '1 day') d
                          left join came c on c.day = d::date order by 1
                        """)
                .map(row ->
                        new DayCount(Row.value(row, "day", LocalDate.class), Row.value(row, "leads", Integer.class)))
                .all()
                .collectList();
    }

    /** @param column one of ours, not anybody's word */
    private Mono<List<Part>> parts(Tenant tenant, LocalDate from, LocalDate until, String column) {
        return bound(
                        tenant,
                        from,
                        until,
                        "select coalesce(" + column
                                + ", '') as name, count(*)::int as leads, round(avg(score), 1) as score,"
                                + " (count(*) filter (where status = 'won'))::int as won" + OF_THE_TIME
                                + " group by 1 order by 2 desc, 1 limit " + MOST_SOURCES)
                .map(row -> new Part(
                        Row.value(row, "name", String.class),
                        Row.value(row, "leads", Integer.class),
                        Row.value(row, "score", BigDecimal.class),
                        Row.value(row, "won", Integer.class)))
                .all()
                .collectList();
    }

    private GenericExecuteSpec bound(Tenant tenant, LocalDate from, LocalDate until, String sql) {
        return database.sql(sql)
                .bind("tenant", tenant.id().value())
                .bind("from", from)
                .bind("until", until)
                .bind("zone", tenant.zone().getId());
    }
}
