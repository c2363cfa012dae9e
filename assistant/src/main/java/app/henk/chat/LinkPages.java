package app.henk.chat;

import app.henk.identity.Tenants;
import app.henk.platform.TenantId;
import app.henk.platform.web.OwnOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The page that a link leads to: the one that the visitor writes on, if the tenant vouches for it. */
@Component
class LinkPages {

    private final Tenants tenants;
    private final OwnOrigin own;
    private final String home;

    LinkPages(
            Tenants tenants,
            OwnOrigin own,
            @Value("${henk.public-url:}") String publicUrl,
            @Value("${server.port:8080}") int port) {
        this.tenants = tenants;
        this.own = own;
        this.home = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceFirst("/$", "");
    }

    /** For the person who asks, in the answer to that very request. */
    Mono<String> of(TenantId tenant, Optional<String> page, ServerHttpRequest request) {
        return vouched(tenant, page, own.of(request)).map(found -> found.orElseGet(() -> own.of(request) + "/"));
    }

    /** For a mail: the name in a request's Host header proves nothing there. */
    Mono<String> ofMail(TenantId tenant, Optional<String> page) {
        return vouched(tenant, page, own.configured().orElse(home)).map(found -> found.orElseGet(() -> home + "/"));
    }

    private Mono<Optional<String>> vouched(TenantId tenant, Optional<String> page, String ours) {
        Optional<URI> uri = page.flatMap(LinkPages::web);
        if (uri.isEmpty()) {
            return Mono.just(Optional.empty());
        }
        String origin = uri.get().getScheme() + "://" + uri.get().getRawAuthority();
        String path = uri.get().getRawPath();
        Optional<String> address = Optional.of(origin + (path == null || path.isEmpty() ? "/" : path));
        return origin.equals(ours)
                ? Mono.just(address)
                : tenants.allowsPagesOf(tenant, origin).map(allowed -> address.filter(a -> allowed));
    }

    private static Optional<URI> web(String page) {
        try {
            URI uri = new URI(page);
            boolean web = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
            return web ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }
}
