package app.henk.transfer;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Goes on with imports whose instance died, and lets go of files and reports that nobody needs any more. */
@Component
class ImportCare implements Job {

    /** How long a file waits that nobody imports. */
    static final Duration FILES = Duration.ofDays(7);

    static final Duration REPORTS = Duration.ofDays(30);
    private static final Duration BROKEN_UPLOADS = Duration.ofHours(1);

    private final Tenants tenants;
    private final ImportStore store;
    private final ImportPieces pieces;
    private final ImportRunner runner;
    private final TenantTransactions transactions;
    private final Clock clock;

    ImportCare(
            Tenants tenants,
            ImportStore store,
            ImportPieces pieces,
            ImportRunner runner,
            TenantTransactions transactions,
            Clock clock) {
        this.tenants = tenants;
        this.store = store;
        this.pieces = pieces;
        this.runner = runner;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all().concatMap(this::look).then();
    }

    private Mono<Void> look(Tenant tenant) {
        Instant now = clock.instant();
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> pieces.forget(tenant.id(), now.minus(FILES))
                                .then(store.forget(tenant.id(), now.minus(REPORTS), now.minus(BROKEN_UPLOADS)))
                                .thenMany(store.abandoned(tenant.id()))
                                .collectList())
                .doOnNext(abandoned -> abandoned.forEach(id -> runner.wake(tenant.id(), id)))
                .then();
    }
}
