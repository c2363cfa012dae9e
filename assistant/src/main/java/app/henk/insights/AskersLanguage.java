package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In which of the languages that Henk speaks a request is answered: what it accepts, else the tenant's own. */
@Component
class AskersLanguage {

    private static final List<Locale> SPOKEN = List.of(Locale.GERMAN, Locale.ENGLISH, Locale.FRENCH);

    private final Tenants tenants;

    AskersLanguage(Tenants tenants) {
        this.tenants = tenants;
    }

    Mono<String> of(Principal.Staff staff, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return Mono.justOrEmpty(Locale.lookup(headers.getAcceptLanguage(), SPOKEN))
                .map(Locale::getLanguage)
                .switchIfEmpty(tenants.tenant(staff.tenant()).map(tenant -> tenant.language()));
    }
}
