package app.henk.identity;

import app.henk.platform.Row;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Those who work for the tenant, for use cases that have something to tell them. */
@Service
public class Colleagues {

    private static final int MOST = 20;
    private static final String MAILBOXES = "select id, email from account where tenant_id = henk.tenant() and active"
            + " and role <> 'customer' and (id = $1 or not exists (select from account a where a.tenant_id ="
            + " henk.tenant() and a.active and a.role <> 'customer' and a.id = $1)) order by id limit " + MOST;

    /** @param account whose it is */
    public record Mailbox(UUID account, String address) {}

    private final DatabaseClient database;

    Colleagues(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Where to write to about something: to whom it belongs, else, when that is nobody or they have left, to all, at
     * most twenty. In the caller's transaction, of staff or the system.
     */
    public Flux<Mailbox> mailboxes(Optional<UUID> responsible) {
        return database.sql(MAILBOXES)
                .bind(0, Parameter.fromOrEmpty(responsible.orElse(null), UUID.class))
                .map(row -> new Mailbox(Row.value(row, "id", UUID.class), Row.value(row, "email", String.class)))
                .all();
    }
}
