package app.henk.identity;

import app.henk.platform.TenantId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The tenants of this installation. */
@Service
public class Tenants {

    /** From a short-lived cache: this is asked in every turn. Fails with a not-found problem for an unknown id. */
    public Mono<Tenant> tenant(TenantId id) {
        throw new UnsupportedOperationException();
    }
}
