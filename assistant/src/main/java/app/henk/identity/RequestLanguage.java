package app.henk.identity;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In which of the languages that Henk speaks staff read what a request gives: one it accepts, else the tenant's own. */
@Component
public final class RequestLanguage {

    private static final List<Locale> SPOKEN = List.of(Locale.GERMAN, Locale.ENGLISH, Locale.FRENCH);

    private final Tenants tenants;

    RequestLanguage(Tenants tenants) {
        this.tenants = tenants;
    }

    /** @return de, en or fr */
    public Mono<String> of(Principal.Staff staff, ServerWebExchange exchange) {
        List<Locale.LanguageRange> accepted = exchange.getRequest().getHeaders().getAcceptLanguage();
        return Mono.justOrEmpty(Locale.lookup(accepted, SPOKEN))
                .map(Locale::getLanguage)
                .switchIfEmpty(tenants.tenant(staff.tenant()).map(Tenant::language));
    }
}
