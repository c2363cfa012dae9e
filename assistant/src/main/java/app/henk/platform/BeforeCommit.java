package app.henk.platform;

import reactor.core.publisher.Mono;

/**
 * Something that must be so together with whatever is written: it stands in the context under this class, and every
 * transaction that begins under that context runs it as the last thing before its commit. When it fails, the
 * transaction is rolled back.
 */
@FunctionalInterface
public interface BeforeCommit {

    /** @param wrote whether the transaction has changed or locked a row */
    Mono<Void> run(boolean wrote);
}
