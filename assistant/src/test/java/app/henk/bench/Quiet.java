package app.henk.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps out of the figures what is expected: that connections end when somebody is killed. */
final class Quiet {

    private Quiet() {}

    static void http() {
        if (LoggerFactory.getLogger("reactor.netty") instanceof Logger logger) {
            logger.setLevel(Level.OFF);
        }
    }
}
