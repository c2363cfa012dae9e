package app.henk.bench;

import app.henk.bench.LoadClient.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts what the streams of one run find. */
final class Tally {

    private static final int MOST_ERRORS = 10_000;

    private final Samples firstText = new Samples();
    private final Samples whole = new Samples();
    private final List<String> errors = new ArrayList<>();
    private boolean counting;
    private boolean over;
    private int working;
    private long messages;

    synchronized long begin() {
        counting = true;
        return System.nanoTime();
    }

    synchronized long end() {
        counting = false;
        over = true;
        return System.nanoTime();
    }

    /** @return false when no more turns are wanted */
    synchronized boolean starts() {
        if (!over) {
            working++;
        }
        return !over;
    }

    synchronized void ended() {
        working--;
        notifyAll();
    }

    synchronized void whole(long begun, long first, long end, int message) {
        if (counting) {
            firstText.add(first - begun);
            whole.add(end - begun);
            messages += message;
        }
    }

    synchronized void failed(String why) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(why);
        }
    }

    synchronized boolean allIdleWithin(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (working > 0 && System.nanoTime() < until) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
        return working == 0;
    }

    synchronized Seen seen(Duration during) {
        double message = whole.size() == 0 ? 0 : (double) messages / whole.size();
        return new Seen(whole.size(), during, firstText, whole, message, List.copyOf(errors));
    }
}
