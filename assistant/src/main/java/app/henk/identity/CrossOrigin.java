package app.henk.identity;

import app.henk.platform.web.OwnOrigin;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of other origins use the API when a tenant allows them. Cookies never take part in that: such a page has a
 * conversation's key or a bearer token. A preflight carries no widget key, so any tenant's origin passes it; the
 * request that follows is checked against the one tenant it names.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
class CrossOrigin implements WebFilter {

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Content-Type, Accept, Authorization, Last-Event-ID, X-Henk-Key, X-Henk-Session, X-CSRF-Token,"
                    + " Idempotency-Key";
    private static final String SHOWN = "Retry-After, X-Vercel-Ai-Ui-Message-Stream";

    private final TenantStore store;
    private final TenantOfRequest tenants;
    private final OwnOrigin own;
    private final AsyncCache<String, List<String>> everybodys =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(30)).buildAsync();

    CrossOrigin(TenantStore store, TenantOfRequest tenants, OwnOrigin own) {
        this.store = store;
        this.tenants = tenants;
        this.own = own;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!request.getPath().value().startsWith("/api/") || !own.isForeign(request)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (CorsUtils.isPreFlightRequest(request)) {
            return allowedBySomebody(own.claimed(request)).flatMap(allowed -> preflight(exchange, allowed));
        }
        return bySender(exchange).then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** A bearer token or a widget key names the tenant; either way its list of origins decides. */
    private Mono<Void> bySender(ServerWebExchange exchange) {
        return tenants.find(exchange).doOnNext(tenant -> allow(exchange)).then();
    }

    private Mono<Void> preflight(ServerWebExchange exchange, boolean allowed) {
        exchange.getResponse().setStatusCode(allowed ? HttpStatus.NO_CONTENT : HttpStatus.FORBIDDEN);
        if (allowed) {
            HttpHeaders headers = allow(exchange);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
        }
        return exchange.getResponse().setComplete();
    }

    private HttpHeaders allow(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, own.claimed(exchange.getRequest()));
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
        return headers;
    }

    private Mono<Boolean> allowedBySomebody(String origin) {
        return Mono.fromFuture(
                        () -> everybodys.get(
                                "all",
                                (k, executor) ->
                                        store.allowedOrigins().collectList().toFuture()),
                        true)
                .map(all -> Origins.allow(all, origin));
    }
}
