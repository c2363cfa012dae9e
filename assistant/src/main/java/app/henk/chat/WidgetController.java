package app.henk.chat;

import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the widget needs before anybody has said a word. Public, and the same for everybody. */
@RestController
class WidgetController {

    private static final int SUGGESTIONS = 4;

    private final Tenants tenants;
    private final Wording wording;
    private final boolean demo;

    WidgetController(Tenants tenants, Wording wording, @Value("${henk.demo:true}") boolean demo) {
        this.tenants = tenants;
        this.wording = wording;
        this.demo = demo;
    }

    record Config(
            String tenant,
            Persona persona,
            List<String> locales,
            Welcome welcome,
            List<String> suggestions,
            boolean consentRequired,
            Map<String, String> theme,
            boolean demo) {}

    record Persona(String name, String title) {}

    /** @param disclosure says that an AI answers and that a person can be asked for */
    record Welcome(String text, String disclosure) {}

    @GetMapping("/api/widget/config")
    Mono<ResponseEntity<Config>> config(@RequestParam Optional<String> locale, ServerWebExchange exchange) {
        return tenants.ofRequest(exchange)
                .map(tenant -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .varyBy("X-Henk-Key", "Origin")
                        .body(config(tenant, language(tenant, locale))));
    }

    private static String language(Tenant tenant, Optional<String> locale) {
        return locale.filter(wanted -> wanted.length() >= 2)
                .map(wanted -> wanted.substring(0, 2).toLowerCase(Locale.ROOT))
                .filter(tenant.languages()::contains)
                .orElseGet(tenant::language);
    }

    private Config config(Tenant tenant, String language) {
        Tenant.Persona persona = tenant.persona();
        String title = persona.title().getOrDefault(language, "");
        Map<String, String> values = Map.of("name", persona.name(), "title", title, "company", tenant.name());
        return new Config(
                tenant.name(),
                new Persona(persona.name(), title),
                tenant.languages(),
                new Welcome(
                        wording.say("chat.welcome", language, values),
                        wording.say("chat.disclosure", language, values)),
                suggestions(tenant, language),
                false,
                Map.of(),
                demo);
    }

    /** First words to choose from: the tenant's own when there are any, by its slug. */
    private List<String> suggestions(Tenant tenant, String language) {
        String own = "suggestions." + tenant.slug();
        String key = wording.has(own, language) ? own : "chat.suggestions";
        return java.util.stream.IntStream.range(0, Math.min(SUGGESTIONS, wording.variants(key, language)))
                .mapToObj(n -> wording.say(key, language, n, Map.of()))
                .toList();
    }
}
