package app.henk.bench;

import io.netty.buffer.ByteBuf;

/** What one stream says and hears: it asks, reads the answer as it comes, and asks again. Used by one thread. */
interface Dialogue {

    /** @return the body of the next request */
    String next();

    String path();

    /** @param body a piece of the answer's body, as it came */
    void read(ByteBuf body);

    /** @return when the turn's first text was there, by {@code System.nanoTime}; 0 when there was none */
    long firstText();

    /** The answer to the latest request has ended. */
    Turn ended();

    /** How a request ended: with the whole turn, or with a part of it that the next request goes on from. */
    sealed interface Turn {

        record Unfinished() implements Turn {}

        /** @param message its number in its conversation */
        record Whole(int message) implements Turn {}

        record Broken(String why) implements Turn {}
    }
}
