package app.henk.identity;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * What the model may still cost a tenant on this day (UTC). What is spent is counted at once here and in the database
 * for the other instances, whose spending is seen after a few seconds at the latest. So a tenant overspends by the
 * answers that are under way when the limit is reached, and by no more.
 */
@Service
public class ModelBudget {

    private static final Logger LOG = LoggerFactory.getLogger(ModelBudget.class);

    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final String SPENT = "select micros from model_spend where tenant_id = $1 and day = $2";
    private static final String SPEND =
            "insert into model_spend (tenant_id, day, micros) values ($1, $2, $3) on conflict (tenant_id, day)"
                    + " do update set micros = model_spend.micros + excluded.micros";

    private record Day(TenantId tenant, LocalDate date) {}

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Tenants tenants;
    private final AsyncCache<Day, AtomicLong> spent =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();
    // not in the database yet, or not yet when it was last read
    private final Map<Day, AtomicLong> underWay = new ConcurrentHashMap<>();
    private final SpendingBook<Day> book = new SpendingBook<>(this::enter);

    ModelBudget(TenantTransactions transactions, DatabaseClient database, Tenants tenants) {
        this.transactions = transactions;
        this.database = database;
        this.tenants = tenants;
    }

    /** Whether a model may be asked for this tenant now. */
    public Mono<Boolean> allowed(TenantId tenant) {
        Day day = today(tenant);
        return Mono.zip(tenants.tenant(tenant), known(day), (who, known) -> {
            long pending = underWay.getOrDefault(day, new AtomicLong()).get();
            return known.get() + pending < micros(who.dailyModelBudget());
        });
    }

    /** Adds what an answer cost. Not to be called inside a transaction: it must count even when the turn fails. */
    public Mono<Void> spent(TenantId tenant, BigDecimal usd) {
        long micros = micros(usd);
        if (micros <= 0) {
            return Mono.empty();
        }
        Day day = today(tenant);
        return Mono.defer(() -> {
            add(day, micros);
            return book.add(day, micros);
        });
    }

    /** The same where nobody waits for the books: it counts from the moment this is called. */
    public void charge(TenantId tenant, BigDecimal usd) {
        spent(tenant, usd)
                .subscribe(
                        done -> {}, error -> LOG.warn("What a model cost was not written down: {}", error.toString()));
    }

    private Mono<Void> enter(Day day, long micros) {
        return Mono.defer(() -> {
            Optional<AtomicLong> before = read(spent.getIfPresent(day));
            return transactions
                    .in(Scope.system(day.tenant()), () -> write(day, micros))
                    .doOnSuccess(done -> count(day, before, micros))
                    .doOnTerminate(() -> add(day, -micros));
        });
    }

    /** Adds to what was read before the spending was written; whatever was read since may have it already. */
    private void count(Day day, Optional<AtomicLong> before, long micros) {
        Optional<AtomicLong> now = read(spent.getIfPresent(day));
        if (before.isPresent() && now.isPresent() && before.get() == now.get()) {
            now.get().addAndGet(micros);
        } else {
            spent.synchronous().invalidate(day);
        }
    }

    private static Optional<AtomicLong> read(@Nullable CompletableFuture<AtomicLong> cached) {
        return cached != null && cached.isDone() && !cached.isCompletedExceptionally()
                ? Optional.of(cached.join())
                : Optional.empty();
    }

    private void add(Day day, long micros) {
        underWay.compute(day, (key, pending) -> {
            long sum = (pending == null ? 0 : pending.get()) + micros;
            return sum == 0 ? null : new AtomicLong(sum);
        });
    }

    private Mono<Void> write(Day day, long micros) {
        return database.sql(SPEND)
                .bind(0, day.tenant().value())
                .bind(1, day.date())
                .bind(2, micros)
                .then();
    }

    private Mono<AtomicLong> known(Day day) {
        return Mono.fromFuture(() -> spent.get(day, (key, executor) -> read(key).toFuture()), true);
    }

    private Mono<AtomicLong> read(Day day) {
        return transactions.in(
                Scope.system(day.tenant()),
                () -> database.sql(SPENT)
                        .bind(0, day.tenant().value())
                        .bind(1, day.date())
                        .map(row -> Row.value(row, "micros", Long.class))
                        .one()
                        .defaultIfEmpty(0L)
                        .map(AtomicLong::new));
    }

    private static Day today(TenantId tenant) {
        return new Day(tenant, LocalDate.now(ZoneOffset.UTC));
    }

    /** Rounded up: a fraction spent is spent. */
    private static long micros(BigDecimal usd) {
        return usd.multiply(MICROS).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
