package app.henk.identity;

import app.henk.identity.TenantStore.KeyHolder;
import app.henk.identity.TenantStore.Named;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import app.henk.platform.web.OwnOrigin;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the tenant that an anonymous request means and checks that the page it comes from may speak for it. */
@Component
class TenantOfRequest {

    static final String KEY_HEADER = "X-Henk-Key";
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int LONGEST_KEY = 100;
    // by custom another name of the same site, even where a company is called so
    private static final String OURSELVES = "www";

    private final TenantStore store;
    private final OwnOrigin own;
    private final IdentitySettings settings;
    // unknown keys are remembered too, so that guessing costs no query each
    private final AsyncCache<String, Optional<KeyHolder>> keys = cache(10_000);
    private final AsyncCache<String, List<Named>> tenants = cache(1);
    private final AsyncCache<TenantId, List<String>> origins = cache(10_000);

    TenantOfRequest(TenantStore store, OwnOrigin own, IdentitySettings settings) {
        this.store = store;
        this.own = own;
        this.settings = settings;
    }

    Mono<TenantId> find(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Optional<String> key = key(request);
        return key.isPresent() ? byKey(request, key.get()) : withoutKey(request);
    }

    static Optional<String> key(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(KEY_HEADER);
        return Optional.ofNullable(
                header != null ? header : request.getQueryParams().getFirst("key"));
    }

    private Mono<TenantId> byKey(ServerHttpRequest request, String key) {
        if (key.length() > LONGEST_KEY) {
            return Mono.error(unknownKey());
        }
        return holder(key)
                .flatMap(holder -> holder.map(found -> checked(request, found.tenant(), found.allowedOrigins()))
                        .orElseGet(() -> Mono.error(unknownKey())));
    }

    private Mono<TenantId> withoutKey(ServerHttpRequest request) {
        return named().flatMap(all -> meant(request, all))
                .flatMap(tenant -> own.isForeign(request)
                        ? allowedOrigins(tenant).flatMap(allowed -> checked(request, tenant, allowed))
                        : Mono.just(tenant));
    }

    /**
     * Companies choose their slugs, so a slug counts only where nothing but a company can be meant: below our own host,
     * never as its name or as a part of it.
     */
    private Mono<TenantId> meant(ServerHttpRequest request, List<Named> all) {
        return own.subDomain(request)
                .filter(label -> !label.equals(OURSELVES))
                .flatMap(label -> ofSlug(all, label))
                .or(() -> ofSlug(all, settings.defaultTenant()))
                .or(() -> all.stream().findFirst())
                .map(tenant -> Mono.just(tenant.id()))
                .orElseGet(() -> Mono.error(Problem.badRequest(
                        "tenant-unknown",
                        "There is no company here yet. Its first administrator is made with the link that Henk prints"
                                + " at its start.")));
    }

    private static Optional<Named> ofSlug(List<Named> all, String slug) {
        return all.stream().filter(tenant -> tenant.slug().equals(slug)).findFirst();
    }

    private Mono<TenantId> checked(ServerHttpRequest request, TenantId tenant, List<String> allowed) {
        if (!own.isForeign(request) || Origins.allow(allowed, own.claimed(request))) {
            return Mono.just(tenant);
        }
        return Mono.error(new Problem(
                HttpStatus.FORBIDDEN,
                "origin-not-allowed",
                "This page's origin is not among those that the company allows for its widget."));
    }

    Mono<Optional<KeyHolder>> holder(String key) {
        return Mono.fromFuture(
                () -> keys.get(
                        key,
                        (k, executor) -> store.ofKey(k)
                                .map(Optional::of)
                                .defaultIfEmpty(Optional.empty())
                                .toFuture()),
                true);
    }

    Mono<List<String>> allowedOrigins(TenantId tenant) {
        return Mono.fromFuture(
                () -> origins.get(
                        tenant,
                        (id, executor) -> store.allowedOrigins(id).collectList().toFuture()),
                true);
    }

    private Mono<List<Named>> named() {
        return Mono.fromFuture(
                () -> tenants.get(
                        "all", (k, executor) -> store.all().collectList().toFuture()),
                true);
    }

    /** After tenants or keys were changed by this instance. */
    void forget() {
        keys.synchronous().invalidateAll();
        tenants.synchronous().invalidateAll();
        origins.synchronous().invalidateAll();
    }

    private static Problem unknownKey() {
        return new Problem(HttpStatus.FORBIDDEN, "widget-key-unknown", "This widget key is unknown or was withdrawn.");
    }

    private static <K, V> AsyncCache<K, V> cache(int most) {
        return Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(most).buildAsync();
    }
}
