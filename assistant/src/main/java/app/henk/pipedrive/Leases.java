package app.henk.pipedrive;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says again and again that this instance lives and is at what it claimed, so that another one goes on a few seconds after
 * it died. Short transactions of the system.
 */
@Component
class Leases {

    /** So long after its last sign of life, what an instance was at is free. */
    static final Duration LENGTH = Duration.ofSeconds(4);

    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Whoever has not said so for this long begins nothing any more: somebody else may have gone on. */
    private static final Duration SURE = Duration.ofSeconds(3);

    // what is just being settled needs no renewal, and nobody waits for it
    private static final String RENEW = """
            with mine as (
                select entity, id from pipedrive_record where tenant_id = henk.tenant() and lease = $1
                 order by entity, id for update skip locked)
            update pipedrive_record r set due_at = greatest(r.due_at, now() + $2 * interval '1 millisecond')
              from mine where r.tenant_id = henk.tenant() and r.entity = mine.entity and r.id = mine.id
            """;
    private static final String RENEW_NEWS = """
            with mine as (
                select remote_kind, remote_id from pipedrive_news where tenant_id = henk.tenant() and lease = $1
                 order by remote_kind, remote_id for update skip locked)
            update pipedrive_news n set due_at = greatest(n.due_at, now() + $2 * interval '1 millisecond')
              from mine where n.tenant_id = henk.tenant() and n.remote_kind = mine.remote_kind
               and n.remote_id = mine.remote_id
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Leases(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Under which one round's records are claimed. */
    static final class Lease {

        private final UUID id = UUID.randomUUID();
        private final AtomicLong confirmed = new AtomicLong(System.nanoTime());

        UUID id() {
            return id;
        }

        /** An instance that was asleep for long must not wake up and send what another one has sent by then. */
        boolean isMine() {
            return System.nanoTime() - confirmed.get() < SURE.toNanos();
        }
    }

    /** Runs the work under a lease of its own that is renewed until the work ends. */
    <T> Mono<T> during(TenantId tenant, Function<Lease, Mono<T>> work) {
        return Mono.defer(() -> {
            Lease lease = new Lease();
            return Mono.using(
                    () -> Flux.interval(EVERY)
                            .onBackpressureDrop()
                            .concatMap(tick -> renew(tenant, lease).onErrorComplete(), 1)
                            .subscribe(),
                    renewal -> work.apply(lease),
                    Disposable::dispose);
        });
    }

    private Mono<Void> renew(TenantId tenant, Lease lease) {
        return Mono.defer(() -> {
            long asked = System.nanoTime();
            return transactions
                    .in(Scope.system(tenant), () -> renewed(RENEW, lease).then(renewed(RENEW_NEWS, lease)))
                    .doOnSuccess(done -> lease.confirmed.set(asked));
        });
    }

    private Mono<Void> renewed(String sql, Lease lease) {
        return database.sql(sql).bind(0, lease.id()).bind(1, LENGTH.toMillis()).then();
    }
}
