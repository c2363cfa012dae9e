package app.henk.platform.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What browsers are told about every answer. Our pages run nothing that did not come as a file from here, and no text
 * can become script (Trusted Types); the one policy allowed is that of the template library.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SecurityHeaders implements WebFilter {

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
            + " img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
    // shows mails in frames, each of which brings a policy of its own
    private static final String OUTBOX = PAGE + "; frame-src 'self'";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    // Swagger UI writes its own styles into the page and is there for developers only
    private static final String DOCUMENTATION =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final OwnOrigin own;

    SecurityHeaders(OwnOrigin own) {
        this.own = own;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        if (path.startsWith("/widget/")) {
            // pages of other sites load these, without any right beyond reading them
            headers.set("Cross-Origin-Resource-Policy", "cross-origin");
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            headers.set("Content-Security-Policy", PAGE);
        } else {
            headers.set("Cross-Origin-Resource-Policy", path.startsWith("/api/") ? "cross-origin" : "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
            headers.set("Content-Security-Policy", policy(path));
        }
        if (isData(path)) {
            headers.setCacheControl("no-store");
        }
        if (own.isSecure(exchange.getRequest())) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        return chain.filter(exchange);
    }

    private static String policy(String path) {
        if (isData(path)) {
            return DATA;
        }
        if (path.startsWith("/outbox")) {
            return OUTBOX;
        }
        return path.startsWith("/docs") || path.startsWith("/swagger-ui") || path.startsWith("/webjars/")
                ? DOCUMENTATION
                : PAGE;
    }

    private static boolean isData(String path) {
        return path.startsWith("/api/") || path.startsWith("/v3/") || path.startsWith("/mcp");
    }
}
