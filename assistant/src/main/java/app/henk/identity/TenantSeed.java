package app.henk.identity;

import reactor.core.publisher.Mono;

/**
 * A module's part in a tenant's first day. Implementations are ordered by {@code @Order} and run one after the other,
 * by one instance at a time, before the first request is served.
 */
public interface TenantSeed {

    /**
     * Brings in the module's demo data. Runs at every start in demo mode, hence must be idempotent and quick when
     * there is nothing to do.
     *
     * @param demoFolder on the class path without a leading slash, e.g. {@code demo/henk}
     */
    Mono<Void> seed(Tenant tenant, String demoFolder);

    /** Gives a tenant that was just opened by its first administrator what it cannot work without. */
    default Mono<Void> opened(Tenant tenant) {
        return Mono.empty();
    }
}
