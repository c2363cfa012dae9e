package app.henk.chat;

import app.henk.platform.Row;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rows of links and of the keys that came of them. Runs in the caller's transaction. */
@Component
class LinkStore {

    /** A conversation has at most so many links that wait, and so many other devices; the oldest give way. */
    private static final int MOST_LINKS = 5;

    private static final int MOST_KEYS = 10;

    private final DatabaseClient database;

    LinkStore(DatabaseClient database) {
        this.database = database;
    }

    /** What the link of a conversation is to know. */
    record Talk(Optional<String> page) {}

    /** Empty when it is not this visitor's any more. */
    Mono<Talk> talk(UUID conversation) {
        return database.sql("select coalesce(page, '') as page from conversation"
                        + " where tenant_id = henk.tenant() and id = :conversation and account_id is null")
                .bind("conversation", conversation)
                .map(row -> new Talk(
                        Optional.of(Row.value(row, "page", String.class)).filter(page -> !page.isEmpty())))
                .one();
    }

    Mono<Void> add(UUID conversation, LinkToken token, Instant expires) {
        return database.sql("""
                        with added as (
                            insert into conversation_link (tenant_id, id, conversation_id, token_hash, expires_at)
                            values (henk.tenant(), :id, :conversation, :hash, :expires))
                        delete from conversation_link where tenant_id = henk.tenant() and conversation_id = :conversation
                           and id in (select id from conversation_link
                                       where tenant_id = henk.tenant() and conversation_id = :conversation
                                       order by id desc offset :most)
                        """)
                .bind("id", token.id())
                .bind("conversation", conversation)
                .bind("hash", token.hash())
                .bind("expires", expires)
                .bind("most", MOST_LINKS - 1)
                .then();
    }

    /** The conversation that it opens, to whoever comes first; empty when it opens nothing (any more). */
    Mono<UUID> use(LinkToken token, Instant now) {
        return database.sql("""
                        update conversation_link l set used_at = :now
                          from conversation c
                         where l.tenant_id = henk.tenant() and l.id = :id and l.token_hash = :hash
                           and l.used_at is null and l.expires_at > :now
                           and c.tenant_id = henk.tenant() and c.id = l.conversation_id and c.account_id is null
                        returning l.conversation_id
                        """)
                .bind("now", now)
                .bind("id", token.id())
                .bind("hash", token.hash())
                .map(row -> Row.value(row, "conversation_id", UUID.class))
                .one();
    }

    /** Why a link opens nothing. Whoever cannot show its secret learns nothing of it. */
    enum Refusal {
        UNKNOWN,
        USED,
        EXPIRED,
        MOVED
    }

    Mono<Refusal> refusal(LinkToken token, Instant now) {
        return database.sql("""
                        select case when l.used_at is not null then 'USED' when l.expires_at <= :now then 'EXPIRED'
                                    else 'MOVED' end as why
                          from conversation_link l
                         where l.tenant_id = henk.tenant() and l.id = :id and l.token_hash = :hash
                        """)
                .bind("now", now)
                .bind("id", token.id())
                .bind("hash", token.hash())
                .map(row -> Refusal.valueOf(Row.value(row, "why", String.class)))
                .one()
                .defaultIfEmpty(Refusal.UNKNOWN);
    }

    Mono<Void> addKey(SessionKey key) {
        return database.sql("""
                        with added as (
                            insert into conversation_key (tenant_id, conversation_id, key_hash)
                            values (henk.tenant(), :conversation, :hash))
                        delete from conversation_key where tenant_id = henk.tenant() and conversation_id = :conversation
                           and key_hash in (select key_hash from conversation_key
                                             where tenant_id = henk.tenant() and conversation_id = :conversation
                                             order by added_at desc offset :most)
                        """)
                .bind("conversation", key.conversation())
                .bind("hash", key.hash().orElseThrow())
                .bind("most", MOST_KEYS - 1)
                .then();
    }
}
