package app.henk.crm;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Keeps the sales rules of each tenant, and gives a new one what it starts with. */
@Component
@Order(100)
class SalesRulesStore implements TenantSeed {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<Map<String, Map<String, String>>> TITLES = new TypeReference<>() {};

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final StageStore stages;
    private final AsyncCache<TenantId, SalesRules> cache =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();

    SalesRulesStore(TenantTransactions transactions, DatabaseClient database, StageStore stages) {
        this.transactions = transactions;
        this.database = database;
        this.stages = stages;
    }

    Mono<SalesRules> rules(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant, (id, executor) -> load(id).toFuture()), true);
    }

    /** To be called when this instance changed them; the others see it within half a minute. */
    void forget(TenantId tenant) {
        cache.synchronous().invalidate(tenant);
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return read(demoFolder + "/tenant.yaml").flatMap(rules -> store(tenant, rules));
    }

    @Override
    public Mono<Void> opened(Tenant tenant) {
        return read("crm/defaults.yaml").flatMap(rules -> store(tenant, rules));
    }

    private static Mono<JsonNode> read(String resource) {
        return Mono.fromCallable(() -> {
                    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
                        return new YAMLMapper().readTree(in);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Adds what is not there; what a tenant has changed since stays as it is. */
    private Mono<Void> store(Tenant tenant, JsonNode rules) {
        Scope scope = Scope.system(tenant.id());
        JsonNode formula = rules.path("scoring");
        JSON.treeToValue(formula, ScoringFormula.class);
        return transactions
                .in(
                        scope,
                        () -> stages.add(tenant.id(), rules)
                                .then(formula(tenant, formula))
                                .then(settings(tenant, rules.path("deal"))))
                .doOnSuccess(done -> cache.synchronous().invalidate(tenant.id()));
    }

    private Mono<Void> formula(Tenant tenant, JsonNode formula) {
        return database.sql("""
                        insert into scoring_formula (tenant_id, version, definition, active)
                        select :tenant, :version, :definition,
                               not exists (select 1 from scoring_formula where tenant_id = :tenant and active)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.id().value())
                .bind("version", formula.path("version").asString())
                .bind("definition", Json.of(formula.toString()))
                .then();
    }

    private Mono<Void> settings(Tenant tenant, JsonNode deal) {
        return database.sql("""
                        insert into sales_settings (tenant_id, default_deal_value, titles)
                        values (:tenant, :value, :titles) on conflict do nothing
                        """)
                .bind("tenant", tenant.id().value())
                .bind("value", deal.path("defaultValue").decimalValue(BigDecimal.ZERO))
                .bind("titles", Json.of(deal.has("titles") ? deal.get("titles").toString() : "{}"))
                .then();
    }

    private Mono<SalesRules> load(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant), () -> stages.all(tenant).flatMap(known -> settings(tenant, known)));
    }

    private Mono<SalesRules> settings(TenantId tenant, Stages stages) {
        return database.sql("""
                        select f.definition, s.default_deal_value, s.titles
                          from scoring_formula f join sales_settings s using (tenant_id)
                         where f.tenant_id = :tenant and f.active
                        """)
                .bind("tenant", tenant.value())
                .map(row -> new SalesRules(
                        stages,
                        JSON.readValue(Row.value(row, "definition", Json.class).asString(), ScoringFormula.class),
                        Row.value(row, "default_deal_value", BigDecimal.class),
                        JSON.readValue(Row.value(row, "titles", Json.class).asString(), TITLES)))
                .one();
    }
}
