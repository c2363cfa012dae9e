package app.henk.chat;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Writes what running answers have said so far, and that their instance lives. All runs of a tenant share one
 * statement, so the price does not grow with every piece of text.
 */
@Component
class RunLogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RunLogWriter.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(3);
    private static final int PINGS_EVERY = 5;

    // a run that is gone, because its person was erased, must not keep the others' from being written
    private static final String WRITE = """
            insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames)
            select :tenant, said.* from unnest(:runs, :firsts, :conversations, :frames) as said (run, first, talk, frames)
              join run on run.tenant_id = :tenant and run.id = said.run
            on conflict do nothing
            """;
    private static final String LIVE = """
            update run set heartbeat_at = now()
             where tenant_id = :tenant and id = any(:runs) and status = 'running' returning id
            """;

    private final Runs runs;
    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final ChatProperties properties;
    private final Disposable.Composite timers = Disposables.composite();

    RunLogWriter(Runs runs, TenantTransactions transactions, DatabaseClient database, ChatProperties properties) {
        this.runs = runs;
        this.transactions = transactions;
        this.database = database;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        timers.add(every(properties.logInterval(), tick -> write()));
        timers.add(every(SIGN_OF_LIFE, this::live));
    }

    @PreDestroy
    void stop() {
        timers.dispose();
    }

    /** Again and again, whatever became of the time before. */
    static Disposable every(Duration interval, LongFunction<Mono<Void>> work) {
        return Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(
                        tick -> Mono.defer(() -> work.apply(tick)).onErrorResume(error -> {
                            LOG.warn("The run log could not be written: {}", error.toString());
                            return Mono.empty();
                        }),
                        1)
                .subscribe();
    }

    private Mono<Void> write() {
        runs.forgetOld();
        return Flux.fromIterable(byTenant().entrySet())
                .concatMap(tenant -> write(tenant.getKey(), tenant.getValue()))
                .then();
    }

    private Mono<Void> write(TenantId tenant, List<LiveRun> live) {
        List<UUID> ids = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        List<UUID> conversations = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        for (LiveRun run : live) {
            LiveRun.Unwritten unwritten = run.claimUnwritten();
            if (!unwritten.frames().isEmpty()) {
                ids.add(run.id());
                firsts.add(unwritten.first());
                conversations.add(run.conversation());
                frames.add(unwritten.frames());
            }
        }
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> database.sql(WRITE)
                                .bind("tenant", tenant.value())
                                .bind("runs", ids.toArray(UUID[]::new))
                                .bind("firsts", firsts.toArray(Integer[]::new))
                                .bind("conversations", conversations.toArray(UUID[]::new))
                                .bind("frames", frames.toArray(String[]::new))
                                .then())
                .retryWhen(Retry.backoff(5, Duration.ofMillis(300)));
    }

    private Mono<Void> live(long tick) {
        if (tick % PINGS_EVERY == PINGS_EVERY - 1) {
            runs.all().forEach(run -> run.log().ping());
        }
        return Flux.fromIterable(byTenant().entrySet())
                .concatMap(tenant -> live(tenant.getKey(), tenant.getValue()))
                .then();
    }

    /** A run that is no longer running in the database was stopped through another instance. */
    private Mono<Void> live(TenantId tenant, List<LiveRun> live) {
        return transactions
                .manyIn(
                        Scope.system(tenant),
                        () -> database.sql(LIVE)
                                .bind("tenant", tenant.value())
                                .bind("runs", live.stream().map(LiveRun::id).toArray(UUID[]::new))
                                .map(row -> Row.value(row, "id", UUID.class))
                                .all())
                .collect(Collectors.<UUID, Set<UUID>>toCollection(HashSet::new))
                .flatMapMany(alive -> Flux.fromIterable(live).filter(run -> !alive.contains(run.id())))
                .filter(run -> !run.isEnding())
                .concatMap(run -> runs.stop(run, "en"))
                .then();
    }

    private Map<TenantId, List<LiveRun>> byTenant() {
        return runs.all().stream()
                .filter(run -> !run.isEnding())
                .collect(Collectors.groupingBy(run -> run.principal().tenant()));
    }
}
