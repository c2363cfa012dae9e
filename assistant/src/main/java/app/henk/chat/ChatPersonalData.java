package app.henk.chat;

import static app.henk.identity.PersonalTable.deleted;

import app.henk.identity.Conversations;
import app.henk.identity.DataSubject;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A conversation goes with all that was said in it; what is being said ends first. */
@Component
class ChatPersonalData implements PersonalData, Conversations {

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
                deleted("run_log", MINE),
                deleted("memory", MINE),
                deleted("handoff", MINE),
                deleted("message", MINE),
                deleted("run", MINE),
                deleted("conversation", "id = any(:conversations) or account_id = any(:accounts)")
                        .without("key_hash"));
    }

    @Override
    public Flux<UUID> ofAccount(TenantId tenant, UUID account) {
        return database.sql("select id from conversation where tenant_id = :tenant and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("account", account)
                .map(row -> Row.value(row, "id", UUID.class))
                .all();
    }

    /** An answer that another instance makes is told to stop as well; what it still writes is refused. */
    @Override
    public Mono<Void> beforeErasure(DataSubject person) {
        Scope scope = Scope.system(person.tenant());
        return Flux.fromIterable(person.conversations())
                .concatMap(conversation -> Mono.justOrEmpty(runs.inConversation(conversation))
                        .flatMap(run -> runs.stop(run, "en").thenReturn(true))
                        .switchIfEmpty(stored.latest(scope, conversation)
                                .filter(StoredRuns.State::isRunning)
                                .flatMap(
                                        state -> stored.stop(scope, state.run()).thenReturn(true))))
                .then();
    }
}
