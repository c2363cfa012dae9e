package app.henk.chat;

import static app.henk.identity.PersonalTable.deleted;

import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.platform.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A conversation goes with all that was said in it; what is being said ends first. */
@Component
class ChatPersonalData implements PersonalData {

    private static final String MINE = "conversation_id = any(:conversations)";

    private final DatabaseClient database;
    private final Runs runs;
    private final StoredRuns stored;

    ChatPersonalData(DatabaseClient database, Runs runs, StoredRuns stored) {
        this.database = database;
        this.runs = runs;
        this.stored = stored;
    }

    @Override
    public String section() {
        return "chat";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                deleted("session_move", MINE + " or from_account = any(:accounts) or to_account = any(:accounts)"),
                deleted("run_log", MINE),
                deleted("memory", MINE),
                deleted("handoff", MINE),
                deleted("message", MINE),
                deleted("run", MINE),
                deleted("conversation_link", MINE).without("token_hash"),
                deleted("conversation_key", MINE).without("key_hash"),
                deleted("conversation", "id = any(:conversations) or account_id = any(:accounts)")
                        .without("key_hash"));
    }

    @Override
    public Mono<Void> beforeErasure(DataSubject person) {
        return stopAnswers(person, Optional.empty());
    }

    @Override
    public Mono<Void> beforeErasure(DataSubject person, UUID run) {
        return stopAnswers(person, Optional.of(run));
    }

    /** What was agreed to in a talk is asked for again before it counts. */
    @Override
    public Mono<Void> consentWithdrawn(DataSubject person) {
        return database.sql("update memory set value = 'refused', told_at = now() where tenant_id = henk.tenant()"
                        + " and key = 'consent' and conversation_id = any(:conversations)")
                .bind("conversations", person.conversations().toArray(UUID[]::new))
                .then();
    }

    /** An answer that another instance makes is told to stop as well; what it still writes is refused. */
    private Mono<Void> stopAnswers(DataSubject person, Optional<UUID> but) {
        Scope scope = Scope.system(person.tenant());
        return Flux.fromIterable(person.conversations())
                .concatMap(conversation -> Mono.justOrEmpty(runs.inConversation(conversation))
                        .flatMap(run -> but.equals(Optional.of(run.id()))
                                ? Mono.just(true)
                                : runs.stop(run, "en").thenReturn(true))
                        .switchIfEmpty(stored.latest(scope, conversation)
                                .filter(StoredRuns.State::isRunning)
                                .filter(state -> !but.equals(Optional.of(state.run())))
                                .flatMap(
                                        state -> stored.stop(scope, state.run()).thenReturn(true))))
                .then();
    }
}
