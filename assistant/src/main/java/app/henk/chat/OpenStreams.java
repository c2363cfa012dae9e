package app.henk.chat;

import app.henk.platform.Problem;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Bounds the streams that stay open without an end of their own, and ends them when this instance stops: clients then
 * come back to another one.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final int MOST_OF_ONE = 8;
    private static final int MOST = 20_000;

    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    /**
     * Counts this stream as long as it is read.
     *
     * @param of the user or the conversation whose stream it is
     */
    <T> Flux<T> bounded(UUID of, Flux<T> stream) {
        return Flux.usingWhen(
                Mono.fromCallable(() -> entered(of)),
                counted -> stream.takeUntilOther(stopping.asMono()),
                counted -> Mono.fromRunnable(() -> left(of)));
    }

    private UUID entered(UUID of) {
        if (open.merge(of, 1, Integer::sum) > MOST_OF_ONE || open.size() > MOST) {
            left(of);
            throw new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-streams",
                            "Too many streams are open already. Close one and try again.")
                    .with("retry_after", 5);
        }
        return of;
    }

    private void left(UUID of) {
        open.computeIfPresent(of, (key, n) -> n > 1 ? n - 1 : null);
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server waits for the requests that are under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
