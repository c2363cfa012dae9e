package app.henk.crm;

import app.henk.platform.TenantId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The stages that a tenant's deals go through. */
@Service
public class Pipelines {

    private final SalesRulesStore rules;

    Pipelines(SalesRulesStore rules) {
        this.rules = rules;
    }

    /** From a short-lived cache: at most half a minute old. */
    public Mono<Stages> stages(TenantId tenant) {
        return rules.rules(tenant).map(SalesRules::stages);
    }
}
