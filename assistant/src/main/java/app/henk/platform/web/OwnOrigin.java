package app.henk.platform.web;

import app.henk.platform.ClientAddress;
import app.henk.platform.StartRefused;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Under which address this installation is met: {@code HENK_PUBLIC_URL} when it is set, else what the request says,
 * with {@code X-Forwarded-Proto} and {@code -Host} counting from trusted proxies only.
 */
@Component
public class OwnOrigin {

    /** As browsers write it: in lower case, and without a port that goes without saying. */
    private record Address(String scheme, String authority) {

        static Address of(String scheme, String authority) {
            String plain = authority.toLowerCase(Locale.ROOT);
            String implied = scheme.equals("https") ? ":443" : ":80";
            return new Address(
                    scheme, plain.endsWith(implied) ? plain.substring(0, plain.length() - implied.length()) : plain);
        }

        String origin() {
            return scheme + "://" + authority;
        }

        String host() {
            return withoutPort(authority);
        }
    }

    private final Optional<Address> configured;
    private final ClientAddress clients;

    public OwnOrigin(@Value("${henk.public-url:}") String configured, ClientAddress clients) {
        this.configured = configured.isBlank() ? Optional.empty() : Optional.of(checked(configured));
        this.clients = clients;
    }

    /** Scheme, host and port as a browser writes them into {@code Origin}. */
    public String of(ServerHttpRequest request) {
        return configured
                .orElseGet(() -> Address.of(isSecure(request) ? "https" : "http", authority(request)))
                .origin();
    }

    /** The same for where there is no request; empty when no {@code HENK_PUBLIC_URL} is set. */
    public Optional<String> configured() {
        return configured.map(Address::origin);
    }

    public boolean isSecure(ServerHttpRequest request) {
        if (configured.isPresent()) {
            return configured.get().scheme().equals("https");
        }
        return forwarded(request, "X-Forwarded-Proto")
                .map("https"::equalsIgnoreCase)
                .orElseGet(() -> request.getSslInfo() != null);
    }

    /**
     * What the request puts before our own host's name, or before {@code localhost} where no {@code HENK_PUBLIC_URL} says
     * what that is. Empty for our own host, and for every name that is not below it.
     */
    public Optional<String> subDomain(ServerHttpRequest request) {
        String ours = "." + configured.map(Address::host).orElse("localhost");
        return Optional.of(withoutPort(authority(request)))
                .filter(host -> host.endsWith(ours))
                .map(host -> host.substring(0, host.length() - ours.length()));
    }

    /** Whether a page of another origin sent this. Requests that no page sent are not foreign. */
    public boolean isForeign(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        return origin != null && !origin.equals(of(request));
    }

    /** What the browser says the page's origin is; empty text when it says nothing. */
    public String claimed(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getOrigin()).orElse("");
    }

    /** Whether a page of our own sent this: the browser says so, in a header that no script can forge. */
    public boolean isOwnPage(ServerHttpRequest request) {
        String site = request.getHeaders().getFirst("Sec-Fetch-Site");
        return site != null ? site.equals("same-origin") : claimed(request).equals(of(request));
    }

    private String authority(ServerHttpRequest request) {
        return forwarded(request, "X-Forwarded-Host")
                .or(() -> Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.HOST)))
                .orElse("localhost")
                .toLowerCase(Locale.ROOT);
    }

    private static String withoutPort(String authority) {
        return authority.replaceFirst(":\\d*$", "");
    }

    private Optional<String> forwarded(ServerHttpRequest request, String header) {
        return clients.viaTrustedProxy(request)
                ? Optional.ofNullable(request.getHeaders().getFirst(header))
                : Optional.empty();
    }

    private static Address checked(String text) {
        URI uri = URI.create(text);
        if (uri.getAuthority() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new StartRefused(
                    "HENK_PUBLIC_URL: \"" + text + "\" is not an http(s) address.",
                    "It looks like https://henk.example.com.");
        }
        return Address.of(uri.getScheme(), uri.getAuthority());
    }
}
