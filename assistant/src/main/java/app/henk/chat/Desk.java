package app.henk.chat;

import app.henk.agent.ConversationDesk;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps with the conversation what a turn notes about it. */
@Component
class Desk implements ConversationDesk {

    /** A conversation remembers at most so many facts; the oldest give way. */
    private static final int FACTS = 60;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Links links;

    Desk(TenantTransactions transactions, DatabaseClient database, Links links) {
        this.transactions = transactions;
        this.database = database;
        this.links = links;
    }

    @Override
    public Mono<Void> mailLink(Principal principal, Tenant tenant, UUID conversation, String address, String language) {
        return principal instanceof Principal.Visitor visitor
                ? links.mail(visitor, tenant, address, language)
                : Mono.error(Problem.conflict("signed-in", "Who has an account signs in on the other device."));
    }

    @Override
    public Mono<Void> requestPerson(Principal principal, UUID conversation, Cause cause, String reason) {
        return transactions.in(
                principal.scope(),
                () -> database.sql("""
                        update conversation
                           set waiting_since = coalesce(waiting_since, now()), waiting_reason = left(:reason, 500),
                               waiting_cause = :cause, last_at = now()
                         where tenant_id = :tenant and id = :conversation
                        returning henk.push('conversation/' || id, 'state')::text,
                                  henk.push('handoffs', 'state')::text
                        """)
                        .bind("cause", cause.name().toLowerCase(Locale.ROOT))
                        .bind("tenant", principal.tenant().value())
                        .bind("conversation", conversation)
                        .bind("reason", reason)
                        .then());
    }

    @Override
    public Mono<Void> remember(Principal principal, UUID conversation, UUID message, String key, String value) {
        return transactions.in(
                principal.scope(),
                () -> database.sql("""
                        with kept as (
                            insert into memory (tenant_id, conversation_id, key, value, message_id)
                            values (:tenant, :conversation, left(:key, 60), left(:value, 300), :message)
                            on conflict (tenant_id, conversation_id, key)
                            do update set value = excluded.value, message_id = excluded.message_id, told_at = now())
                        delete from memory where tenant_id = :tenant and conversation_id = :conversation
                           and key in (select key from memory
                                        where tenant_id = :tenant and conversation_id = :conversation
                                        order by told_at desc offset :most)
                        """)
                        .bind("tenant", principal.tenant().value())
                        .bind("conversation", conversation)
                        .bind("message", message)
                        .bind("key", key)
                        .bind("value", value)
                        .bind("most", FACTS - 1)
                        .then());
    }
}
