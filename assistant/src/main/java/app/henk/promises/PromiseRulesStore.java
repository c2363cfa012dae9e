package app.henk.promises;

import app.henk.identity.Tenant;
import app.henk.identity.TenantRules;
import app.henk.identity.TenantSeed;
import app.henk.platform.TenantId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps each tenant's rules of promising; who has none has the program's own. */
@Component
@Order(120)
class PromiseRulesStore implements TenantSeed {

    private final TenantRules<PromiseRules> rules;

    PromiseRulesStore(TenantRules.Tables tables) {
        this.rules = tables.rules("promise_rules", PromiseRules.class);
    }

    Mono<PromiseRules> rules(TenantId tenant) {
        return rules.of(tenant).switchIfEmpty(Mono.defer(() -> rules.in("promises/defaults.yaml")));
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return rules.begin(tenant, demoFolder + "/promises.yaml");
    }
}
