package app.henk.chat;

import app.henk.agent.AgentEvent;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.Card;
import app.henk.agent.Spending;
import app.henk.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * An answer that this instance is making. It lives apart from the connection that asked for it: readers come and go,
 * only a stop ends it early.
 */
final class LiveRun {

    private final UUID id;
    private final UUID conversation;
    private final UUID answerId;
    private final Principal principal;
    private final FrameLog log = new FrameLog();
    private final AgUiFrames frames;
    private final Disposable.Swap work = Disposables.swap();
    private final Sinks.One<AgentEvent.Answer> answer = Sinks.one();

    private final Spending spending = new Spending();
    private final StringBuilder said = new StringBuilder();
    private final List<Card> shown = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private int claimed;
    private volatile Ending ending = new Ending.Finished();
    private volatile long endedAt;

    LiveRun(UUID id, UUID conversation, UUID answerId, Principal principal, UnaryOperator<String> toolLabel) {
        this.id = id;
        this.conversation = conversation;
        this.answerId = answerId;
        this.principal = principal;
        this.frames = new AgUiFrames(answerId, principal instanceof Principal.Staff, toolLabel, log::append);
    }

    UUID id() {
        return id;
    }

    UUID conversation() {
        return conversation;
    }

    UUID answerId() {
        return answerId;
    }

    Principal principal() {
        return principal;
    }

    FrameLog log() {
        return log;
    }

    /** The kept answer, once it is kept. */
    Mono<AgentEvent.Answer> answer() {
        return answer.asMono();
    }

    void workedBy(Disposable subscription) {
        work.update(subscription);
    }

    /** Takes one event of the turn and wakes the readers. What comes after the end has begun is dropped. */
    synchronized void on(AgentEvent event) {
        if (isEnding()) {
            return;
        }
        switch (event) {
            case AgentEvent.Text text -> {
                said.append(text.delta());
                frames.text(text.delta());
            }
            case AgentEvent.ToolStarted call -> frames.toolStarted(call);
            case AgentEvent.ToolFinished call -> {
                steps.add(call.step());
                frames.toolFinished(call);
            }
            case AgentEvent.CardShown card -> {
                shown.add(card.card());
                frames.card(card.card());
            }
            case AgentEvent.Finished finished -> frames.close();
        }
        log.flush();
    }

    /** What it has cost so far. */
    Spending spending() {
        return spending;
    }

    synchronized String said() {
        return said.toString();
    }

    synchronized List<Card> shown() {
        return List.copyOf(shown);
    }

    /** What was called and what came of it, so far. */
    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** True for the first who asks: a run ends once, by its last event, a stop or a failure. */
    synchronized boolean beginEnding() {
        boolean first = isEnding.compareAndSet(false, true);
        if (first) {
            frames.close();
        }
        return first;
    }

    boolean isEnding() {
        return isEnding.get();
    }

    /** Everything stands in the database: readers get the rest and the end. */
    void ended(Ending how, AgentEvent.Answer kept) {
        ending = how;
        endedAt = System.nanoTime();
        try {
            log.complete();
        } finally {
            // the next message waits for it, whatever a reader made of the end
            answer.tryEmitValue(kept);
        }
    }

    /** @param nanos by {@code System.nanoTime} */
    boolean endedBefore(long nanos) {
        return log.isComplete() && endedAt - nanos < 0;
    }

    /** How it ended; only meaningful once the log is complete. */
    Ending ending() {
        return ending;
    }

    /** Cancels the turn, and with it the model's stream. */
    void cancelTurn() {
        work.dispose();
    }

    /**
     * Frames that are not yet in the run log. They count as written from here on: whoever claims them writes them.
     *
     * @param first number of the first one
     * @param frames one a line; empty when there are none
     */
    record Unwritten(int first, String frames) {}

    synchronized Unwritten claimUnwritten() {
        int first = claimed + 1;
        StringBuilder lines = new StringBuilder();
        while (claimed < log.size()) {
            claimed++;
            lines.append(new String(log.frame(claimed), StandardCharsets.UTF_8)).append('\n');
        }
        return new Unwritten(first, lines.toString());
    }
}
