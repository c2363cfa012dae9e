package app.henk.pipedrive;

import app.henk.identity.Principal;
import app.henk.platform.Row;
import app.henk.platform.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads from the CRM's own history what came through Pipedrive's door, under the asking colleague's rights. */
@Component
class ChangesThere {

    private static final String SINCE = """
            select c.entity, c.entity_id, c.operation, s.at,
                   array(select k from jsonb_object_keys(c.before || c.after) k order by k) as fields,
                   coalesce(
                       (select d.title from deal d where c.entity = 'deal' and d.tenant_id = c.tenant_id and d.id = c.entity_id),
                       (select trim(p.first_name || ' ' || p.last_name) from contact p
                         where c.entity = 'contact' and p.tenant_id = c.tenant_id and p.id = c.entity_id),
                       (select trim(l.first_name || ' ' || l.last_name) from lead l
                         where c.entity = 'lead' and l.tenant_id = c.tenant_id and l.id = c.entity_id),
                       (select o.name from organisation o
                         where c.entity = 'organisation' and o.tenant_id = c.tenant_id and o.id = c.entity_id),
                       (select t.subject from task t
                         where c.entity = 'task' and t.tenant_id = c.tenant_id and t.id = c.entity_id),
                       (select a.subject from activity a
                         where c.entity = 'activity' and a.tenant_id = c.tenant_id and a.id = c.entity_id), '–') as label
              from change_set s join change c on c.tenant_id = s.tenant_id and c.change_set_id = s.id
             where s.tenant_id = henk.tenant() and s.channel = 'pipedrive' and s.at >= $1
             order by s.id desc, c.position limit $2
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    ChangesThere(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** The newest first. */
    Mono<List<ChangeThere>> since(Principal.Staff staff, Instant since, int most) {
        return transactions.in(
                staff.scope(),
                () -> database.sql(SINCE)
                        .bind(0, since)
                        .bind(1, most)
                        .map(row -> new ChangeThere(
                                Row.value(row, "entity", String.class),
                                Row.value(row, "entity_id", UUID.class),
                                Row.value(row, "label", String.class),
                                Row.value(row, "operation", String.class),
                                List.of(Optional.ofNullable(row.get("fields", String[].class))
                                        .orElse(new String[0])),
                                Row.value(row, "at", Instant.class)))
                        .all()
                        .collectList());
    }
}
