package app.henk.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Writes down what many answers cost in a few entries. All answers of a tenant change the same row: written one by one,
 * each would wait until the one before it is on the disk.
 *
 * @param <K> whose entries go together
 */
final class SpendingBook<K> {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final class Entry {
        private final Sinks.Empty<Void> written = Sinks.empty();
        private long micros;
    }

    private final BiFunction<K, Long, Mono<Void>> write;
    private final Map<K, Entry> waiting = new HashMap<>();
    private final Set<K> busy = new HashSet<>();

    SpendingBook(BiFunction<K, Long, Mono<Void>> write) {
        this.write = write;
    }

    /** Counts from the moment this is called; completes when it is written, fails when that failed. */
    Mono<Void> add(K key, long micros) {
        Entry entry;
        boolean idle;
        synchronized (this) {
            entry = waiting.computeIfAbsent(key, first -> new Entry());
            entry.micros += micros;
            idle = busy.add(key);
        }
        if (idle) {
            writeNext(key);
        }
        return entry.written.asMono();
    }

    private void writeNext(K key) {
        Entry entry = next(key);
        if (entry != null) {
            write.apply(key, entry.micros)
                    .doOnSuccess(done -> entry.written.tryEmitEmpty())
                    .doOnError(entry.written::tryEmitError)
                    .onErrorComplete()
                    .then(Mono.delay(PAUSE))
                    .subscribe(pause -> writeNext(key));
        }
    }

    private synchronized @Nullable Entry next(K key) {
        Entry entry = waiting.remove(key);
        if (entry == null) {
            busy.remove(key);
        }
        return entry;
    }
}
