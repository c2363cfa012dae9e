package app.henk.platform.jobs;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Work that is done again and again, by one instance of all that share the database. Any bean of this type is run.
 *
 * <p>An instance may die in the middle: what was done must be seen in the rows, so that the next run goes on from there
 * and does nothing twice. A run takes a bounded number of things; what is left is the next run's.
 */
public interface Job {

    /** Unique, in lower case with hyphens: {@code due-promises}. */
    String name();

    /** How long after a run the next one begins; up to a tenth is added by chance, so that jobs spread. */
    Duration every();

    /** One run. A failure is logged, counted, and tried again soon. */
    Mono<Void> run();
}
