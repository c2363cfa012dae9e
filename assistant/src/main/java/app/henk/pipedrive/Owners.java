package app.henk.pipedrive;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which user there is which colleague here. Short transactions of the system. */
@Component
class Owners {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    // an address is surer than a name
    private static final String FOUND = """
            insert into pipedrive_user (tenant_id, remote_id, salesperson_id)
            select distinct on (s.id) henk.tenant(), u.id, s.id
              from jsonb_to_recordset($1) as u (id bigint, name text, email text)
              join salesperson s on s.tenant_id = henk.tenant() and s.active
              left join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
             where lower(a.email) = lower(u.email) or lower(s.name) = lower(u.name)
             order by s.id, coalesce(lower(a.email) = lower(u.email), false) desc, u.id
            on conflict do nothing
            """;
    private static final String GONE =
            "delete from pipedrive_user where tenant_id = henk.tenant() and remote_id <> all($1)";
    private static final String OF_REMOTE =
            "select salesperson_id from pipedrive_user where tenant_id = henk.tenant() and remote_id = $1";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Owners(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Brings the table up to date with the users that there are; who was found once stays. */
    Mono<Void> refresh(TenantId tenant, List<JsonNode> users) {
        List<JsonNode> active = users.stream()
                .filter(user -> user.path("active_flag").asBoolean(true))
                .toList();
        List<Map<String, Object>> rows = active.stream()
                .map(user -> Map.<String, Object>of(
                        "id", user.path("id").asLong(),
                        "name", user.path("name").asString(""),
                        "email", user.path("email").asString("")))
                .toList();
        Long[] ids = active.stream().map(user -> user.path("id").asLong()).toArray(Long[]::new);
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(GONE)
                        .bind(0, ids)
                        .then()
                        .then(database.sql(FOUND)
                                .bind(0, Json.of(JSON.writeValueAsString(rows)))
                                .then()));
    }

    /** Empty for somebody who is no colleague here. */
    Mono<UUID> colleague(TenantId tenant, String remote) {
        return remote.matches("\\d{1,18}")
                ? transactions.in(
                        Scope.system(tenant),
                        () -> database.sql(OF_REMOTE)
                                .bind(0, Long.parseLong(remote))
                                .mapValue(UUID.class)
                                .one())
                : Mono.empty();
    }
}
