package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows of formulas and of what colleagues think of scores. Runs in the caller's transaction. */
@Component
class FormulaStore {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DatabaseClient database;

    FormulaStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param definition as JSON */
    record Kept(String version, String definition, boolean active, Instant since) {
        ScoringFormula formula() {
            return JSON.readValue(definition, ScoringFormula.class);
        }
    }

    Flux<Kept> all(TenantId tenant, int limit) {
        return database.sql("select version, definition, active, since from scoring_formula where tenant_id = :tenant"
                        + " order by since desc, version desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(row -> new Kept(
                        Row.value(row, "version", String.class),
                        Row.value(row, "definition", Json.class).asString(),
                        Row.value(row, "active", Boolean.class),
                        Row.value(row, "since", Instant.class)))
                .all();
    }

    /** False when there is one of this version already. */
    Mono<Boolean> add(TenantId tenant, String version, String definition) {
        return database.sql("insert into scoring_formula (tenant_id, version, definition, active)"
                        + " values (:tenant, :version, :definition, false) on conflict do nothing")
                .bind("tenant", tenant.value())
                .bind("version", version)
                .bind("definition", Json.of(definition))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** False when there is no such version. */
    Mono<Boolean> activate(TenantId tenant, String version) {
        return database.sql("update scoring_formula set active = false where tenant_id = :tenant and active"
                        + " and version <> :version")
                .bind("tenant", tenant.value())
                .bind("version", version)
                .then()
                .then(database.sql("update scoring_formula set active = true where tenant_id = :tenant"
                                + " and version = :version")
                        .bind("tenant", tenant.value())
                        .bind("version", version)
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows > 0);
    }

    /** The latest that are decided, and those of the others that are scored best. */
    Flux<Lead> tried(TenantId tenant, int most) {
        return database.sql("select * from ((" + LeadStore.COLUMNS + """
                         where tenant_id = :tenant and deleted_at is null and status in ('won', 'lost')
                         order by id desc limit :most)
                        union all (
                        """ + LeadStore.COLUMNS + """
                         where tenant_id = :tenant and deleted_at is null and status not in ('won', 'lost')
                         order by score desc, id desc limit :most)) tried
                        """)
                .bind("tenant", tenant.value())
                .bind("most", most)
                .map(LeadStore::lead)
                .all();
    }

    Mono<Void> feedback(TenantId tenant, UUID lead, UUID actor, Score score, boolean good) {
        return database.sql("""
                        insert into score_feedback (tenant_id, lead_id, actor_id, formula_version, score, good)
                        values (:tenant, :lead, :actor, :version, :score, :good)
                        on conflict (tenant_id, lead_id, actor_id) do update set formula_version = excluded.formula_version,
                            score = excluded.score, good = excluded.good, at = now()
                        """)
                .bind("tenant", tenant.value())
                .bind("lead", lead)
                .bind("actor", actor)
                .bind("version", score.formula())
                .bind("score", score.total())
                .bind("good", good)
                .then();
    }

    Mono<Integer> opinions(TenantId tenant, String version, boolean good) {
        return database.sql("select count(*)::integer as opinions from score_feedback where tenant_id = :tenant"
                        + " and formula_version = :version and good = :good")
                .bind("tenant", tenant.value())
                .bind("version", version)
                .bind("good", good)
                .map(row -> Row.value(row, "opinions", Integer.class))
                .one();
    }
}
