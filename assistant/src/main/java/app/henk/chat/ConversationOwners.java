package app.henk.chat;

import app.henk.identity.Conversations;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells use cases below the agent whose a conversation is. */
@Component
class ConversationOwners implements Conversations {

    private final DatabaseClient database;

    ConversationOwners(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<UUID> ofAccount(TenantId tenant, UUID account) {
        return database.sql("select id from conversation where tenant_id = :tenant and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("account", account)
                .map(row -> Row.value(row, "id", UUID.class))
                .all();
    }

    @Override
    public Mono<Boolean> isAnonymous(TenantId tenant, UUID conversation) {
        return database.sql("select exists (select from conversation where tenant_id = :tenant and id = :conversation"
                        + " and account_id is null) as anonymous")
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .map(row -> Boolean.TRUE.equals(row.get("anonymous", Boolean.class)))
                .one();
    }
}
