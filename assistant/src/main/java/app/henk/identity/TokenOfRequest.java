package app.henk.identity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes the access token from the header or, for our own pages, from the cookie. Never from the address. */
@Component
class TokenOfRequest implements ServerAuthenticationConverter {

    // another service's calls bring credentials of their own, which the webhook itself knows
    private static final String WEBHOOKS = "/api/pipedrive/webhooks/";
    private static final int LONGEST = 8192;
    private static final Pattern BEARER = Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+)", Pattern.CASE_INSENSITIVE);

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (request.getPath().value().startsWith(WEBHOOKS)) {
            return Mono.empty();
        }
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (!headers.isEmpty()) {
            return Mono.fromSupplier(() -> new BearerTokenAuthenticationToken(bearer(headers)));
        }
        return Mono.justOrEmpty(fromCookie(request)).map(BearerTokenAuthenticationToken::new);
    }

    private static String bearer(List<String> headers) {
        Matcher matcher = BEARER.matcher(headers.getFirst());
        if (headers.size() != 1 || headers.getFirst().length() > LONGEST || !matcher.matches()) {
            throw new InvalidBearerTokenException("Send one header: Authorization: Bearer <token>");
        }
        return matcher.group(1);
    }

    /** Somebody who signs in or refreshes may well carry an expired cookie: it must not stand in the way. */
    private static Optional<String> fromCookie(ServerHttpRequest request) {
        String path = request.getPath().value();
        return path.startsWith("/api/auth/") && !path.equals("/api/auth/me")
                ? Optional.empty()
                : SessionCookies.read(request, SessionCookies.ACCESS);
    }
}
