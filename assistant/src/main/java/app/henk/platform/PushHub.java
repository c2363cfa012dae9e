package app.henk.platform;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Tells all instances that something has changed. A push says which topic and at most a few words; whoever hears it
 * reads the rows. Pushes of one topic that come faster than they are heard become one, and after a broken connection
 * every listener is told to look again: so nobody may count them, and nobody misses a change.
 */
@Component
public class PushHub implements SmartLifecycle {

    /** What comes from the other instances and from this one, in the form that the database passes on. */
    public interface Signals {

        /** In place of a signal after a pause in which some may have been lost. */
        String LOST = "";

        /** Never ends and never fails. */
        Flux<String> all();
    }

    /** @param detail empty when only the topic is told, or when pushes may have been lost: look again */
    public record Push(String topic, String detail) {}

    private record Listening(String tenant, String topic) {}

    private static final Logger LOG = LoggerFactory.getLogger(PushHub.class);
    private static final String EVERY_TENANT = "*";
    private static final int BURST = 256;
    // the loops stop in phase 0
    private static final int BEFORE_THE_LOOPS = 1;

    private final Signals signals;
    private final DatabaseClient database;
    private final Map<Listening, Set<FluxSink<Push>>> listeners = new ConcurrentHashMap<>();
    private volatile @org.jspecify.annotations.Nullable Disposable hearing;

    PushHub(Signals signals, DatabaseClient database) {
        this.signals = signals;
        this.database = database;
    }

    /** In the caller's transaction: heard when that is committed, by the listeners of its tenant. */
    public Mono<Void> push(String topic, String detail) {
        return database.sql("select henk.push($1, $2)::text")
                .bind(0, topic)
                .bind(1, detail)
                .then();
    }

    /** @param topic without spaces, e.g. {@code handoffs} */
    public Flux<Push> on(TenantId tenant, String topic) {
        return listen(new Listening(tenant.toString(), topic), FluxSink.OverflowStrategy.LATEST);
    }

    /** For work of this instance that no tenant asks for. The oldest of a burst are dropped. */
    public Flux<Push> inEveryTenant(String topic) {
        return listen(new Listening(EVERY_TENANT, topic), FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(BURST, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST);
    }

    private Flux<Push> listen(Listening to, FluxSink.OverflowStrategy overflow) {
        return Flux.create(
                sink -> {
                    listeners.compute(to, (key, present) -> {
                        Set<FluxSink<Push>> sinks = present == null ? ConcurrentHashMap.newKeySet() : present;
                        sinks.add(sink);
                        return sinks;
                    });
                    sink.onDispose(() -> listeners.computeIfPresent(to, (key, sinks) -> {
                        sinks.remove(sink);
                        return sinks.isEmpty() ? null : sinks;
                    }));
                },
                overflow);
    }

    private void heard(String signal) {
        if (signal.equals(Signals.LOST)) {
            listeners.forEach((to, sinks) -> tell(sinks, new Push(to.topic(), "")));
            return;
        }
        String[] parts = signal.split(" ", 3);
        if (parts.length < 3) {
            return;
        }
        Push push = new Push(parts[1], parts[2]);
        tell(listeners.getOrDefault(new Listening(parts[0], parts[1]), Set.of()), push);
        tell(listeners.getOrDefault(new Listening(EVERY_TENANT, parts[1]), Set.of()), push);
    }

    private static void tell(Set<FluxSink<Push>> sinks, Push push) {
        sinks.forEach(sink -> sink.next(push));
    }

    /** Topic of one thing among many. */
    public static String topic(String kind, UUID of) {
        return kind + "/" + of;
    }

    @Override
    public void start() {
        hearing = signals.all()
                .subscribe(this::heard, error -> LOG.error("This instance no longer hears the others", error));
    }

    @Override
    public void stop() {
        Disposable now = hearing;
        if (now != null) {
            now.dispose();
        }
        hearing = null;
    }

    @Override
    public boolean isRunning() {
        return hearing != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_LOOPS;
    }
}
