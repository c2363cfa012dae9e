package app.henk.groups;

import app.henk.identity.Tenant;
import app.henk.identity.TenantRules;
import app.henk.identity.TenantSeed;
import app.henk.platform.TenantId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps each tenant's rules of groups, and gives a new tenant what it starts with. */
@Component
@Order(120)
class GroupRulesStore implements TenantSeed {

    private static final String DEFAULTS = "groups/defaults.yaml";

    private final TenantRules<GroupRules> rules;

    GroupRulesStore(TenantRules.Tables tables) {
        this.rules = tables.rules("party_rules", GroupRules.class);
    }

    Mono<GroupRules> rules(TenantId tenant) {
        return rules.of(tenant).switchIfEmpty(Mono.defer(() -> rules.in(DEFAULTS)));
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return rules.begin(tenant, demoFolder + "/groups.yaml");
    }

    @Override
    public Mono<Void> opened(Tenant tenant) {
        return rules.begin(tenant, DEFAULTS);
    }
}
