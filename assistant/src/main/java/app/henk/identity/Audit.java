package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The book of what was done, by whom and in whose right. The database lets nobody rewrite it. */
@Service
public class Audit {

    /**
     * @param channel how it was asked for: web, chat, api, mcp, import, system
     * @param action what was done, object and verb: {@code lead.captured}
     * @param target the id of what it was done to
     * @param before JSON of what changed, as it was; no secrets
     * @param after JSON of what changed, as it is
     * @param message the chat message that led to it
     */
    public record Entry(
            String channel,
            String action,
            String target,
            Optional<String> before,
            Optional<String> after,
            Optional<UUID> message) {

        public Entry(String channel, String action, String target) {
            this(channel, action, target, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Entry before(String json) {
            return new Entry(channel, action, target, Optional.of(json), after, message);
        }

        public Entry after(String json) {
            return new Entry(channel, action, target, before, Optional.of(json), message);
        }

        public Entry message(UUID id) {
            return new Entry(channel, action, target, before, after, Optional.of(id));
        }
    }

    private static final String INSERT =
            "insert into audit (id, channel, action, target, before, after, message_id) values ($1,$2,$3,$4,$5,$6,$7)";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Audit(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** In a transaction of its own and in the speaker's name. */
    public Mono<Void> record(Principal who, Entry entry) {
        return transactions.in(who.scope(), () -> append(entry));
    }

    /** In the caller's transaction: the entry stands or falls with the change. Actor and authority are its scope's. */
    public Mono<Void> append(Entry entry) {
        return database.sql(INSERT)
                .bind(0, Ids.next())
                .bind(1, entry.channel())
                .bind(2, entry.action())
                .bind(3, entry.target())
                .bind(4, json(entry.before()))
                .bind(5, json(entry.after()))
                .bind(6, Parameter.fromOrEmpty(entry.message().orElse(null), UUID.class))
                .then();
    }

    private static Parameter json(Optional<String> text) {
        return Parameter.fromOrEmpty(text.map(Json::of).orElse(null), Json.class);
    }
}
