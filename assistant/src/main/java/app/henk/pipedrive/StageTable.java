package app.henk.pipedrive;

import app.henk.crm.Stages;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Which stage there is which one here. Found by name once, kept by id: renaming changes nothing. Several there may be one
 * here; one of them is where deals from here go.
 */
@Component
class StageTable {

    private static final String ALL = "select remote_id, remote_name, pipeline_id, position, stage_key, outward"
            + " from pipedrive_stage where tenant_id = henk.tenant() order by pipeline_id, position, remote_id";
    private static final String KEEP = """
            insert into pipedrive_stage as s (tenant_id, remote_id, remote_name, pipeline_id, position, stage_key, outward)
            values (henk.tenant(), $1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, remote_id) do update set remote_name = $2, pipeline_id = $3, position = $4,
                stage_key = coalesce(s.stage_key, $5), outward = s.outward or ($6 and s.stage_key is null)
            """;
    private static final String GONE =
            "delete from pipedrive_stage where tenant_id = henk.tenant() and remote_id <> all($1)";
    private static final String NOT_OUTWARD =
            "update pipedrive_stage set outward = false where tenant_id = henk.tenant() and stage_key = $1";
    private static final String MAP = "update pipedrive_stage set stage_key = $1, outward = true"
            + " where tenant_id = henk.tenant() and remote_id = $2";
    private static final String OF_REMOTE =
            "select stage_key from pipedrive_stage where tenant_id = henk.tenant() and remote_id = $1";
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    StageTable(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** @param key of the stage here that it is; none when nobody has said */
    record RemoteStage(long id, String name, long pipeline, int position, Optional<String> key, boolean outward) {}

    Mono<List<RemoteStage>> all(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(ALL)
                        .map(row -> new RemoteStage(
                                Row.value(row, "remote_id", Long.class),
                                Row.value(row, "remote_name", String.class),
                                Row.value(row, "pipeline_id", Long.class),
                                Row.value(row, "position", Integer.class),
                                Optional.ofNullable(row.get("stage_key", String.class)),
                                Boolean.TRUE.equals(row.get("outward", Boolean.class))))
                        .all()
                        .collectList());
    }

    /** Brings the table up to date with the stages that there are, and maps those by name that nobody mapped yet. */
    Mono<List<RemoteStage>> refresh(TenantId tenant, List<JsonNode> found, Stages ours) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> all(tenant)
                                .flatMap(before -> database.sql(GONE)
                                        .bind(
                                                0,
                                                found.stream()
                                                        .map(json ->
                                                                json.path("id").asLong())
                                                        .toArray(Long[]::new))
                                        .then()
                                        .thenMany(Flux.fromIterable(StageGuess.of(found, ours, before)))
                                        .concatMap(this::keep)
                                        .then()))
                .then(all(tenant));
    }

    private Mono<Void> keep(RemoteStage stage) {
        return database.sql(KEEP)
                .bind(0, stage.id())
                .bind(1, stage.name())
                .bind(2, stage.pipeline())
                .bind(3, stage.position())
                .bind(4, Parameter.fromOrEmpty(stage.key().orElse(null), String.class))
                .bind(5, stage.outward())
                .then();
    }

    /** Deals in the stage here go to that stage there from now on. */
    Mono<Void> map(TenantId tenant, String key, long remote) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(NOT_OUTWARD)
                        .bind(0, key)
                        .then()
                        .then(database.sql(MAP).bind(0, key).bind(1, remote).then()));
    }

    Mono<String> keyOf(TenantId tenant, String remote) {
        return remote.matches("\\d{1,18}")
                ? transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(OF_REMOTE)
                                .bind(0, Long.parseLong(remote))
                                .mapValue(String.class)
                                .one())
                : Mono.empty();
    }
}
