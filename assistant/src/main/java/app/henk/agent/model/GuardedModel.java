package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** One Gemini model behind its circuit breaker, asked again where that is likely to help. */
final class GuardedModel implements Candidate {

    private static final Logger log = LoggerFactory.getLogger(GuardedModel.class);

    /** Daily quotas begin anew at midnight there. */
    private static final ZoneId QUOTA_ZONE = ZoneId.of("America/Los_Angeles");

    private static final Duration UNTIL_SOMEONE_MENDS_IT = Duration.ofMinutes(10);

    private final String name;
    private final GeminiStream model;
    private final ModelProperties.Retries retries;
    private final ModelMetrics metrics;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile String lastFailure = "";

    private GuardedModel(
            String name, GeminiStream model, ModelProperties properties, ModelMetrics metrics, Clock clock) {
        this.name = name;
        this.model = model;
        this.retries = properties.retries();
        this.metrics = metrics;
        this.clock = clock;
        this.breaker = CircuitBreaker.of(name, breakerConfig(properties.breaker()));
    }

    static GuardedModel of(
            String name, ModelProperties properties, ModelConnections connections, ModelMetrics metrics, Clock clock) {
        GeminiStream model = new GeminiStream(
                connections, properties, name, (request, usage) -> metrics.count(name, name, usage, request.usage()));
        return new GuardedModel(name, model, properties, metrics, clock);
    }

    private static CircuitBreakerConfig breakerConfig(ModelProperties.Breaker settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.max(1, settings.window() / 2))
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(2)
                .maxWaitDurationInHalfOpenState(settings.pause())
                .recordException(GuardedModel::speaksAgainstTheModel)
                .ignoreException(error -> !speaksAgainstTheModel(error))
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelStatus.Model status() {
        String state = switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> "OPEN";
            case HALF_OPEN -> "HALF_OPEN";
            case CLOSED, DISABLED, METRICS_ONLY -> "CLOSED";
        };
        return new ModelStatus.Model(name, state, lastFailure);
    }

    @Override
    public Flux<ModelSignal> stream(ModelRequest request, Deadline deadline) {
        return attempt(request, deadline, 0);
    }

    private Flux<ModelSignal> attempt(ModelRequest request, Deadline deadline, int before) {
        return guarded(request, deadline)
                .onErrorResume(
                        ModelFailure.class,
                        failure -> pauseBeforeNext(failure, before, deadline)
                                .map(pause -> Mono.delay(pause).thenMany(attempt(request, deadline, before + 1)))
                                .orElseGet(() -> Flux.error(failure)));
    }

    private Flux<ModelSignal> guarded(ModelRequest request, Deadline deadline) {
        return Flux.defer(() -> {
            if (!breaker.tryAcquirePermission()) {
                return Flux.error(new BreakerOpen(name).failure());
            }
            long startedAt = System.nanoTime();
            return metrics.observe(name, request, model.stream(request, deadline))
                    .doOnError(ModelFailure.class, failure -> failed(failure, startedAt))
                    .doFinally(end -> ended(end, startedAt));
        });
    }

    private void ended(SignalType end, long startedAt) {
        if (end == SignalType.ON_COMPLETE) {
            breaker.onSuccess(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
        } else if (end == SignalType.CANCEL) {
            breaker.releasePermission();
        }
    }

    private void failed(ModelFailure failure, long startedAt) {
        lastFailure = failure.kind() + " " + clock.instant();
        log.info("{} failed: {} {}", name, failure.kind(), failure.getMessage());
        breaker.onError(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS, failure);
        leaveAlone(failure).ifPresent(pause -> {
            breaker.transitionToOpenStateFor(pause);
            log.warn("{} is left alone for {}: {}", name, pause, failure.getMessage());
        });
    }

    /** Failures after which it is known for how long asking is pointless, for everybody. */
    private Optional<Duration> leaveAlone(ModelFailure failure) {
        return switch (failure.kind()) {
            case QUOTA_SPENT -> Optional.of(untilQuotaReturns(clock));
            case BAD_KEY, UNKNOWN_MODEL -> Optional.of(UNTIL_SOMEONE_MENDS_IT);
            case RATE_LIMITED -> failure.retryAfter().filter(pause -> pause.compareTo(retries.within()) > 0);
            default -> Optional.empty();
        };
    }

    static Duration untilQuotaReturns(Clock clock) {
        ZonedDateTime now = clock.instant().atZone(QUOTA_ZONE);
        Instant midnight =
                now.toLocalDate().plusDays(1).atStartOfDay(QUOTA_ZONE).toInstant();
        return Duration.between(now.toInstant(), midnight);
    }

    /** What the service says, else a growing pause; nothing when another attempt makes no sense any more. */
    private Optional<Duration> pauseBeforeNext(ModelFailure failure, int before, Deadline deadline) {
        int allowed = onceOnly(failure.kind()) ? Math.min(1, retries.max()) : retries.max();
        if (!failure.retryable() || failure.getCause() instanceof BreakerOpen || before >= allowed) {
            return Optional.empty();
        }
        Duration pause = failure.retryAfter().orElseGet(() -> backoff(before));
        boolean inTime = deadline.elapsed().plus(pause).compareTo(retries.within()) < 0;
        return inTime ? Optional.of(pause) : Optional.empty();
    }

    /** The model itself stumbled; twice the same is not an accident. */
    private static boolean onceOnly(Kind kind) {
        return kind == Kind.EMPTY || kind == Kind.MALFORMED_CALL;
    }

    private Duration backoff(int before) {
        long full = retries.backoff().toMillis() << before;
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private static boolean speaksAgainstTheModel(Throwable error) {
        return error instanceof ModelFailure failure && failure.kind().modelIsIll();
    }

    /** Marks a failure that cost nothing, for the model was not asked. */
    private static final class BreakerOpen extends RuntimeException {

        BreakerOpen(String model) {
            super("the breaker of " + model + " is open", null, false, false);
        }

        ModelFailure failure() {
            return new ModelFailure(Kind.UNAVAILABLE, "left alone after failures").causedBy(this);
        }
    }
}
