package app.henk.groups;

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

/** Keeps each tenant's rules of groups, and gives a new tenant what it starts with. */
@Component
@Order(120)
class GroupRulesStore implements TenantSeed {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<TenantId, GroupRules> cache =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();

    GroupRulesStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<GroupRules> rules(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant, (id, executor) -> load(id).toFuture()), true)
                .switchIfEmpty(Mono.defer(() -> read("groups/defaults.yaml").map(GroupRulesStore::rules)));
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return store(tenant, demoFolder + "/groups.yaml");
    }

    @Override
    public Mono<Void> opened(Tenant tenant) {
        return store(tenant, "groups/defaults.yaml");
    }

    /** What a tenant has changed since stays as it is. */
    private Mono<Void> store(Tenant tenant, String resource) {
        return read(resource)
                .flatMap(definition -> {
                    // refuses what makes no sense before it is kept
                    String rules = JSON.writeValueAsString(rules(definition));
                    return transactions.in(
                            Scope.system(tenant.id()),
                            () -> database.sql("""
                                    insert into party_rules (tenant_id, definition) values (:tenant, :rules)
                                    on conflict do nothing
                                    """)
                                    .bind("tenant", tenant.id().value())
                                    .bind("rules", Json.of(rules))
                                    .then());
                })
                .doOnSuccess(done -> cache.synchronous().invalidate(tenant.id()));
    }

    /** A file on the class path. */
    static Mono<JsonNode> read(String resource) {
        return Mono.fromCallable(() -> {
                    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
                        return new YAMLMapper().readTree(in);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static GroupRules rules(JsonNode definition) {
        return JSON.treeToValue(definition, GroupRules.class);
    }

    private Mono<GroupRules> load(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select definition from party_rules where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map(row -> rules(JSON.readTree(
                                Row.value(row, "definition", Json.class).asString())))
                        .one());
    }
}
