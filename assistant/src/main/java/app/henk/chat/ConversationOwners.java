package app.henk.chat;

import app.henk.identity.Conversations;
import app.henk.identity.RetentionHold;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells use cases below the agent whose a conversation is. */
@Component
class ConversationOwners implements Conversations {

    private static final String ABANDONED = """
            select c.id from conversation c
             where c.tenant_id = :tenant and c.account_id is null and c.last_at < :since
               and not exists (select from consent a
                                where a.tenant_id = c.tenant_id and a.conversation_id = c.id
                                  and a.withdrawn_at is null)
            """;

    private final DatabaseClient database;
    private final String abandoned;

    ConversationOwners(DatabaseClient database, List<RetentionHold> holds) {
        this.database = database;
        this.abandoned = holds.stream()
                .map(hold -> " and not (" + hold.condition() + ")")
                .collect(Collectors.joining("", ABANDONED, " order by c.last_at limit :limit"));
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
    public Flux<UUID> abandoned(TenantId tenant, Instant since, int limit) {
        return database.sql(abandoned)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .bind("limit", limit)
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
