package app.henk.bench;

import java.time.Duration;

/**
 * One row of the table.
 *
 * @param tool whether the model asks for a tool before it answers
 * @param pace between two pieces of the answer; zero: all at once
 * @param talk conversations of {@link #TALK} messages instead of a new one for each message
 * @param window how long is measured
 */
record Load(boolean tool, Duration pace, int streams, boolean talk, Duration window) {

    /** So that a message is the tenth of its conversation on average. */
    static final int TALK = 19;

    static final int PIECES = 40;

    String name() {
        return (tool ? "tool" : "plain") + ", " + (pace.isZero() ? "burst" : "paced") + (talk ? ", long talk" : "");
    }

    boolean isPaced() {
        return !pace.isZero();
    }

    int messages() {
        return talk ? TALK : 1;
    }

    /** The model's own time from the first piece to the last. */
    Duration answer() {
        return pace.multipliedBy(PIECES);
    }

    Load during(Duration other) {
        return new Load(tool, pace, streams, talk, other);
    }
}
