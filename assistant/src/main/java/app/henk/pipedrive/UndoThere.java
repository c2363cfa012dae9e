package app.henk.pipedrive;

import app.henk.crm.Change;
import app.henk.crm.Entity;
import app.henk.crm.Operation;
import app.henk.crm.UndoLimit;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import io.r2dbc.postgresql.codec.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Undone here, a change is sent like any other; some of what Pipedrive did because of it has no way back there. */
@Component
class UndoThere implements UndoLimit {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SENT = """
            select r.id, coalesce(r.state = 'left' and r.reason = 'deleted' and r.synced_at is not null, false) as gone,
                   coalesce(l.reason = 'converted', false) as converted,
                   (select f.key from stage f where f.tenant_id = henk.tenant()
                     order by f.pipeline_key, f.position limit 1) as first
              from jsonb_to_recordset($1) as k (entity text, id uuid)
              join pipedrive_record r on r.tenant_id = henk.tenant() and r.entity = k.entity and r.id = k.id
              left join deal d on r.entity = 'deal' and d.tenant_id = r.tenant_id and d.id = r.id
              left join pipedrive_record l on l.tenant_id = r.tenant_id and l.entity = 'lead' and l.id = d.lead_id
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Wording wording;

    UndoThere(TenantTransactions transactions, DatabaseClient database, Wording wording) {
        this.transactions = transactions;
        this.database = database;
        this.wording = wording;
    }

    /** @param first the stage in which a deal is a lead there */
    private record Sent(boolean gone, boolean converted, String first) {}

    @Override
    public Flux<String> beyond(TenantId tenant, List<Change> undone, String language) {
        return sent(tenant, undone)
                .flatMapMany(sent -> Flux.fromIterable(undone)
                        .flatMap(change -> Mono.justOrEmpty(
                                Optional.ofNullable(sent.get(change.id())).flatMap(state -> beyond(change, state)))))
                .distinct()
                .map(what -> wording.say("pipedrive.undo." + what, language));
    }

    private static Optional<String> beyond(Change change, Sent sent) {
        if (change.operation() == Operation.DELETED && sent.gone()) {
            return Optional.of("deleted");
        }
        if (change.after().containsKey("merged_into") && sent.gone()) {
            return Optional.of("merged." + change.entity().name().toLowerCase(Locale.ROOT));
        }
        boolean wasLead = sent.first().equals(change.before().get("stage_key"));
        return change.entity() == Entity.DEAL && wasLead && sent.converted()
                ? Optional.of("converted")
                : Optional.empty();
    }

    private Mono<Map<UUID, Sent>> sent(TenantId tenant, List<Change> undone) {
        List<Map<String, Object>> keys = undone.stream()
                .flatMap(change ->
                        Kind.of(change).map(kind -> Map.<String, Object>of("entity", kind.sql(), "id", change.id())))
                .distinct()
                .toList();
        return transactions
                .manyIn(
                        Scope.system(tenant),
                        () -> database.sql(SENT)
                                .bind(0, Json.of(JSON.writeValueAsString(keys)))
                                .map(row -> Map.entry(
                                        Row.value(row, "id", UUID.class),
                                        new Sent(
                                                Row.value(row, "gone", Boolean.class),
                                                Row.value(row, "converted", Boolean.class),
                                                Row.value(row, "first", String.class))))
                                .all())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new);
    }
}
