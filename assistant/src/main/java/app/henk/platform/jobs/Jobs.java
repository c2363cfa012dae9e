package app.henk.platform.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import reactor.util.retry.Retry;

/**
 * Runs every {@link Job} when it is due, wherever an instance is free. {@code henk.jobs=false} leaves them alone, so
 * that a test runs the one that it is about with {@link #runNow}.
 */
@Component
public class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);
    private static final int LONGEST_PROBLEM = 300;
    private static final int AT_ONCE = 4;
    // before the connections are closed, after the web server
    private static final int PHASE = 2;

    private final Map<String, Job> jobs;
    private final JobLeases leases;
    private final MeterRegistry registry;
    private final boolean enabled;
    private final Disposable.Swap timer = Disposables.swap();
    private volatile boolean running;

    Jobs(List<Job> jobs, JobLeases leases, MeterRegistry registry, @Value("${henk.jobs:true}") boolean enabled) {
        this.jobs = jobs.stream().collect(Collectors.toMap(Job::name, Function.identity()));
        this.leases = leases;
        this.registry = registry;
        this.enabled = enabled;
    }

    /**
     * Runs a job whether it is due or not. False when another instance is at it. Fails when the job does.
     *
     * @throws IllegalArgumentException when there is no such job
     */
    public Mono<Boolean> runNow(String name) {
        Job job = named(name);
        return leases.know(List.of(name), Duration.ZERO).then(leased(job, true));
    }

    private Job named(String name) {
        Job job = jobs.get(name);
        if (job == null) {
            throw new IllegalArgumentException("There is no job " + name);
        }
        return job;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!enabled || jobs.isEmpty()) {
            return;
        }
        timer.update(leases.know(jobs.keySet(), Duration.ofMinutes(1))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, LOOK).maxBackoff(Duration.ofMinutes(1)))
                .thenMany(Flux.interval(spread(LOOK)).onBackpressureDrop())
                .concatMap(tick -> leases.due(jobs.keySet()).onErrorComplete(), 1)
                .flatMap(name -> leased(named(name), false).onErrorReturn(false), AT_ONCE, 1)
                .subscribe());
    }

    private Mono<Boolean> leased(Job job, boolean now) {
        UUID lease = UUID.randomUUID();
        return leases.take(job.name(), lease, now)
                .flatMap(mine -> mine ? run(job, lease).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> run(Job job, UUID lease) {
        return Mono.defer(() -> {
            Timer.Sample sample = Timer.start(registry);
            return Mono.firstWithSignal(Mono.defer(job::run), lost(job, lease))
                    .timeout(LONGEST_RUN)
                    .then(Mono.defer(() -> leases.giveBack(job.name(), lease, spread(job.every()), "")))
                    .onErrorResume(failure -> {
                        log.warn("The job {} failed", job.name(), failure);
                        return leases.giveBack(job.name(), lease, soon(job), problem(failure))
                                .onErrorComplete()
                                .then(Mono.error(failure));
                    })
                    .doOnSuccess(done -> sample.stop(timer(job, "done")))
                    .doOnError(failure -> sample.stop(timer(job, "failed")))
                    .doOnCancel(() -> sample.stop(timer(job, "stopped")));
        });
    }

    /** Never a value: keeps the lease while the job runs, and ends it when the lease was lost. */
    private Mono<Void> lost(Job job, UUID lease) {
        return Flux.interval(JobLeases.LEASE.dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> leases.keep(job.name(), lease).onErrorReturn(true), 1)
                .filter(kept -> !kept)
                .next()
                .flatMap(
                        gone -> Mono.error(new IllegalStateException("Another instance has taken over " + job.name())));
    }

    private static Duration soon(Job job) {
        return job.every().compareTo(AFTER_A_FAILURE) < 0 ? job.every() : AFTER_A_FAILURE;
    }

    private static Duration spread(Duration time) {
        return time.plusMillis(ThreadLocalRandom.current().nextLong(time.toMillis() / 10 + 1));
    }

    private static String problem(Throwable failure) {
        String text = failure.toString();
        return text.substring(0, Math.min(text.length(), LONGEST_PROBLEM));
    }

    private Timer timer(Job job, String outcome) {
        return Timer.builder("henk.job")
                .description("Runs of the work that nobody asked for in a request")
                .tag("job", job.name())
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void start() {
        // begins when everything has started, see ready()
        running = true;
    }

    @Override
    public void stop() {
        timer.dispose();
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
