package app.henk.transfer;

import app.henk.crm.BulkWrites;
import app.henk.identity.Audit;
import app.henk.platform.PushHub;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Brings files in that wait for it. An instance that dies leaves an import that another one goes on with. */
@Component
class ImportRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 100;
    // before the connections are closed
    private static final int PHASE = 2;

    private record Wanted(TenantId tenant, UUID id) {}

    private final ImportStore store;
    private final ImportPieces pieces;
    private final ImportRuns runs;
    private final BulkWrites crm;
    private final TenantTransactions transactions;
    private final PushHub hub;
    private final Audit audit;
    private final Disposable.Swap working = Disposables.swap();
    private volatile Sinks.Many<Wanted> wanted = queue();
    private volatile boolean running;

    ImportRunner(
            ImportStore store,
            ImportPieces pieces,
            ImportRuns runs,
            BulkWrites crm,
            TenantTransactions transactions,
            PushHub hub,
            Audit audit) {
        this.store = store;
        this.pieces = pieces;
        this.runs = runs;
        this.crm = crm;
        this.transactions = transactions;
        this.hub = hub;
        this.audit = audit;
    }

    /** Soon, on this instance. When too many wait the job that looks for abandoned imports finds it later. */
    void wake(TenantId tenant, UUID id) {
        synchronized (working) {
            wanted.tryEmitNext(new Wanted(tenant, id));
        }
    }

    private static Sinks.Many<Wanted> queue() {
        return Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));
    }

    static String topic(UUID id) {
        return PushHub.topic("import", id);
    }

    private Mono<Void> run(TenantId tenant, UUID id) {
        UUID lease = UUID.randomUUID();
        return system(tenant, () -> store.claim(tenant, id, lease).flatMap(claimed -> begun(tenant, claimed)))
                .flatMap(claimed -> runs.of(tenant, claimed, lease).all())
                .flatMap(end -> system(tenant, () -> finish(tenant, id, lease, end)))
                .onErrorResume(failure -> {
                    LOG.warn("An import broke off", failure);
                    return system(tenant, () -> finish(tenant, id, lease, DataImport.State.FAILED))
                            .onErrorComplete();
                });
    }

    private Mono<DataImport> begun(TenantId tenant, DataImport claimed) {
        if (claimed.dryRun() || claimed.changeSet().isPresent()) {
            return Mono.just(claimed);
        }
        return crm.begin(tenant, claimed.account(), Optional.empty())
                .flatMap(set -> store.changeSet(tenant, claimed.id(), set))
                .then(store.find(tenant, claimed.id()));
    }

    private Mono<Void> finish(TenantId tenant, UUID id, UUID lease, DataImport.State state) {
        return store.finish(tenant, id, lease, state)
                .filter(mine -> mine)
                // what was imported is in the records
                .delayUntil(mine -> state == DataImport.State.DONE ? pieces.drop(tenant, id) : Mono.empty())
                .flatMap(mine -> audit.append(new Audit.Entry("import", "import." + state.key(), id.toString())))
                .then(Mono.defer(() -> hub.push(topic(id), state.key())));
    }

    private <T> Mono<T> system(TenantId tenant, Supplier<Mono<T>> work) {
        return transactions.in(Scope.system(tenant), work);
    }

    @Override
    public void start() {
        running = true;
        Sinks.Many<Wanted> queue = queue();
        wanted = queue;
        working.update(queue.asFlux()
                .flatMap(next -> run(next.tenant(), next.id()).onErrorComplete(), AT_ONCE, 1)
                .subscribe());
    }

    @Override
    public void stop() {
        working.dispose();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
