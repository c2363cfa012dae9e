package app.henk.agent;

import app.henk.agent.grounding.ProductNames;
import app.henk.catalog.Catalog;
import app.henk.identity.Principal;
import app.henk.platform.TenantId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is for sale, by name, at most a minute old: every answer of a tenant is checked against it. */
@Component
class ProductNamesCache {

    private static final Logger LOG = LoggerFactory.getLogger(ProductNamesCache.class);

    private final Catalog catalog;
    private final Cache<TenantId, ProductNames> cache = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(1_000)
            .build();

    ProductNamesCache(Catalog catalog) {
        this.catalog = catalog;
    }

    Mono<ProductNames> of(Principal principal) {
        ProductNames known = cache.getIfPresent(principal.tenant());
        if (known != null) {
            return Mono.just(known);
        }
        return catalog.names(principal)
                .map(ProductNames::new)
                .doOnNext(names -> cache.put(principal.tenant(), names))
                .onErrorResume(fault -> {
                    // figures are still checked, and without a catalogue no tool gives a name
                    LOG.warn("the catalogue's names cannot be read", fault);
                    return Mono.just(ProductNames.NONE);
                });
    }
}
