package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.platform.Problem;
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

/** Keeps each tenant's rules of booking, and gives a new tenant what it starts with. */
@Component
@Order(110)
class BookingRulesStore implements TenantSeed {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<TenantId, BookingRules> cache =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(10_000).buildAsync();

    BookingRulesStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Fails with a not-found problem when the tenant has none: then it takes no bookings. */
    Mono<BookingRules> rules(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant, (id, executor) -> load(id).toFuture()), true)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("kind of appointment")));
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return store(tenant, demoFolder + "/booking.yaml");
    }

    @Override
    public Mono<Void> opened(Tenant tenant) {
        return store(tenant, "booking/defaults.yaml");
    }

    /** What a tenant has changed since stays as it is. */
    private Mono<Void> store(Tenant tenant, String resource) {
        return read(resource)
                .flatMap(rules -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> database.sql("""
                                        insert into booking_rules (tenant_id, definition) values (:tenant, :rules)
                                        on conflict do nothing
                                        """)
                                .bind("tenant", tenant.id().value())
                                .bind("rules", Json.of(rules.toString()))
                                .then()))
                .doOnSuccess(done -> cache.synchronous().invalidate(tenant.id()));
    }

    private static Mono<JsonNode> read(String resource) {
        return Mono.fromCallable(() -> {
                    try (InputStream in = new ClassPathResource(resource).getInputStream()) {
                        JsonNode rules = new YAMLMapper().readTree(in);
                        // refuses what makes no sense before it is kept
                        JSON.treeToValue(rules, BookingRules.class);
                        return rules;
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<BookingRules> load(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select definition from booking_rules where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map(row -> JSON.readValue(
                                Row.value(row, "definition", Json.class).asString(), BookingRules.class))
                        .one());
    }
}
