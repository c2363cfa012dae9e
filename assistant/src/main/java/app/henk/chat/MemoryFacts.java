package app.henk.chat;

import app.henk.identity.PersonalFacts;
import app.henk.identity.Principal;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a person told about the wish, in whatever conversation. The same told again in a later one counts once, as of
 * then. Agreements are no such facts: they stand where they are proved.
 */
@Component
@Order(20)
class MemoryFacts implements PersonalFacts {

    private final DatabaseClient database;

    MemoryFacts(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String section() {
        return "wishes";
    }

    @Override
    public String query() {
        return "select distinct on (key, lower(value)) conversation_id || ' ' || key as ref, key as topic, value,"
                + " told_at as at, conversation_id, message_id from memory where tenant_id = henk.tenant()"
                + " and key <> 'consent' and conversation_id = " + CONVERSATIONS
                + " order by key, lower(value), told_at desc";
    }

    @Override
    public boolean isForAdvice() {
        return true;
    }

    @Override
    public boolean isCorrectable(String topic) {
        return true;
    }

    @Override
    public boolean isForgettable(String topic) {
        return true;
    }

    /** The one that was shown; what the same words said elsewhere goes, or it would come back. */
    @Override
    public Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        return others(ref)
                .then(bound("""
                update memory set value = left(:value, 300), told_at = now(),
                       message_id = coalesce(:message, message_id)
                 where tenant_id = henk.tenant() and conversation_id = :conversation and key = :key
                """, ref)
                        .bind("value", correction.value())
                        .bind(
                                "message",
                                Parameter.fromOrEmpty(correction.message().orElse(null), UUID.class))
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0));
    }

    @Override
    public Mono<Boolean> forget(Principal who, String ref) {
        return others(ref).then(bound("""
                delete from memory where tenant_id = henk.tenant() and conversation_id = :conversation and key = :key
                """, ref).fetch().rowsUpdated().map(rows -> rows > 0));
    }

    private Mono<Void> others(String ref) {
        return bound("""
                delete from memory m using memory shown, conversation c, conversation other
                 where shown.tenant_id = henk.tenant() and shown.conversation_id = :conversation and shown.key = :key
                   and c.tenant_id = henk.tenant() and c.id = :conversation
                   and other.tenant_id = henk.tenant() and other.account_id = c.account_id and other.id <> c.id
                   and m.tenant_id = henk.tenant() and m.conversation_id = other.id
                   and m.key = shown.key and lower(m.value) = lower(shown.value)
                """, ref).then();
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, String ref) {
        int space = ref.indexOf(' ');
        return database.sql(sql)
                .bind("conversation", UUID.fromString(ref.substring(0, space)))
                .bind("key", ref.substring(space + 1));
    }
}
