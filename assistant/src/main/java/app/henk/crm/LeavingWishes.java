package app.henk.crm;

import app.henk.identity.LeavingConversation;
import app.henk.platform.TenantId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A wish names its conversation and goes with it. Its contact is the account's no more, unless the address is the
 * account's own or another wish of the account hangs on it.
 */
@Component
class LeavingWishes implements LeavingConversation {

    private final DatabaseClient database;

    LeavingWishes(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> leaves(TenantId tenant, UUID conversation, UUID account) {
        return database.sql("""
                        update contact c set account_id = null, updated_at = now()
                          from lead l
                         where c.tenant_id = :tenant and c.account_id = :account
                           and l.tenant_id = :tenant and l.contact_id = c.id and l.conversation_id = :conversation
                           and not exists (select from account a where a.tenant_id = :tenant and a.id = :account
                                              and a.email = c.email)
                           and not exists (select from lead o join conversation t on t.tenant_id = o.tenant_id
                                              and t.id = o.conversation_id
                                            where o.tenant_id = :tenant and o.contact_id = c.id
                                              and o.conversation_id <> :conversation and t.account_id = :account)
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account)
                .bind("conversation", conversation)
                .then();
    }
}
