package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Watches one attempt and says when it has taken too long. One timer that looks at the progress when it fires, instead
 * of one that every piece sets anew.
 */
final class StreamWatch {

    private static final Scheduler TIMER = Schedulers.parallel();

    private final GeminiAnswer answer;
    private final long startedAt = System.nanoTime();
    private final long firstEvent;
    private final long idle;
    private final long rest;
    private final Disposable.Swap timer = Disposables.swap();
    private volatile @Nullable ModelFailure late;

    StreamWatch(GeminiAnswer answer, Deadline deadline) {
        this.answer = answer;
        this.firstEvent = deadline.firstEvent().toNanos();
        this.idle = deadline.timeouts().idle().toNanos();
        this.rest = deadline.rest().toNanos();
    }

    /**
     * Completes when the attempt is over: its time is up ({@link #tooLate}), or all has been said and only the end of the
     * connection is missing. Never fails, for a failure here would end the answer without hanging up.
     */
    Mono<Void> timeUp() {
        return Mono.create(sink -> {
            sink.onDispose(timer);
            schedule(sink, Math.min(Math.min(firstEvent, idle), rest));
        });
    }

    /** Why the time was up, if it was. */
    Optional<ModelFailure> tooLate() {
        return Optional.ofNullable(late);
    }

    private void schedule(MonoSink<Void> sink, long delay) {
        timer.update(TIMER.schedule(() -> look(sink), Math.max(0, delay), TimeUnit.NANOSECONDS));
    }

    private void look(MonoSink<Void> sink) {
        long now = System.nanoTime();
        if (answer.isWhole()) {
            sink.success();
            return;
        }
        long silence = now - answer.lastEventAt();
        long patience = answer.hasBegun() ? idle : firstEvent;
        long left = Math.min(patience - silence, rest - (now - startedAt));
        if (left <= 0) {
            late = new ModelFailure(Kind.TIMEOUT, describe(now));
            sink.success();
        } else {
            schedule(sink, left);
        }
    }

    private String describe(long now) {
        Duration taken = Duration.ofNanos(now - startedAt);
        return (answer.hasBegun() ? "silent or too slow after " : "no first event after ") + taken.toMillis() + " ms";
    }
}
