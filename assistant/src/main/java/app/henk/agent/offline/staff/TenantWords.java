package app.henk.agent.offline.staff;

import app.henk.crm.Pipelines;
import app.henk.crm.Stage;
import app.henk.crm.Stages;
import app.henk.identity.Principal;
import app.henk.platform.TenantId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Learns a tenant's words before its colleagues' messages are read; keeps those of the tenants that talk. */
@Component
public class TenantWords implements SalesWords {

    private static final int MOST_TENANTS = 1_000;

    private final Pipelines pipelines;
    private final Cache<TenantId, SalesTerms> learned =
            Caffeine.newBuilder().maximumSize(MOST_TENANTS).build();

    TenantWords(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** Brings the words up to date. Never fails: with what was known before, a message is understood as well. */
    public Mono<Void> learn(Principal.Staff staff) {
        return pipelines
                .stages(staff.tenant())
                .doOnNext(stages -> learned.put(staff.tenant(), new SalesTerms(names(stages), Map.of())))
                .then()
                .onErrorComplete();
    }

    private static Map<String, List<String>> names(Stages stages) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Stage stage : stages.all()) {
            List<String> words = new ArrayList<>(stage.name().values());
            words.addAll(stage.synonyms());
            names.putIfAbsent(stage.key(), words);
        }
        return names;
    }

    @Override
    public SalesTerms known(TenantId tenant) {
        return Optional.ofNullable(learned.getIfPresent(tenant)).orElse(SalesTerms.NONE);
    }
}
