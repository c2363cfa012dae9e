package app.henk.crm;

import app.henk.identity.LeavingConversation;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.Map;
import java.util.Optional;
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

    private static final String OWN = """
            select distinct c.id from contact c join lead l on l.tenant_id = c.tenant_id and l.contact_id = c.id
             where c.tenant_id = :tenant and c.account_id = :account and l.conversation_id = :conversation
               and not exists (select from account a where a.tenant_id = :tenant and a.id = :account
                                  and a.email = c.email)
               and not exists (select from lead o join conversation t on t.tenant_id = o.tenant_id
                                  and t.id = o.conversation_id
                                where o.tenant_id = :tenant and o.contact_id = c.id
                                  and o.conversation_id <> :conversation and t.account_id = :account)
            """;

    private final DatabaseClient database;
    private final Changes changes;

    LeavingWishes(DatabaseClient database, Changes changes) {
        this.database = database;
        this.changes = changes;
    }

    @Override
    public Mono<Void> leaves(TenantId tenant, UUID conversation, UUID account) {
        return database.sql(OWN)
                .bind("tenant", tenant.value())
                .bind("account", account)
                .bind("conversation", conversation)
                .map(row -> Row.value(row, "id", UUID.class))
                .all()
                .collectList()
                .filter(contacts -> !contacts.isEmpty())
                .flatMap(contacts -> changes.within(
                        tenant,
                        Door.of(Channel.SYSTEM),
                        "contact.separated",
                        writing -> writing.lockAll(Entity.CONTACT, contacts)
                                .flatMapIterable(found -> found)
                                .concatMap(contact -> writing.update(contact, Map.of("account_id", Optional.empty())))
                                .then(Mono.just(contacts))))
                .then();
    }
}
