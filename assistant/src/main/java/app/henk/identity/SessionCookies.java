package app.henk.identity;

import app.henk.platform.web.OwnOrigin;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * A sign-in kept by a browser: two cookies that no script can read, and one that our own pages read and send back in
 * {@code X-CSRF-Token}.
 */
@Component
class SessionCookies {

    static final String ACCESS = "henk_access";
    static final String REFRESH = "henk_refresh";
    static final String CSRF = "henk_csrf";
    private static final String REFRESH_PATH = "/api/auth";
    private static final int CSRF_BYTES = 18;

    private final OwnOrigin own;
    private final IdentitySettings settings;
    private final SecureRandom random = new SecureRandom();

    SessionCookies(OwnOrigin own, IdentitySettings settings) {
        this.own = own;
        this.settings = settings;
    }

    void set(ServerWebExchange exchange, Session session) {
        byte[] csrf = new byte[CSRF_BYTES];
        random.nextBytes(csrf);
        String csrfToken = Base64.getUrlEncoder().withoutPadding().encodeToString(csrf);
        Duration life = settings.refreshTokenLife();
        add(exchange, ACCESS, session.accessToken(), "/", settings.accessTokenLife(), true);
        add(exchange, REFRESH, session.refreshToken(), REFRESH_PATH, life, true);
        add(exchange, CSRF, csrfToken, "/", life, false);
    }

    void clear(ServerWebExchange exchange) {
        add(exchange, ACCESS, "", "/", Duration.ZERO, true);
        add(exchange, REFRESH, "", REFRESH_PATH, Duration.ZERO, true);
        add(exchange, CSRF, "", "/", Duration.ZERO, false);
    }

    static Optional<String> read(ServerHttpRequest request, String name) {
        HttpCookie cookie = request.getCookies().getFirst(name);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    private void add(
            ServerWebExchange exchange, String name, String value, String path, Duration life, boolean httpOnly) {
        exchange.getResponse()
                .addCookie(ResponseCookie.from(name, value)
                        .path(path)
                        .maxAge(life)
                        .httpOnly(httpOnly)
                        .secure(own.isSecure(exchange.getRequest()))
                        .sameSite("Lax")
                        .build());
    }
}
