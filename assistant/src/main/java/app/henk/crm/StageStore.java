package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines and their stages. Runs in the caller's transaction. */
@Component
class StageStore {

    /** What a tenant with one pipeline calls it. */
    private static final String FIRST = "sales";

    private static final String FIRST_NAMES = "{\"de\":\"Verkauf\",\"en\":\"Sales\",\"fr\":\"Ventes\"}";
    private static final int USUAL_DAYS = 14;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    private final DatabaseClient database;

    StageStore(DatabaseClient database) {
        this.database = database;
    }

    /** All stages, pipeline by pipeline. */
    Mono<Stages> all(TenantId tenant) {
        return database.sql("""
                        select s.key, s.pipeline_key, s.names, s.probability, s.state, s.usual_days, s.synonyms
                          from stage s join pipeline p on p.tenant_id = s.tenant_id and p.key = s.pipeline_key
                         where s.tenant_id = :tenant order by p.position, s.position
                        """)
                .bind("tenant", tenant.value())
                .map(row -> new Stage(
                        Row.value(row, "key", String.class),
                        Row.value(row, "pipeline_key", String.class),
                        JSON.readValue(Row.value(row, "names", Json.class).asString(), NAMES),
                        Row.value(row, "probability", Short.class),
                        Row.value(row, "state", String.class),
                        Row.value(row, "usual_days", Integer.class),
                        List.of(Row.value(row, "synonyms", String[].class))))
                .all()
                .collectList()
                .map(Stages::new);
    }

    /**
     * Adds what is not there; what a tenant has changed since stays as it is.
     *
     * @param rules with {@code pipeline}, the stages of the only one, or {@code pipelines} with a key, a name and stages
     */
    Mono<Void> add(TenantId tenant, JsonNode rules) {
        return rules.has("pipelines")
                ? indexed(rules.path("pipelines"))
                        .concatMap(position -> {
                            JsonNode pipeline = rules.path("pipelines").get(position);
                            String key = pipeline.path("key").asString();
                            return pipeline(
                                            tenant,
                                            key,
                                            position,
                                            pipeline.path("name").toString())
                                    .then(stages(tenant, key, pipeline.path("stages")));
                        })
                        .then()
                : pipeline(tenant, FIRST, 0, FIRST_NAMES).then(stages(tenant, FIRST, rules.path("pipeline")));
    }

    private Mono<Void> pipeline(TenantId tenant, String key, int position, String names) {
        return database.sql("""
                        insert into pipeline (tenant_id, key, position, names) values (:tenant, :key, :position, :names)
                        on conflict do nothing
                        """)
                .bind("tenant", tenant.value())
                .bind("key", key)
                .bind("position", position)
                .bind("names", Json.of(names))
                .then();
    }

    private Mono<Void> stages(TenantId tenant, String pipeline, JsonNode stages) {
        return indexed(stages)
                .concatMap(position -> stage(tenant, pipeline, position, stages.get(position)))
                .then();
    }

    /** Tenants from before stages had synonyms and a usual time get them, unless they have their own by now. */
    private Mono<Void> stage(TenantId tenant, String pipeline, int position, JsonNode stage) {
        return database.sql("""
                        insert into stage (tenant_id, key, pipeline_key, position, names, probability, state, usual_days,
                                           synonyms)
                        values (:tenant, :key, :pipeline, :position, :names, :probability, :state, :days, :synonyms)
                        on conflict (tenant_id, key) do update
                           set usual_days = excluded.usual_days, synonyms = excluded.synonyms
                         where stage.synonyms = '{}' and stage.usual_days = :usual
                        """)
                .bind("tenant", tenant.value())
                .bind("key", stage.path("key").asString())
                .bind("pipeline", pipeline)
                .bind("position", position)
                .bind("names", Json.of(stage.path("name").toString()))
                .bind("probability", stage.path("probability").asInt())
                .bind("state", stage.path("state").asString())
                .bind("days", stage.path("usualDays").asInt(USUAL_DAYS))
                .bind(
                        "synonyms",
                        stage.path("synonyms")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toArray(String[]::new))
                .bind("usual", USUAL_DAYS)
                .then();
    }

    private static Flux<Integer> indexed(JsonNode list) {
        return Flux.fromStream(() -> IntStream.range(0, list.size()).boxed());
    }
}
