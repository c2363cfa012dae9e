package app.henk.chat;

import app.henk.agent.JoinedConversations.Joined;
import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The book of moves, and the conversations that they move. Runs in the caller's transaction, as the system. */
@Component
class MoveStore {

    private static final String SELECT = """
            select m.*, exists (select from session_move u where u.tenant_id = m.tenant_id and u.undoes = m.id) as undone
              from session_move m
            """;

    private final DatabaseClient database;

    MoveStore(DatabaseClient database) {
        this.database = database;
    }

    /** Somebody signed in where it was held. */
    Mono<SessionMove> arrived(TenantId tenant, UUID conversation, UUID account) {
        return note(tenant, conversation, Optional.empty(), Optional.of(account), Optional.empty(), Optional.empty());
    }

    /** @param by who took it back. Fails with a duplicate key when that was done before */
    Mono<SessionMove> undo(TenantId tenant, SessionMove move, Optional<UUID> from, Optional<UUID> to, UUID by) {
        return note(tenant, move.conversation(), from, to, Optional.of(move.id()), Optional.of(by));
    }

    private Mono<SessionMove> note(
            TenantId tenant,
            UUID conversation,
            Optional<UUID> from,
            Optional<UUID> to,
            Optional<UUID> undoes,
            Optional<UUID> by) {
        UUID id = Ids.next();
        return database.sql("""
                        insert into session_move (tenant_id, id, conversation_id, from_account, to_account, undoes,
                                                  by_account)
                        values (:tenant, :id, :conversation, :from, :to, :undoes, :by)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .bind("conversation", conversation)
                .bind("from", or(from))
                .bind("to", or(to))
                .bind("undoes", or(undoes))
                .bind("by", or(by))
                .then()
                .then(find(tenant, id));
    }

    private static Parameter or(Optional<UUID> id) {
        return Parameter.fromOrEmpty(id.orElse(null), UUID.class);
    }

    Mono<SessionMove> find(TenantId tenant, UUID id) {
        return database.sql(SELECT + " where m.tenant_id = :tenant and m.id = :id")
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(MoveStore::move)
                .one();
    }

    /** Of an account, in and out, the newest first. */
    Flux<SessionMove> ofAccount(TenantId tenant, UUID account, int limit) {
        return database.sql(SELECT + " where m.tenant_id = :tenant and (m.from_account = :account"
                        + " or m.to_account = :account) order by m.id desc limit :limit")
                .bind("tenant", tenant.value())
                .bind("account", account)
                .bind("limit", limit)
                .map(MoveStore::move)
                .all();
    }

    /** What came by signing in and is there still, the newest first. */
    Flux<Joined> joined(TenantId tenant, UUID account, int limit) {
        return database.sql("""
                        select m.id, m.conversation_id, m.at, coalesce(left(f.text, 120), '') as beginning
                          from session_move m
                          join conversation c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
                                             and c.account_id = m.to_account
                          left join lateral (select text from message t where t.tenant_id = m.tenant_id
                               and t.conversation_id = m.conversation_id and t.role = 'user' order by t.id limit 1) f on true
                         where m.tenant_id = :tenant and m.to_account = :account and m.undoes is null
                           and not exists (select from session_move u where u.tenant_id = m.tenant_id and u.undoes = m.id)
                         order by m.id desc limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account)
                .bind("limit", limit)
                .map(row -> new Joined(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "conversation_id", UUID.class),
                        Row.value(row, "beginning", String.class),
                        Row.value(row, "at", Instant.class)))
                .all();
    }

    /** Back to whoever gets the new key. False when the conversation is no longer the account's, or is being answered. */
    Mono<Boolean> takeOut(TenantId tenant, UUID conversation, UUID account, byte[] hash) {
        return changed(database.sql("""
                        update conversation set account_id = null, key_hash = :hash, kind = 'visitor'
                         where tenant_id = :tenant and id = :conversation and account_id = :account
                           and not exists (select from run r where r.tenant_id = :tenant
                                              and r.conversation_id = :conversation and r.status = 'running')
                        """).bind("hash", hash).bind("account", account), tenant, conversation);
    }

    /** To the account again; no key opens it then. False when it belongs to an account by now, or is being answered. */
    Mono<Boolean> putBack(TenantId tenant, UUID conversation, UUID account) {
        return changed(database.sql("""
                        with keys as (delete from conversation_key
                                       where tenant_id = :tenant and conversation_id = :conversation)
                           , links as (delete from conversation_link
                                        where tenant_id = :tenant and conversation_id = :conversation)
                        update conversation set account_id = :account, key_hash = null, kind = 'customer'
                         where tenant_id = :tenant and id = :conversation and account_id is null
                           and exists (select from account a where a.tenant_id = :tenant and a.id = :account and a.active)
                           and not exists (select from run r where r.tenant_id = :tenant
                                              and r.conversation_id = :conversation and r.status = 'running')
                        """).bind("account", account), tenant, conversation);
    }

    private static Mono<Boolean> changed(
            DatabaseClient.GenericExecuteSpec statement, TenantId tenant, UUID conversation) {
        return statement
                .bind("tenant", tenant.value())
                .bind("conversation", conversation)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private static SessionMove move(Readable row) {
        return new SessionMove(
                Row.value(row, "id", UUID.class),
                Row.value(row, "conversation_id", UUID.class),
                Optional.ofNullable(row.get("from_account", UUID.class)),
                Optional.ofNullable(row.get("to_account", UUID.class)),
                Optional.ofNullable(row.get("undoes", UUID.class)),
                Optional.ofNullable(row.get("by_account", UUID.class)),
                Boolean.TRUE.equals(row.get("undone", Boolean.class)),
                Row.value(row, "at", Instant.class));
    }
}
