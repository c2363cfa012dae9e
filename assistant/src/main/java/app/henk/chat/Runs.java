package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.AgentRequest;
import app.henk.agent.SalesAgent;
import app.henk.identity.ModelBudget;
import app.henk.identity.Principal;
import app.henk.platform.Scope;
import app.henk.platform.Wording;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The answers that this instance is making, and for a while those that it has made. */
@Component
class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    // a database that restarts is given this long before an answer counts as not kept
    private static final Retry UNTIL_KEPT = Retry.backoff(6, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(4))
            .filter(error -> !(error instanceof DataIntegrityViolationException));

    private final SalesAgent agent;
    private final ConversationStore store;
    private final Wording wording;
    private final ChatProperties properties;
    private final ModelBudget budget;
    private final Map<UUID, LiveRun> runs = new ConcurrentHashMap<>();

    // what keeps and silences answers is there before the first one is asked for, and needs no agent for it
    Runs(
            @Lazy SalesAgent agent,
            ConversationStore store,
            Wording wording,
            ChatProperties properties,
            ModelBudget budget,
            MeterRegistry meters) {
        this.agent = agent;
        this.store = store;
        this.wording = wording;
        this.properties = properties;
        this.budget = budget;
        Gauge.builder("henk.chat.live", runs, Runs::live)
                .description("Answers that this instance is making")
                .register(meters);
    }

    private static long live(Map<UUID, LiveRun> runs) {
        return runs.values().stream().filter(run -> !run.log().isComplete()).count();
    }

    Optional<LiveRun> find(UUID run) {
        return Optional.ofNullable(runs.get(run));
    }

    Optional<LiveRun> inConversation(UUID conversation) {
        return runs.values().stream()
                .filter(run -> run.conversation().equals(conversation))
                .filter(run -> !run.log().isComplete())
                .findFirst();
    }

    Collection<LiveRun> all() {
        return runs.values();
    }

    /** Starts the turn. It goes on whether or not anybody reads it. */
    LiveRun start(AgentRequest request, UUID answerId) {
        Principal principal = request.principal();
        String language = request.locale();
        LiveRun run =
                new LiveRun(request.run(), request.conversation(), answerId, principal, tool -> label(tool, language));
        Turn turn = new Turn(run, language);
        runs.put(run.id(), run);
        run.workedBy(agent.turn(request, run.spending()).subscribe(turn::on, turn::failed, turn::ended));
        return run;
    }

    /** Ends a run early and keeps what was said. Does nothing to a run that has ended. */
    Mono<Void> stop(LiveRun run, String language) {
        return Mono.defer(() -> {
            run.cancelTurn();
            return close(run, () -> partial(run, language), new Ending.Stopped());
        });
    }

    private String label(String tool, String language) {
        String key = "chat.tool." + tool;
        return wording.say(wording.has(key, "en") ? key : "chat.tool.other", language);
    }

    /** @param kept asked for when nothing is added to it any more */
    private Mono<Void> close(LiveRun run, Supplier<AgentEvent.Answer> kept, Ending ending) {
        if (!run.beginEnding()) {
            return Mono.empty();
        }
        AgentEvent.Answer answer = kept.get();
        Scope scope = run.principal().scope();
        return Mono.defer(() -> {
                    LiveRun.Unwritten rest = run.claimUnwritten();
                    return store.finish(scope, run, answer, ending.status(), rest.first(), rest.frames())
                            .retryWhen(UNTIL_KEPT);
                })
                .onErrorResume(DataIntegrityViolationException.class, gone -> {
                    LOG.info("The answer of run {} was not kept: its conversation is gone", run.id());
                    return Mono.empty();
                })
                .onErrorResume(error -> {
                    LOG.error("The answer of run {} could not be kept", run.id(), error);
                    return Mono.empty();
                })
                .doFinally(signal -> {
                    budget.charge(scope.tenant(), run.spending().total());
                    run.ended(ending, answer);
                });
    }

    /** Lets go of answers that ended a while ago: who still wants to read one finds it in the database. */
    void forgetOld() {
        long before = System.nanoTime() - properties.replay().toNanos();
        runs.values().removeIf(run -> run.endedBefore(before));
    }

    private static AgentEvent.Answer partial(LiveRun run, String language) {
        return new AgentEvent.Answer(
                run.said(),
                language,
                run.steps(),
                run.shown(),
                AgentEvent.Outcome.COMPLETE,
                "",
                0,
                0,
                run.spending().total());
    }

    /** Follows one turn to its end, whichever way it ends. */
    private final class Turn {

        private final LiveRun run;
        private final String language;

        Turn(LiveRun run, String language) {
            this.run = run;
            this.language = language;
        }

        void on(AgentEvent event) {
            run.on(event);
            if (event instanceof AgentEvent.Finished finished) {
                close(
                                run,
                                finished::answer,
                                new Ending.Finished(
                                        Interrupts.of(finished.answer().cards())))
                        .subscribe();
            }
        }

        void failed(Throwable error) {
            LOG.error("The turn {} failed", run.id(), error);
            String sentence = wording.say("chat.error.internal", language);
            close(run, () -> partial(run, language), new Ending.Failed("internal", sentence))
                    .subscribe();
        }

        /** A turn that completes without an answer is a mistake in the agent; with one, this does nothing. */
        void ended() {
            if (!run.isEnding()) {
                failed(new IllegalStateException("the turn ended without an answer"));
            }
        }
    }
}
