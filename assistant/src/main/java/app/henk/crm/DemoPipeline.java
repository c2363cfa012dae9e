package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Gives a demo tenant's salespeople something to do: {@code pipeline.yaml} of its folder. It is what the tenant starts
 * with and no change of anybody's, so nothing is recorded and nobody told.
 */
@Component
@Order(150)
class DemoPipeline implements TenantSeed {

    private static final String VISITS = """
            insert into stage_visit (tenant_id, id, deal_id, stage_key, entered_at, left_at)
            select :tenant, v.id, v.deal_id, v.stage_key, v.entered_at, v.left_at
              from jsonb_populate_recordset(null::stage_visit, :visits) v
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Records records;
    private final SalesRulesStore rules;
    private final Clock clock;

    DemoPipeline(
            TenantTransactions transactions,
            DatabaseClient database,
            Records records,
            SalesRulesStore rules,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.records = records;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return Mono.fromCallable(() -> read(demoFolder))
                .subscribeOn(Schedulers.boundedElastic())
                .zipWith(rules.rules(tenant.id()))
                .flatMap(known -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> isThere(tenant)
                                .filter(there -> !there)
                                .flatMap(empty ->
                                        salespeople(tenant, known.getT1().path("salespeople")))
                                .flatMap(sellers -> store(
                                        tenant,
                                        new DemoSales(
                                                known.getT1(),
                                                known.getT2(),
                                                tenant,
                                                sellers,
                                                LocalDate.ofInstant(clock.instant(), tenant.zone()))))))
                .then();
    }

    private static JsonNode read(String folder) throws IOException {
        try (InputStream in = new ClassPathResource(folder + "/pipeline.yaml").getInputStream()) {
            return new YAMLMapper().readTree(in);
        }
    }

    private Mono<Boolean> isThere(Tenant tenant) {
        return database.sql(
                        "select exists (select from deal where tenant_id = :tenant and starts_with(origin, 'demo:'))"
                                + " as there")
                .bind("tenant", tenant.id().value())
                .map(row -> Row.value(row, "there", Boolean.class))
                .one();
    }

    /** By name: colleagues who sign in are there, the others are made. */
    private Mono<Map<String, UUID>> salespeople(Tenant tenant, JsonNode wanted) {
        List<Map<String, Object>> rows = wanted.valueStream()
                .map(person -> Map.<String, Object>of(
                        "id", Ids.next(),
                        "name", person.path("name").asString(),
                        "team", person.path("team").asString(),
                        "active", true))
                .toList();
        return records.insert(tenant.id(), Entity.SALESPERSON, rows)
                .then(database.sql("select id, name from salesperson where tenant_id = :tenant")
                        .bind("tenant", tenant.id().value())
                        .map(row -> Map.entry(Row.value(row, "name", String.class), Row.value(row, "id", UUID.class)))
                        .all()
                        .collect(LinkedHashMap::new, (map, entry) -> map.put(entry.getKey(), entry.getValue())));
    }

    private Mono<Long> store(Tenant tenant, DemoSales sales) {
        return Flux.fromIterable(sales.rows().entrySet())
                .concatMap(table -> records.insert(tenant.id(), table.getKey(), table.getValue())
                        .then())
                .then(database.sql(VISITS)
                        .bind("tenant", tenant.id().value())
                        .bind("visits", Json.of(FieldValues.write(sales.visits())))
                        .fetch()
                        .rowsUpdated());
    }
}
