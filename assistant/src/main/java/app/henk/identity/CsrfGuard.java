package app.henk.identity;

import app.henk.platform.Problem;
import app.henk.platform.web.OwnOrigin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A browser sends cookies along whoever asks it to. So a request that changes something and is authenticated by cookie
 * must come from one of our own pages (Fetch Metadata, Origin) and repeat the token that only such a page can read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class CsrfGuard implements WebFilter {

    static final String HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    // whoever signs in proves it by the password; a cookie left over must not stand in the way
    private static final Set<String> BY_PASSWORD = Set.of("/api/auth/login", "/api/auth/register");

    private final OwnOrigin own;

    CsrfGuard(OwnOrigin own) {
        this.own = own;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value();
        if (SAFE.contains(request.getMethod()) || !(path.startsWith("/api/") || path.startsWith("/mcp"))) {
            return chain.filter(exchange);
        }
        if (BY_PASSWORD.contains(path)) {
            return crossSite(request) && TenantOfRequest.key(request).isEmpty()
                    ? Mono.error(refused())
                    : chain.filter(exchange);
        }
        return byCookie(request) && (crossSite(request) || !tokenRepeated(request))
                ? Mono.error(refused())
                : chain.filter(exchange);
    }

    private static boolean byCookie(ServerHttpRequest request) {
        return !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                && (SessionCookies.read(request, SessionCookies.ACCESS).isPresent()
                        || SessionCookies.read(request, SessionCookies.REFRESH).isPresent());
    }

    private boolean crossSite(ServerHttpRequest request) {
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        return own.isForeign(request) || (site != null && !site.equals("same-origin") && !site.equals("none"));
    }

    private static boolean tokenRepeated(ServerHttpRequest request) {
        Optional<String> cookie = SessionCookies.read(request, SessionCookies.CSRF);
        String header =
                Optional.ofNullable(request.getHeaders().getFirst(HEADER)).orElse("");
        return cookie.isPresent() && MessageDigest.isEqual(bytes(cookie.get()), bytes(header));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Problem refused() {
        return new Problem(
                HttpStatus.FORBIDDEN,
                "csrf",
                "This request did not come from one of our own pages: repeat the cookie henk_csrf in the header "
                        + HEADER + ", or use a bearer token.");
    }
}
