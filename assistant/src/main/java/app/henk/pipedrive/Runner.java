package app.henk.pipedrive;

import app.henk.pipedrive.wire.Failure;
import app.henk.platform.PushHub;
import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps every instance at the work of all connected tenants: at once when something was changed, and now and then for
 * what was to be tried again. {@code henk.jobs=false} leaves it alone, so that a test calls {@link #work} when it is time.
 */
@Component
class Runner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_TENANTS = 50;
    private static final int TENANTS_AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Duration QUICK = Duration.ofSeconds(2);
    // before the connections are closed, after the web server
    private static final int PHASE = 2;

    private final ConnectionStore connections;
    private final Keyring keyring;
    private final NewsReader reader;
    private final Dispatch dispatch;
    private final Pauses pauses;
    private final PushHub push;
    private final boolean enabled;
    private final Disposable.Swap loop = Disposables.swap();
    private volatile boolean running;

    Runner(
            ConnectionStore connections,
            Keyring keyring,
            NewsReader reader,
            Dispatch dispatch,
            Pauses pauses,
            PushHub push,
            @Value("${henk.jobs:true}") boolean enabled) {
        this.connections = connections;
        this.keyring = keyring;
        this.reader = reader;
        this.dispatch = dispatch;
        this.pauses = pauses;
        this.push = push;
        this.enabled = enabled;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!enabled) {
            return;
        }
        Flux<Long> now = push.inEveryTenant(Waiting.TOPIC).map(signal -> 0L);
        Flux<Long> sometimes = Flux.interval(spread(LOOK));
        loop.update(Flux.merge(now, sometimes)
                .onBackpressureLatest()
                .concatMap(
                        tick -> work().onErrorResume(failure -> {
                            log.warn("The work for Pipedrive was interrupted: {}", failure.toString());
                            return Mono.delay(LOOK).then();
                        }),
                        1)
                .subscribe());
    }

    /** All that is to be done now, for every tenant. */
    Mono<Void> work() {
        return connections
                .atWork(MOST_TENANTS)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(
                        tenant -> work(tenant).onErrorResume(failure -> {
                            log.warn("The work for Pipedrive of {} was interrupted: {}", tenant, failure.toString());
                            return Mono.empty();
                        }),
                        TENANTS_AT_ONCE)
                .then();
    }

    /** All that is to be done now for this one: what was heard first, for it decides what is to be sent. */
    private Mono<Void> work(TenantId tenant) {
        long until = System.nanoTime() + LONGEST.toNanos();
        AtomicBoolean much = new AtomicBoolean();
        return keyring.of(tenant)
                .onErrorResume(
                        Failure.class, failure -> pauses.after(tenant, failure).then(Mono.empty()))
                .flatMap(account -> reader.round(account)
                        .flatMap(heard -> sent(account, much).map(sent -> heard + sent))
                        .repeat()
                        // a token of OAuth is good for a while only, so the account is opened anew now and then;
                        // between
                        // two rounds, for what is cut off in one may have been done or not
                        .takeUntil(done -> done == 0 || System.nanoTime() > until)
                        .then());
    }

    /**
     * Where more waits than one round takes, and no limit slows it down, two rounds go side by side: while the one writes
     * down what became of its records, the other one sends.
     */
    private Mono<Integer> sent(Account account, AtomicBoolean much) {
        Mono<Integer> rounds = much.get()
                ? dispatch.round(account).zipWith(dispatch.round(account), Integer::sum)
                : dispatch.round(account);
        return rounds.elapsed().map(timed -> {
            much.set(timed.getT2() >= Dispatch.MOST && timed.getT1() < QUICK.toMillis());
            return timed.getT2();
        });
    }

    private static Duration spread(Duration time) {
        return time.plusMillis(ThreadLocalRandom.current().nextLong(time.toMillis() / 10 + 1));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        loop.dispose();
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
