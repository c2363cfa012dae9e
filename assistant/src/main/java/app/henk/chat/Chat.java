package app.henk.chat;

import app.henk.agent.AgentRequest;
import app.henk.identity.ModelBudget;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a person's message, keeps it, and has it answered: once, however often it is sent. */
@Service
class Chat {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ConversationStore store;
    private final StoredRuns stored;
    private final Runs runs;
    private final ModelBudget budget;
    private final ChatProperties properties;
    private final Clock clock;

    Chat(
            ConversationStore store,
            StoredRuns stored,
            Runs runs,
            ModelBudget budget,
            ChatProperties properties,
            Clock clock) {
        this.store = store;
        this.stored = stored;
        this.runs = runs;
        this.budget = budget;
        this.properties = properties;
        this.clock = clock;
    }

    /** An answer under way or done, and the id by which the client finds its conversation again. */
    record Answering(SessionKey key, Principal principal, UUID run) {}

    /**
     * The message is kept when this completes. A repeat of a message joins its answer; another message waits until the
     * answer before it has ended, at most {@code henk.chat.patience}, and then fails with a conflict problem.
     *
     * @param thread that the turn begins on, best the one that writes to its reader
     */
    Mono<Answering> send(Caller caller, ChatRequest request, Scheduler thread) {
        SessionKey key = request.session().map(SessionKey::parse).orElseGet(() -> caller.newKey(request.messageId()));
        Principal principal = caller.inConversation(key);
        return budget.allowed(caller.tenant().id())
                .flatMap(modelAllowed ->
                        open(caller.tenant(), principal, key, request, modelAllowed, thread, System.nanoTime()));
    }

    private Mono<Answering> open(
            Tenant tenant,
            Principal principal,
            SessionKey key,
            ChatRequest request,
            boolean modelAllowed,
            Scheduler thread,
            long since) {
        UUID run = Ids.next();
        UUID message = Ids.next();
        return store.open(principal, key, run, message, request.messageId(), request)
                .publishOn(thread)
                .map(opened -> {
                    if (!opened.held()) {
                        AgentRequest turn = turn(tenant, principal, key, request, run, message, opened, modelAllowed);
                        runs.start(turn, Ids.next());
                    }
                    return new Answering(key, principal, run);
                })
                .onErrorResume(
                        ConversationStore.Occupied.class,
                        occupied -> repeated(principal, key, request)
                                .switchIfEmpty(Mono.defer(() -> inTurn(principal, key, since)
                                        .then(open(tenant, principal, key, request, modelAllowed, thread, since)))));
    }

    private AgentRequest turn(
            Tenant tenant,
            Principal principal,
            SessionKey key,
            ChatRequest request,
            UUID run,
            UUID message,
            ConversationStore.Opened opened,
            boolean modelAllowed) {
        return new AgentRequest(
                principal,
                tenant,
                key.conversation(),
                run,
                message,
                request.text(),
                language(tenant, request),
                opened.transcript(),
                opened.remembered(),
                ZonedDateTime.now(clock).withZoneSameInstant(tenant.zone()),
                request.page(),
                request.form(),
                request.disclosed(),
                modelAllowed,
                opened.helpers(),
                request.acts());
    }

    private static String language(Tenant tenant, ChatRequest request) {
        return request.locale()
                .map(locale -> locale.substring(0, Math.min(2, locale.length())).toLowerCase(java.util.Locale.ROOT))
                .filter(tenant.languages()::contains)
                .orElseGet(tenant::language);
    }

    /** The run of this same message, when the client sent it before; a conflict when it now says something else. */
    private Mono<Answering> repeated(Principal principal, SessionKey key, ChatRequest request) {
        return Mono.justOrEmpty(request.messageId())
                .flatMap(id -> stored.byClientId(principal.scope(), key.conversation(), id))
                .map(asked -> {
                    if (!asked.text().equals(request.text())) {
                        throw Problem.conflict(
                                "message-id-reused",
                                "A message with this message_id was sent before and said something else. Use a new id.");
                    }
                    return new Answering(key, principal, asked.run());
                });
    }

    /** Completes when the conversation may have the next turn. */
    private Mono<Void> inTurn(Principal principal, SessionKey key, long since) {
        if (System.nanoTime() - since > properties.patience().toNanos()) {
            return Mono.error(Problem.conflict(
                            "conversation-busy", "The previous message is still being answered. Try again when it is.")
                    .with("retry_after", 5));
        }
        Scope scope = principal.scope();
        Optional<LiveRun> here = runs.inConversation(key.conversation());
        if (here.isPresent()) {
            return here.get()
                    .answer()
                    .timeout(properties.patience(), Mono.empty())
                    .then();
        }
        return stored.latest(scope, key.conversation())
                .flatMap(state -> state.dead() && state.isRunning() ? stored.bury(scope, state.run()) : Mono.empty())
                .then(Mono.delay(LOOK_AGAIN))
                .then();
    }

    /** In whose name the caller reads this conversation; a not-found problem when the key opens nothing. */
    Mono<Principal> seen(Caller caller, SessionKey key) {
        Principal principal = caller.inConversation(key);
        return store.mustSee(principal, key).thenReturn(principal);
    }

    /** Stops the answer that is being made in this conversation, wherever; does nothing when there is none. */
    Mono<Void> stop(Caller caller, SessionKey key) {
        Principal principal = caller.inConversation(key);
        return store.mustSee(principal, key)
                .then(Mono.defer(() -> runs.inConversation(key.conversation())
                        .map(run -> runs.stop(run, caller.tenant().language()))
                        .orElseGet(() -> stored.latest(principal.scope(), key.conversation())
                                .filter(StoredRuns.State::isRunning)
                                .flatMap(state -> stored.stop(principal.scope(), state.run())))));
    }
}
