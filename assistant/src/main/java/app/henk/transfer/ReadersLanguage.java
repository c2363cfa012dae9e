package app.henk.transfer;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In which language somebody reads what a request gives: the browser's, else the tenant's. */
final class ReadersLanguage {

    private static final Set<String> SPOKEN = Set.of("de", "en", "fr");

    private ReadersLanguage() {}

    static Mono<String> of(Principal.Staff staff, ServerWebExchange exchange, Tenants tenants) {
        return exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                .map(Locale::getLanguage)
                .filter(SPOKEN::contains)
                .findFirst()
                .map(Mono::just)
                .orElseGet(() -> tenants.tenant(staff.tenant()).map(Tenant::language));
    }
}
