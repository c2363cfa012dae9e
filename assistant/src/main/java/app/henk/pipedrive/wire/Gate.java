package app.henk.pipedrive.wire;

import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Asks for permits in groups: while one question to the database is under way, the requests that come wait for the next
 * one. Alone a request asks at once; many share a question.
 */
final class Gate {

    private static final int MOST_AT_ONCE = 32;

    private record Key(TenantId tenant, boolean search) {}

    private record Waiting(int tokens, Sinks.One<Duration> answer) {}

    private final Permits permits;
    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();

    Gate(Permits permits) {
        this.permits = permits;
    }

    /** Empty when the request may go out. */
    Mono<Void> pass(TenantId tenant, Call call) {
        return Mono.defer(() -> {
            Sinks.One<Duration> answer = Sinks.one();
            // at most one lane for each account, and accounts are few
            lanes.computeIfAbsent(new Key(tenant, call.search()), Lane::new).join(new Waiting(call.tokens(), answer));
            return answer.asMono()
                    .flatMap(pause ->
                            pause.isZero() ? Mono.empty() : Mono.delay(pause).then());
        });
    }

    private final class Lane {

        private final Key key;
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private boolean asking;

        Lane(Key key) {
            this.key = key;
        }

        void join(Waiting waiting) {
            synchronized (this) {
                queue.add(waiting);
                if (asking) {
                    return;
                }
                asking = true;
            }
            ask();
        }

        private void ask() {
            List<Waiting> group = new ArrayList<>();
            synchronized (this) {
                while (group.size() < MOST_AT_ONCE && !queue.isEmpty()) {
                    group.add(queue.poll());
                }
                if (group.isEmpty()) {
                    asking = false;
                    return;
                }
            }
            int tokens = group.stream().mapToInt(Waiting::tokens).sum();
            permits.reserve(key.tenant(), group.size(), key.search(), tokens)
                    .doFinally(end -> ask())
                    .subscribe(
                            pauses -> {
                                for (int i = 0; i < group.size(); i++) {
                                    group.get(i).answer().tryEmitValue(pauses.get(i));
                                }
                            },
                            failure -> group.forEach(waiting -> waiting.answer().tryEmitError(failure)));
        }
    }
}
