package app.henk.identity;

import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens tenants that nobody has described yet: plain, in one language, ready to be filled. */
@Component
class NewTenants {

    private static final int LONGEST_SLUG = 40;
    private static final int SPELLINGS = 20;

    private final TenantStore store;
    private final ObjectProvider<TenantSeed> seeds;
    private final IdentitySettings settings;
    private final SecureRandom random = new SecureRandom();

    NewTenants(TenantStore store, ObjectProvider<TenantSeed> seeds, IdentitySettings settings) {
        this.store = store;
        this.seeds = seeds;
        this.settings = settings;
    }

    /** In the caller's transaction, if there is one. */
    Mono<Tenant> open(TenantId id, String company, Optional<String> language) {
        String slug = slug(company);
        return Flux.range(1, SPELLINGS)
                .map(n -> n == 1 ? slug : slug + "-" + n)
                .concatMap(spelling -> toBeHad(spelling)
                        .filter(free -> free)
                        .map(free -> plain(id, company, spelling, language.orElse("en")))
                        .filterWhen(store::insert))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.conflict(
                        "company-name-taken", "Too many companies have this name already; add something to it.")))
                .delayUntil(tenant -> store.allowKey(tenant.id(), newKey(), List.of()))
                .delayUntil(this::opened);
    }

    /** Each module gives the tenant what it cannot work without. */
    Mono<Void> opened(Tenant tenant) {
        return Flux.fromStream(seeds.orderedStream())
                .concatMap(seed -> seed.opened(tenant))
                .then();
    }

    /**
     * By these slugs the settings say whose visitors, and whose people, come without naming a company: they are for the
     * first one. Whoever opens another must not become it by its name.
     */
    private Mono<Boolean> toBeHad(String slug) {
        return List.of(settings.defaultTenant(), settings.oidc().tenant()).contains(slug)
                ? store.all().hasElements().map(any -> !any)
                : Mono.just(true);
    }

    private Tenant plain(TenantId id, String company, String slug, String language) {
        return new Tenant(
                id,
                slug,
                company,
                List.of(language),
                ZoneId.of("Europe/Berlin"),
                CurrencyUnit.EUR,
                new Tenant.Persona(company, Map.of(language, company), Map.of(language, company)),
                new Tenant.Contact("", "", ""),
                Map.of(),
                settings.dailyModelBudget());
    }

    private String newKey() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return "pk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String slug(String company) {
        String plain = Normalizer.normalize(company.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(LONGEST_SLUG, plain.length())).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "company" : cut;
    }
}
