package app.henk.pipedrive;

import app.henk.pipedrive.wire.Failure;
import app.henk.pipedrive.wire.Permits;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a company may still ask Pipedrive for, in one row that all instances share. A leaky bucket, kept as the time at
 * which it is empty: a fifth of the limit may go out at once and seven tenths of it flow in two seconds, so that no two
 * seconds ever see more than the limit, even when requests are a little late.
 */
@Component
class Budget implements Permits {

    private static final int SEARCHES = 10;
    private static final double SECONDS = 2;
    private static final double FLOW = 0.7;
    /** What may go out at once, as the time that it takes to flow in. */
    private static final double AT_ONCE = 0.2 / FLOW * SECONDS;

    private static final String RESERVE = """
            update pipedrive_budget set
                burst_at = greatest(burst_at, clock_timestamp()) + :n * interval '2 seconds' / (0.7 * burst_limit),
                search_at = case when :search
                    then greatest(search_at, clock_timestamp()) + :n * interval '2 seconds' / (0.7 * :searches)
                    else search_at end,
                tokens = case when day = (now() at time zone 'utc')::date then tokens else 0 end + :tokens,
                calls = case when day = (now() at time zone 'utc')::date then calls else 0 end + :n,
                day = (now() at time zone 'utc')::date
             where tenant_id = henk.tenant() and (daily_limit is null or day <> (now() at time zone 'utc')::date
                   or tokens + :tokens <= daily_limit)
            returning extract(epoch from burst_at - clock_timestamp())::float8 as burst, burst_limit,
                extract(epoch from search_at - clock_timestamp())::float8 as search
            """;
    private static final String OPEN = "insert into pipedrive_budget (tenant_id, burst_limit, daily_limit)"
            + " values (henk.tenant(), coalesce($1, 20), $2) on conflict (tenant_id) do update set"
            + " burst_limit = coalesce($1, pipedrive_budget.burst_limit),"
            + " daily_limit = coalesce($2, pipedrive_budget.daily_limit)";
    private static final String METER = "select calls, tokens, daily_limit, burst_limit,"
            + " day = (now() at time zone 'utc')::date as today from pipedrive_budget"
            + " where tenant_id = henk.tenant()";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    /** What answers said last; accounts are few. */
    private final Map<TenantId, Limits> known = new ConcurrentHashMap<>();

    Budget(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    private record Limits(Optional<Integer> burst, Optional<Long> daily) {}

    /** @param limit of tokens a day, as far as it is known */
    record Meter(long calls, long tokens, Optional<Long> limit, int burst) {}

    @Override
    public Mono<List<Duration>> reserve(TenantId tenant, int requests, boolean search, int tokens) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> database.sql(RESERVE)
                                .bind("n", requests)
                                .bind("search", search)
                                .bind("searches", SEARCHES)
                                .bind("tokens", tokens)
                                .map(row -> waits(row, requests, search))
                                .one())
                .switchIfEmpty(
                        Mono.error(() -> Failure.of(Failure.Kind.DAILY, "The day's tokens that were set are spent")));
    }

    /** The last one waits until the bucket has room for all; those before it go out step by step. */
    private static List<Duration> waits(Readable row, int requests, boolean search) {
        double burst = Row.value(row, "burst", Double.class) - AT_ONCE;
        double burstStep = SECONDS / (FLOW * Row.value(row, "burst_limit", Integer.class));
        double searching = search ? Row.value(row, "search", Double.class) - AT_ONCE : 0;
        double searchStep = SECONDS / (FLOW * SEARCHES);
        return IntStream.range(0, requests)
                .mapToDouble(place -> Math.max(
                        burst - (requests - 1 - place) * burstStep,
                        search ? searching - (requests - 1 - place) * searchStep : 0))
                .mapToObj(seconds -> Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000))))
                .toList();
    }

    @Override
    public void seen(TenantId tenant, Optional<Integer> burst, Optional<Long> daily) {
        if (burst.isEmpty() && daily.isEmpty()) {
            return;
        }
        Limits now = new Limits(burst, daily);
        if (!now.equals(known.put(tenant, now))) {
            // what is lost here is said again with the next answer
            open(tenant, burst, daily)
                    .onErrorComplete(failure -> known.remove(tenant, now))
                    .subscribe();
        }
    }

    /** Makes the row, or sets what is known. */
    Mono<Void> open(TenantId tenant, Optional<Integer> burst, Optional<Long> daily) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(OPEN)
                        .bind(0, Parameter.fromOrEmpty(burst.orElse(null), Integer.class))
                        .bind(1, Parameter.fromOrEmpty(daily.orElse(null), Long.class))
                        .then());
    }

    Mono<Meter> meter(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(METER)
                        .map(row -> {
                            boolean today = Boolean.TRUE.equals(row.get("today", Boolean.class));
                            return new Meter(
                                    today ? Row.value(row, "calls", Long.class) : 0,
                                    today ? Row.value(row, "tokens", Long.class) : 0,
                                    Optional.ofNullable(row.get("daily_limit", Long.class)),
                                    Row.value(row, "burst_limit", Integer.class));
                        })
                        .one());
    }
}
