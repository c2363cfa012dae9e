package app.henk.knowledge;

import app.henk.platform.TenantId;
import reactor.core.publisher.Mono;

/** Each tenant's {@link Thesaurus}. */
public interface Vocabulary {

    /** From a short-lived cache; the empty thesaurus for a tenant that has none. */
    Mono<Thesaurus> of(TenantId tenant);
}
