package app.henk.crm;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads next steps. Runs in the caller's transaction. */
@Component
class TaskStore {

    private static final String COLUMNS = """
            select id, subject, due, assignee_id, contact_id, lead_id, deal_id, done_at, version, created_at
              from task where tenant_id = :tenant
            """;

    private final DatabaseClient database;

    TaskStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Task> find(TenantId tenant, UUID id, boolean deletedToo) {
        return database.sql(COLUMNS + " and id = :id and (:deleted or deleted_at is null)")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("deleted", deletedToo)
                .map(TaskStore::task)
                .one();
    }

    Flux<Task> openOfDeal(TenantId tenant, UUID deal, int limit) {
        return database.sql(COLUMNS + """
                         and deal_id = :deal and done_at is null and deleted_at is null order by due, id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("deal", deal)
                .bind("limit", limit)
                .map(TaskStore::task)
                .all();
    }

    Flux<Task> open(TenantId tenant, UUID salesperson, LocalDate until, int limit) {
        return database.sql(COLUMNS + """
                         and assignee_id = :salesperson and due <= :until and done_at is null and deleted_at is null
                         order by due, id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("salesperson", salesperson)
                .bind("until", until)
                .bind("limit", limit)
                .map(TaskStore::task)
                .all();
    }

    /** Open ones of a salesperson that have all of the words, in what they are or in what they are about. */
    Flux<Task> worded(TenantId tenant, UUID salesperson, String[] words, int limit) {
        return database.sql("""
                        select t.id, t.subject, t.due, t.assignee_id, t.contact_id, t.lead_id, t.deal_id, t.done_at,
                               t.version, t.created_at
                          from task t
                          left join deal d on d.tenant_id = t.tenant_id and d.id = t.deal_id
                          left join organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id
                          left join lead l on l.tenant_id = t.tenant_id and l.id = t.lead_id
                          left join contact c on c.tenant_id = t.tenant_id
                               and c.id = coalesce(t.contact_id, d.contact_id, l.contact_id)
                         where t.tenant_id = :tenant and t.assignee_id = :salesperson and t.done_at is null
                           and t.deleted_at is null
                           and (select bool_and(position(henk.fold(word) in henk.fold(concat_ws(' ', t.subject, d.title,
                                    o.name, l.company, c.first_name, c.last_name))) > 0) from unnest(:words::text[]) word)
                         order by t.due, t.id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("salesperson", salesperson)
                .bind("words", words)
                .bind("limit", limit)
                .map(TaskStore::task)
                .all();
    }

    private static Task task(Readable row) {
        return new Task(
                Row.value(row, "id", UUID.class),
                Row.value(row, "subject", String.class),
                Row.value(row, "due", LocalDate.class),
                Row.value(row, "assignee_id", UUID.class),
                Optional.ofNullable(row.get("contact_id", UUID.class)),
                Optional.ofNullable(row.get("lead_id", UUID.class)),
                Optional.ofNullable(row.get("deal_id", UUID.class)),
                Optional.ofNullable(row.get("done_at", Instant.class)),
                Row.value(row, "version", Integer.class),
                Row.value(row, "created_at", Instant.class));
    }
}
