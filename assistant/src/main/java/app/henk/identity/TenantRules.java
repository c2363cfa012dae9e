package app.henk.identity;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.postgresql.codec.Json;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What each tenant has decided about one matter, kept as JSON in a table {@code (tenant_id, definition)}. Changes are
 * seen within half a minute, on whichever instance they were made.
 *
 * @param <T> a record whose constructor refuses what makes no sense
 */
public final class TenantRules<T> {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_TENANTS = 10_000;
    // rows of newer versions of the program say more
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<T> type;
    private final String table;
    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<TenantId, T> cache = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_TENANTS)
            .buildAsync();

    private TenantRules(Class<T> type, String table, TenantTransactions transactions, DatabaseClient database) {
        this.type = type;
        this.table = table;
        this.transactions = transactions;
        this.database = database;
    }

    /** Gives each module the rules that it owns. */
    @Component
    public static final class Tables {

        private final TenantTransactions transactions;
        private final DatabaseClient database;

        Tables(TenantTransactions transactions, DatabaseClient database) {
            this.transactions = transactions;
            this.database = database;
        }

        /** @param table a name in the program's own text, never from outside */
        public <T> TenantRules<T> rules(String table, Class<T> type) {
            return new TenantRules<>(type, table, transactions, database);
        }
    }

    /** Empty when the tenant has decided nothing. Runs in a transaction of its own, or none. */
    public Mono<T> of(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant, (id, executor) -> load(id).toFuture()), true);
    }

    /**
     * Gives a tenant its first rules; what it has decided since stays.
     *
     * @param file YAML on the class path; fails when it makes no sense
     */
    public Mono<Void> begin(Tenant tenant, String file) {
        return read(file)
                .flatMap(rules -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> database.sql("insert into " + table + " (tenant_id, definition)"
                                        + " values (:tenant, :rules) on conflict do nothing")
                                .bind("tenant", tenant.id().value())
                                .bind("rules", Json.of(rules.toString()))
                                .then()))
                .doOnSuccess(done -> cache.synchronous().invalidate(tenant.id()));
    }

    /** The rules that a file on the class path holds. */
    public Mono<T> in(String file) {
        return read(file).map(this::rules);
    }

    private Mono<JsonNode> read(String file) {
        return Mono.fromCallable(() -> {
                    try (InputStream in = new ClassPathResource(file).getInputStream()) {
                        JsonNode definition = new YAMLMapper().readTree(in);
                        rules(definition);
                        return definition;
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private T rules(JsonNode definition) {
        return JSON.treeToValue(definition, type);
    }

    private Mono<T> load(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select definition from " + table + " where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map(row -> rules(JSON.readTree(
                                Row.value(row, "definition", Json.class).asString())))
                        .one());
    }
}
