package app.henk.identity;

import app.henk.platform.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Two companies to look at, with four people each whose password everybody knows. */
@Component
class DemoTenants {

    static final String PASSWORD = "henk-demo";
    static final List<String> FOLDERS = List.of("demo/henk", "demo/works");

    private static final Map<Role, String> NAMES = Map.of(
            Role.CUSTOMER,
            "Clara Kundin",
            Role.SALES,
            "Samuel Sales",
            Role.MANAGER,
            "Marta Manager",
            Role.ADMIN,
            "Ada Admin");

    private final TenantStore tenants;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final ObjectProvider<TenantSeed> seeds;
    private final IdentitySettings settings;

    DemoTenants(
            TenantStore tenants,
            AccountStore accounts,
            Passwords passwords,
            ObjectProvider<TenantSeed> seeds,
            IdentitySettings settings) {
        this.tenants = tenants;
        this.accounts = accounts;
        this.passwords = passwords;
        this.seeds = seeds;
        this.settings = settings;
    }

    /** Makes what is missing and brings the description of each tenant up to date. */
    Mono<Void> seed() {
        return Flux.fromIterable(FOLDERS)
                .concatMap(folder -> Mono.fromCallable(() -> DemoTenant.read(folder, settings.dailyModelBudget()))
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(demo -> seed(demo, folder)))
                .then();
    }

    private Mono<Void> seed(DemoTenant demo, String folder) {
        return known(demo.tenant())
                .delayUntil(tenants::update)
                .switchIfEmpty(Mono.defer(() -> open(demo.tenant())))
                .delayUntil(tenant -> tenants.allowKey(tenant.id(), demo.widgetKey(), demo.allowedOrigins()))
                .delayUntil(this::people)
                .flatMapMany(tenant -> Flux.fromStream(seeds.orderedStream())
                        // modules read files here
                        .concatMap(seed ->
                                Mono.defer(() -> seed.seed(tenant, folder)).subscribeOn(Schedulers.boundedElastic())))
                .then();
    }

    private Mono<Tenant> known(Tenant described) {
        return tenants.all()
                .filter(named -> named.slug().equals(described.slug()))
                .next()
                .map(named -> TenantProfile.of(described)
                        .tenant(named.id(), described.slug(), described.name(), described.dailyModelBudget()));
    }

    /** Bare: what a module would give any new tenant must not stand in the way of what the demo describes. */
    private Mono<Tenant> open(Tenant tenant) {
        return tenants.insert(tenant).thenReturn(tenant);
    }

    private Mono<Void> people(Tenant tenant) {
        return Flux.fromArray(Role.values())
                .map(role -> person(tenant, role))
                .filterWhen(account ->
                        accounts.emailIsTaken(tenant.id(), account.email()).map(taken -> !taken))
                .collectList()
                .filter(missing -> !missing.isEmpty())
                .flatMap(missing -> passwords
                        .hash(PASSWORD)
                        .flatMapMany(
                                hash -> Flux.fromIterable(missing).concatMap(account -> accounts.insert(account, hash)))
                        .then());
    }

    private static Account person(Tenant tenant, Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        String email = name + "@" + tenant.slug() + ".example";
        return new Account(tenant.id(), Ids.next(), email, NAMES.getOrDefault(role, name), role, true);
    }
}
