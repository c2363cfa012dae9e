package app.henk.identity;

import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tenants of this installation. */
@Service
public class Tenants {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_CACHED = 10_000;

    private final TenantStore store;
    private final TenantOfRequest request;
    private final AsyncCache<TenantId, Tenant> cache = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_CACHED)
            .buildAsync();

    Tenants(TenantStore store, TenantOfRequest request) {
        this.store = store;
        this.request = request;
    }

    /** From a short-lived cache: this is asked in every turn. Fails with a not-found problem for an unknown id. */
    public Mono<Tenant> tenant(TenantId id) {
        return Mono.fromFuture(
                        () -> cache.get(id, (key, executor) -> store.find(key).toFuture()), true)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("tenant")));
    }

    /** All of them, the oldest first, for work that nobody asked for in a request. */
    public Flux<Tenant> all() {
        return store.all().concatMap(named -> tenant(named.id()));
    }

    /**
     * Whose visitors an anonymous request brings: by its widget key ({@code X-Henk-Key} or the parameter {@code key}),
     * else by the slug before our own host's name, else the default tenant, or the oldest where none is called so. Fails
     * with a problem when the key is unknown, the tenant does not allow the page's origin, or there is no tenant yet.
     */
    public Mono<Tenant> ofRequest(ServerWebExchange exchange) {
        return request.find(exchange).flatMap(this::tenant);
    }

    /** Whether the tenant lets its widget stand on pages of this origin, beside our own. */
    public Mono<Boolean> allowsPagesOf(TenantId tenant, String origin) {
        return request.allowedOrigins(tenant).map(allowed -> Origins.allow(allowed, origin));
    }

    /** To be called when a tenant was changed by this instance; the others see it within half a minute. */
    void forget(TenantId id) {
        cache.synchronous().invalidate(id);
    }
}
