package app.henk.agent.model;

import java.time.Duration;

/**
 * By when a call must have come how far; measured from the call's start across all attempts and models.
 *
 * @param startedAt as {@link System#nanoTime()}
 */
record Deadline(long startedAt, ModelProperties.Timeouts timeouts) {

    static Deadline startingNow(ModelProperties.Timeouts timeouts) {
        return new Deadline(System.nanoTime(), timeouts);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** How long an attempt that starts now may take to its first event. */
    Duration firstEvent() {
        Duration left = untilHandover();
        return left.compareTo(timeouts.firstEvent()) < 0 ? left : timeouts.firstEvent();
    }

    /** How long a model may still try to begin. */
    Duration untilHandover() {
        return timeouts.handover().minus(elapsed());
    }

    /** How long until all must be over. */
    Duration rest() {
        return timeouts.total().minus(elapsed());
    }
}
