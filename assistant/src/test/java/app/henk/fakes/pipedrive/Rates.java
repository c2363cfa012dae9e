package app.henk.fakes.pipedrive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be asked for: in two seconds, of searches, and of tokens in a day. */
final class Rates {

    private static final long WINDOW = 2_000_000_000L;

    private final Deque<Long> burst = new ArrayDeque<>();
    private final Deque<Long> searches = new ArrayDeque<>();
    final AtomicLong calls = new AtomicLong();
    final AtomicLong tokens = new AtomicLong();
    final AtomicLong limited = new AtomicLong();
    final AtomicLong searched = new AtomicLong();
    volatile int burstLimit = Integer.MAX_VALUE;
    volatile int searchLimit = Integer.MAX_VALUE;
    volatile long dailyTokens = Long.MAX_VALUE;

    /** Fails with the refusal of one request too many. */
    void take(String path) {
        if (tokens.get() >= dailyTokens) {
            throw new Mishaps.TooMany(true);
        }
        synchronized (burst) {
            long now = System.nanoTime();
            count(burst, now, burstLimit);
            if (path.endsWith("/search")) {
                searched.incrementAndGet();
                count(searches, now, searchLimit);
            }
        }
    }

    private static void count(Deque<Long> times, long now, int limit) {
        while (!times.isEmpty() && now - times.peekFirst() > WINDOW) {
            times.pollFirst();
        }
        if (times.size() >= limit) {
            throw new Mishaps.TooMany(false);
        }
        times.addLast(now);
    }

    void forget() {
        calls.set(0);
        tokens.set(0);
        limited.set(0);
    }
}
