package app.henk.chat;

import app.henk.platform.Ids;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the database knows of runs: for readers whose answer is made by another instance, or by one that died. */
@Component
class StoredRuns {

    /** A run whose instance gave no sign of life for so long has died with it. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT = """
            select r.id, r.status, r.conversation_id, r.heartbeat_at < now() - make_interval(secs => :dead) as dead
              from run r
            """;

    private static final String BURY = """
            with r as (update run set status = 'interrupted', finished_at = now()
                        where tenant_id = :tenant and id = :run and status = 'running'
                          and heartbeat_at < now() - make_interval(secs => :dead)
                        returning conversation_id)
            , l as (insert into run_log (tenant_id, run_id, first_seq, conversation_id, frames)
                    select :tenant, :run, :first, conversation_id, :frames from r where :frames <> '')
            insert into message (tenant_id, id, conversation_id, run_id, role, text, outcome)
            select :tenant, :message, conversation_id, :run, 'assistant', :text, 'interrupted' from r
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Wording wording;

    StoredRuns(TenantTransactions transactions, DatabaseClient database, Wording wording) {
        this.transactions = transactions;
        this.database = database;
        this.wording = wording;
    }

    /** @param dead whether it should be running and nobody runs it */
    record State(UUID run, UUID conversation, String status, boolean dead) {

        boolean isRunning() {
            return status.equals("running");
        }
    }

    /** The latest run of a conversation, empty when nothing was ever said or the scope may not see it. */
    Mono<State> latest(Scope scope, UUID conversation) {
        return transactions.in(
                scope,
                () -> database.sql(
                                SELECT
                                        + " where r.tenant_id = :tenant and r.conversation_id = :key order by r.started_at desc, r.id desc limit 1")
                        .bind("tenant", scope.tenant().value())
                        .bind("key", conversation)
                        .bind("dead", (double) DEAD_AFTER.toSeconds())
                        .map(StoredRuns::state)
                        .one());
    }

    Mono<State> state(Scope scope, UUID run) {
        return transactions.in(
                scope,
                () -> database.sql(SELECT + " where r.tenant_id = :tenant and r.id = :key")
                        .bind("tenant", scope.tenant().value())
                        .bind("key", run)
                        .bind("dead", (double) DEAD_AFTER.toSeconds())
                        .map(StoredRuns::state)
                        .one());
    }

    /** The run that a client's message started, by the client's own id of it. */
    Mono<Asked> byClientId(Scope scope, UUID conversation, String clientId) {
        return transactions.in(
                scope,
                () -> database.sql("""
                        select run_id, text from message
                         where tenant_id = :tenant and conversation_id = :conversation and client_id = :client
                        """)
                        .bind("tenant", scope.tenant().value())
                        .bind("conversation", conversation)
                        .bind("client", clientId)
                        .map(row ->
                                new Asked(Row.value(row, "run_id", UUID.class), Row.value(row, "text", String.class)))
                        .one());
    }

    record Asked(UUID run, String text) {}

    /** All frames that the log has, in order. */
    Mono<List<byte[]>> frames(Scope scope, UUID run) {
        return transactions.in(
                scope,
                () -> database.sql(
                                "select frames from run_log where tenant_id = :tenant and run_id = :run order by first_seq")
                        .bind("tenant", scope.tenant().value())
                        .bind("run", run)
                        .map(row -> Row.value(row, "frames", String.class))
                        .all()
                        .collectList()
                        .map(StoredRuns::lines));
    }

    /** Asks the instance that makes the answer, whichever it is, to stop. It looks at every sign of life it gives. */
    Mono<Void> stop(Scope scope, UUID run) {
        return transactions.in(
                scope,
                () -> database.sql("""
                        update run set status = 'stopped', finished_at = now()
                         where tenant_id = :tenant and id = :run and status = 'running'
                        """)
                        .bind("tenant", scope.tenant().value())
                        .bind("run", run)
                        .then());
    }

    /** Ends a dead run: keeps as a message what was said until then. Harmless when somebody else did it. */
    Mono<Void> bury(Scope scope, UUID run) {
        return frames(scope, run).flatMap(frames -> {
            Said said = Said.of(frames);
            String closing = said.openMessage()
                    .map(id -> "{\"type\":\"TEXT_MESSAGE_END\",\"messageId\":\"" + id + "\"}\n")
                    .orElse("");
            return transactions.in(
                    scope,
                    () -> database.sql(BURY)
                            .bind("tenant", scope.tenant().value())
                            .bind("run", run)
                            .bind("dead", (double) DEAD_AFTER.toSeconds())
                            .bind("first", frames.size() + 1)
                            .bind("frames", closing)
                            .bind("message", Ids.next())
                            .bind("text", said.text())
                            .then());
        });
    }

    /** @param frames of the whole run */
    Ending ending(String status, List<byte[]> frames, String language) {
        return switch (status) {
            case "finished" -> new Ending.Finished(Interrupts.in(frames));
            case "stopped" -> new Ending.Stopped();
            default -> new Ending.Failed("interrupted", wording.say("chat.error.interrupted", language));
        };
    }

    /** What the frames of a run say so far, and which message they leave open. */
    private record Said(String text, Optional<String> openMessage) {

        static Said of(List<byte[]> frames) {
            StringBuilder text = new StringBuilder();
            Optional<String> open = Optional.empty();
            for (byte[] frame : frames) {
                JsonNode event = JSON.readTree(frame);
                switch (event.path("type").asString("")) {
                    case "TEXT_MESSAGE_START" ->
                        open = Optional.of(event.path("messageId").asString(""));
                    case "TEXT_MESSAGE_END" -> open = Optional.empty();
                    case "TEXT_MESSAGE_CONTENT" ->
                        text.append(event.path("delta").asString(""));
                    default -> {}
                }
            }
            return new Said(text.toString(), open);
        }
    }

    private static State state(io.r2dbc.spi.Readable row) {
        return new State(
                Row.value(row, "id", UUID.class),
                Row.value(row, "conversation_id", UUID.class),
                Row.value(row, "status", String.class),
                Boolean.TRUE.equals(row.get("dead", Boolean.class)));
    }

    private static List<byte[]> lines(List<String> pieces) {
        List<byte[]> frames = new ArrayList<>();
        for (String piece : pieces) {
            piece.lines().forEach(line -> frames.add(line.getBytes(StandardCharsets.UTF_8)));
        }
        return frames;
    }
}
