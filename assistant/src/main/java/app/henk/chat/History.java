package app.henk.chat;

import app.henk.agent.Card;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was said in a conversation. */
@Component
class History {

    /** At most so many messages come at once, the latest ones. */
    static final int PAGE = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Card>> CARDS = new TypeReference<>() {};
    private static final String COLUMNS =
            "select id, role, text, coalesce(language, '') as language, cards, feedback, created_at, speaker_name from message ";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final HandoffStore handoffs;

    History(TenantTransactions transactions, DatabaseClient database, HandoffStore handoffs) {
        this.transactions = transactions;
        this.database = database;
        this.handoffs = handoffs;
    }

    /**
     * @param role user, assistant, or staff for a person of the house
     * @param name who that person is
     */
    record Entry(
            UUID id,
            String role,
            String text,
            String language,
            List<Card> cards,
            Optional<String> feedback,
            Instant at,
            Optional<String> name) {}

    /** The latest messages, oldest first. */
    Mono<List<Entry>> of(Scope scope, UUID conversation) {
        return transactions.in(
                scope,
                () -> database.sql("select * from (" + COLUMNS
                                + " where tenant_id = :tenant and conversation_id = :conversation order by id desc limit "
                                + PAGE + ") latest order by id")
                        .bind("tenant", scope.tenant().value())
                        .bind("conversation", conversation)
                        .map(History::entry)
                        .all()
                        .collectList());
    }

    /** Who speaks in a conversation now: the assistant, or a person of the house. */
    Mono<Handoff> handoff(Scope scope, UUID conversation) {
        return transactions.in(scope, () -> handoffs.state(scope.tenant(), conversation));
    }

    /** Empty while the run has no kept answer. */
    Mono<Entry> answerOf(Scope scope, UUID run) {
        return transactions.in(
                scope,
                () -> database.sql(COLUMNS + " where tenant_id = :tenant and run_id = :run and role <> 'user' limit 1")
                        .bind("tenant", scope.tenant().value())
                        .bind("run", run)
                        .map(History::entry)
                        .one());
    }

    /** Fails with a not-found problem for a message that is not an answer in this conversation. */
    Mono<Void> rate(Scope scope, UUID conversation, UUID message, String value) {
        return transactions.in(
                scope,
                () -> database.sql("""
                        update message set feedback = nullif(:value, 'none')
                         where tenant_id = :tenant and conversation_id = :conversation and id = :message
                           and role = 'assistant'
                        """)
                        .bind("tenant", scope.tenant().value())
                        .bind("conversation", conversation)
                        .bind("message", message)
                        .bind("value", value)
                        .fetch()
                        .rowsUpdated()
                        .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(Problem.notFound("message"))));
    }

    private static Entry entry(Readable row) {
        Json cards = row.get("cards", Json.class);
        return new Entry(
                Row.value(row, "id", UUID.class),
                Row.value(row, "role", String.class),
                Row.value(row, "text", String.class),
                Row.value(row, "language", String.class),
                cards == null ? List.of() : JSON.readValue(cards.asString(), CARDS),
                Optional.ofNullable(row.get("feedback", String.class)),
                Row.value(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("speaker_name", String.class)));
    }
}
