package app.henk.booking;

import app.henk.identity.LeavingConversation;
import app.henk.platform.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** An appointment that was made in a conversation is of whoever that belongs to. */
@Component
class LeavingAppointments implements LeavingConversation {

    private final DatabaseClient database;

    LeavingAppointments(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> leaves(TenantId tenant, UUID conversation, UUID account) {
        return database.sql("update appointment set account_id = null where tenant_id = :tenant"
                        + " and conversation_id = :conversation and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .bind("account", account)
                .then();
    }
}
