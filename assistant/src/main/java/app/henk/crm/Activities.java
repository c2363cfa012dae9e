package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.Ids;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What happened with people and deals. */
@Service
public class Activities {

    private static final String SPOKE = """
            insert into activity (tenant_id, id, type, subject, body, contact_id, lead_id, deal_id, conversation_id,
                                  actor_id)
            select :tenant, :id, 'conversation', left(:subject, 300), :body, l.contact_id, l.id, d.id, :conversation,
                   :actor
              from (select 1) one
              left join lateral (select id, contact_id from lead where tenant_id = :tenant
                                    and conversation_id = :conversation order by id desc limit 1) l on true
              left join deal d on d.tenant_id = :tenant and d.lead_id = l.id
            """;

    private final DatabaseClient database;

    Activities(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Notes in the caller's transaction that a colleague spoke with somebody; with the lead and the deal of that
     * conversation, where there are any.
     */
    public Mono<Void> spoke(Principal.Staff staff, UUID conversation, String subject, String body) {
        return database.sql(SPOKE)
                .bind("tenant", staff.tenant().value())
                .bind("id", Ids.next())
                .bind("subject", subject)
                .bind("body", body)
                .bind("conversation", conversation)
                .bind("actor", staff.user())
                .then();
    }
}
