package app.henk.catalog;

import app.henk.identity.Principal;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The tenant's products. The catalogue is public inside its tenant: every principal may search it. */
@Service
public class Catalog {

    /** Finds at most {@code query.limit()} products; never one that breaks a limit of the query. */
    public Mono<ProductMatches> search(Principal principal, ProductQuery query) {
        throw new UnsupportedOperationException();
    }

    /** Empty when this tenant has no product of that number. */
    public Mono<Product> product(Principal principal, String sku, String language) {
        throw new UnsupportedOperationException();
    }
}
