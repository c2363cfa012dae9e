package app.henk.promises;

import app.henk.identity.LeavingConversation;
import app.henk.platform.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was promised in a conversation is promised to whoever it belongs to. */
@Component
class LeavingPromises implements LeavingConversation {

    private final DatabaseClient database;

    LeavingPromises(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> leaves(TenantId tenant, UUID conversation, UUID account) {
        return database.sql("update promise set account_id = null, version = version + 1 where tenant_id = :tenant"
                        + " and conversation_id = :conversation and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .bind("account", account)
                .then();
    }
}
