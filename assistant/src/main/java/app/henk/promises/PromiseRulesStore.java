package app.henk.promises;

import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.postgresql.codec.Json;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Keeps each tenant's rules of promising. */
@Component
@Order(120)
class PromiseRulesStore implements TenantSeed {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final String DEFAULTS = "promises/defaults.yaml";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<TenantId, PromiseRules> cache =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();

    PromiseRulesStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<PromiseRules> rules(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant, (id, executor) -> load(id).toFuture()), true);
    }

    /** What a tenant has changed since stays as it is. */
    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return read(demoFolder + "/promises.yaml")
                .flatMap(rules -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> database.sql("""
                                        insert into promise_rules (tenant_id, definition) values (:tenant, :rules)
                                        on conflict do nothing
                                        """)
                                .bind("tenant", tenant.id().value())
                                .bind("rules", Json.of(rules.toString()))
                                .then()))
                .doOnSuccess(done -> cache.synchronous().invalidate(tenant.id()));
    }

    private Mono<PromiseRules> load(TenantId tenant) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> database.sql("select definition from promise_rules where tenant_id = :tenant")
                                .bind("tenant", tenant.value())
                                .map(row -> JSON.readTree(
                                        Row.value(row, "definition", Json.class).asString()))
                                .one())
                .switchIfEmpty(Mono.defer(() -> read(DEFAULTS)))
                .map(PromiseRulesStore::checked);
    }

    private static Mono<JsonNode> read(String resource) {
        return Mono.fromCallable(() -> {
                    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
                        JsonNode rules = new YAMLMapper().readTree(in);
                        // refuses what makes no sense before it is kept
                        checked(rules);
                        return rules;
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static PromiseRules checked(JsonNode rules) {
        return JSON.treeToValue(rules, PromiseRules.class);
    }
}
