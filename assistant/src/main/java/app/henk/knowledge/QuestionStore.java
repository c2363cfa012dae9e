package app.henk.knowledge;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Open questions and who asked them, in SQL. Every call joins the caller's transaction. */
@Component
class QuestionStore {

    private static final String OPEN = "insert into open_question"
            + " (tenant_id, id, language, text, gist, conversation_id, account_id)"
            + " values (henk.tenant(), $1, $2, $3, $4, $5, $6)"
            + " on conflict (tenant_id, language, gist) where state = 'open' do update set gist = excluded.gist"
            + " returning id";
    private static final String HOLD = "select id from open_question where id = $1 and state = 'open' for share";
    private static final String ASK = "insert into question_asker"
            + " (tenant_id, id, question_id, conversation_id, account_id, text, language, email)"
            + " values (henk.tenant(), $1, $2, $3, $4, $5, $6, $7)"
            + " on conflict (tenant_id, question_id, conversation_id)"
            + " do update set email = coalesce(excluded.email, question_asker.email)";
    private static final String OF_CONVERSATION = "select count(*) as n from question_asker a"
            + " join open_question q on q.tenant_id = a.tenant_id and q.id = a.question_id"
            + " where a.conversation_id = $1 and q.state = 'open' and q.id is distinct from $2";
    private static final String LATEST =
            "select id, text from open_question where state = 'open' and language = $1 order by asked_at desc limit $2";
    private static final String LIST = """
            select q.id, q.text, q.language, q.asked_at, count(a.id) as asked, count(a.email) as waiting,
                array_agg(a.conversation_id) filter (where a.id is not null) as conversations
            from open_question q
            left join question_asker a on a.tenant_id = q.tenant_id and a.question_id = q.id
            where q.state = 'open'
            group by q.tenant_id, q.id
            order by count(a.id) desc, q.asked_at, q.id limit $1
            """;
    private static final String CLOSE = "update open_question set state = 'answered', answer = $2,"
            + " answered_by = henk.actor(), answered_at = now() where id = $1 and state = 'open'"
            + " returning text, language";
    private static final String STATE = "select state from open_question where id = $1";
    private static final String WAITING = "select id, text, language, email from question_asker"
            + " where question_id = $1 and email is not null order by id limit $2";

    private final DatabaseClient database;

    QuestionStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param account of a customer; a visitor has none */
    record Asker(UUID conversation, Optional<UUID> account, String text, String language, Optional<String> email) {}

    record Worded(UUID id, String text) {}

    Flux<Worded> latest(String language, int most) {
        return database.sql(LATEST)
                .bind(0, language)
                .bind(1, most)
                .map(row -> new Worded(Row.value(row, "id", UUID.class), Row.value(row, "text", String.class)))
                .all();
    }

    /** The open question that has the same gist, whoever asked it first; held like {@link #hold}. */
    Mono<UUID> open(Asker asker, String gist) {
        return optional(
                        database.sql(OPEN)
                                .bind(0, Ids.next())
                                .bind(1, asker.language())
                                .bind(2, asker.text())
                                .bind(3, gist)
                                .bind(4, asker.conversation()),
                        5,
                        asker.account(),
                        UUID.class)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    /**
     * The question, if it is still open, and so until the transaction ends: whoever answers it meanwhile waits, and writes
     * to those who asked until then as well.
     */
    Mono<UUID> hold(UUID question) {
        return database.sql(HOLD)
                .bind(0, question)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }

    /** How many questions that this conversation has asked are open, besides this one. */
    Mono<Long> others(UUID conversation, Optional<UUID> question) {
        return optional(database.sql(OF_CONVERSATION).bind(0, conversation), 1, question, UUID.class)
                .map(row -> Row.value(row, "n", Long.class))
                .one();
    }

    /** Of a question that is held. Once for each conversation; an address that is told later is added. */
    Mono<Void> ask(UUID question, Asker asker) {
        var bound = optional(
                database.sql(ASK).bind(0, Ids.next()).bind(1, question).bind(2, asker.conversation()),
                3,
                asker.account(),
                UUID.class);
        return optional(bound.bind(4, asker.text()).bind(5, asker.language()), 6, asker.email(), String.class)
                .then();
    }

    private static <T> DatabaseClient.GenericExecuteSpec optional(
            DatabaseClient.GenericExecuteSpec spec, int index, Optional<T> value, Class<T> type) {
        return value.map(known -> spec.bind(index, known)).orElseGet(() -> spec.bindNull(index, type));
    }

    /** @param conversations of all who asked */
    record Listed(
            UUID id, String text, String language, Instant since, int asked, int waiting, List<UUID> conversations) {}

    Flux<Listed> list(int most) {
        return database.sql(LIST).bind(0, most).map(QuestionStore::listed).all();
    }

    private static Listed listed(Readable row) {
        UUID[] conversations = row.get("conversations", UUID[].class);
        return new Listed(
                Row.value(row, "id", UUID.class),
                Row.value(row, "text", String.class),
                Row.value(row, "language", String.class),
                Row.value(row, "asked_at", Instant.class),
                Row.value(row, "asked", Long.class).intValue(),
                Row.value(row, "waiting", Long.class).intValue(),
                conversations == null ? List.of() : List.of(conversations));
    }

    record Closed(String text, String language) {}

    /** Empty for a question that is not open; one of several at once gets it. */
    Mono<Closed> close(UUID question, String answer) {
        return database.sql(CLOSE)
                .bind(0, question)
                .bind(1, answer)
                .map(row -> new Closed(Row.value(row, "text", String.class), Row.value(row, "language", String.class)))
                .one();
    }

    Mono<String> state(UUID question) {
        return database.sql(STATE)
                .bind(0, question)
                .map(row -> Row.value(row, "state", String.class))
                .one();
    }

    record Waiting(UUID id, String text, String language, String email) {}

    Flux<Waiting> waiting(UUID question, int most) {
        return database.sql(WAITING)
                .bind(0, question)
                .bind(1, most)
                .map(row -> new Waiting(
                        Row.value(row, "id", UUID.class),
                        Row.value(row, "text", String.class),
                        Row.value(row, "language", String.class),
                        Row.value(row, "email", String.class)))
                .all();
    }
}
