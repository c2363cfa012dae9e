package app.henk.agent.model;

import java.util.concurrent.ThreadLocalRandom;

/** An id for a tool call to which the model gave none; it stays on our side of the wire. */
final class LocalCallId {

    private static final String PREFIX = "henk_call_";

    private LocalCallId() {}

    /** Unlikely to come twice in a conversation; not secret, so nothing that may block is asked for chance. */
    static String next() {
        return PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    static boolean is(String id) {
        return id.startsWith(PREFIX);
    }
}
