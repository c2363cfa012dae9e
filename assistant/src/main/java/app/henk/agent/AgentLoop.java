package app.henk.agent;

import app.henk.agent.AgentEvent.CardShown;
import app.henk.agent.AgentEvent.Outcome;
import app.henk.agent.AgentEvent.Text;
import app.henk.agent.AgentEvent.ToolFinished;
import app.henk.agent.AgentEvent.ToolStarted;
import app.henk.agent.AgentRequest.Step;
import app.henk.agent.model.ModelFailure;
import app.henk.agent.model.ModelSignal;
import app.henk.agent.model.ModelStream;
import app.henk.agent.tools.ToolResult;
import app.henk.agent.tools.ToolSession.Author;
import app.henk.platform.Wording;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Model and tools in turns, until there is an answer or a limit. One of the few classes that know LangChain4j: its own
 * services block, hold back what is streamed and cannot be cancelled.
 */
final class AgentLoop {

    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final ModelStream models;
    private final ModelStream offline;
    private final Wording wording;
    private final AgentProperties limits;

    /** @param models fall over among themselves until one has spoken; {@code offline} goes on after that */
    AgentLoop(ModelStream models, ModelStream offline, Wording wording, AgentProperties limits) {
        this.models = models;
        this.offline = offline;
        this.wording = wording;
        this.limits = limits;
    }

    /** The answer's events without the last one. Never fails. */
    Flux<AgentEvent> run(Turn turn) {
        turn.modelBegins();
        return round(turn, turn.request.modelAllowed() ? models : offline, 1);
    }

    /** A call that the program makes in the person's name, as if a model had asked for it. */
    Flux<AgentEvent> callForPerson(Turn turn, ToolExecutionRequest call, Mono<ToolResult> result) {
        turn.called(AiMessage.from(call));
        return ran(turn, call, result);
    }

    private Flux<AgentEvent> round(Turn turn, ModelStream model, int number) {
        boolean last = number >= limits.rounds();
        return model.stream(turn.next(!last, limits.outputTokens()))
                .takeUntilOther(Mono.delay(timeLeft(turn)))
                .takeUntil(signal -> turn.isOverlong())
                .<AgentEvent>handle((signal, sink) -> hear(turn, signal, sink))
                .concatWith(Flux.defer(() -> flush(turn)))
                .concatWith(Flux.defer(() -> next(turn, model, number)))
                .onErrorResume(fault -> brokeOff(turn, model, number, fault));
    }

    private static void hear(Turn turn, ModelSignal signal, SynchronousSink<AgentEvent> sink) {
        switch (signal) {
            case ModelSignal.Text text -> {
                String safe = turn.gate.accept(turn.hear(text));
                if (!safe.isEmpty()) {
                    sink.next(new Text(turn.say(safe)));
                }
            }
            case ModelSignal.ToolCalls calls -> turn.hear(calls);
            case ModelSignal.Finished end -> turn.hear(end);
        }
    }

    private static Flux<AgentEvent> flush(Turn turn) {
        String rest = turn.gate.end();
        return rest.isEmpty() ? Flux.empty() : Flux.just(new Text(turn.say(rest)));
    }

    private Flux<AgentEvent> next(Turn turn, ModelStream model, int number) {
        if (turn.isOverlong()) {
            return limited(turn, "agent.limit.length");
        }
        if (turn.finished().isEmpty()) {
            return limited(turn, "agent.limit.time");
        }
        if (turn.asked().isPresent()) {
            return tools(turn, turn.asked().orElseThrow(), model, number);
        }
        if (turn.finished().orElseThrow().reason() == FinishReason.LENGTH) {
            return limited(turn, "agent.limit.length");
        }
        if (turn.isSilent()) {
            return model == offline ? limited(turn, "agent.limit.nothing") : goOn(turn, number);
        }
        return Flux.empty();
    }

    private Flux<AgentEvent> tools(Turn turn, ModelSignal.ToolCalls asked, ModelStream model, int number) {
        if (number >= limits.rounds() || turn.tokens() >= limits.turnTokens()) {
            return limited(turn, "agent.limit.rounds");
        }
        turn.called(asked.message());
        // the engine goes by the person's words alone: what it shows cannot talk it into anything
        Author author = asked.byEngine() ? Author.PERSON : Author.MODEL;
        // one after the other: a person reads what happened in this order, and what one wrote the next may read
        return Flux.fromIterable(asked.calls())
                .concatMap(call -> ran(turn, call, turn.tools.call(author, call.id(), call.name(), call.arguments())))
                .concatWith(Flux.defer(() ->
                        timeLeft(turn).isZero() ? limited(turn, "agent.limit.time") : round(turn, model, number + 1)));
    }

    private static Flux<AgentEvent> ran(Turn turn, ToolExecutionRequest call, Mono<ToolResult> result) {
        return Flux.concat(
                Flux.just(new ToolStarted(call.id(), call.name(), call.arguments())),
                result.flatMapIterable(outcome -> finished(turn, call, outcome)));
    }

    private static List<AgentEvent> finished(Turn turn, ToolExecutionRequest call, ToolResult result) {
        Step step = turn.answered(call, result);
        List<AgentEvent> events = new ArrayList<>();
        events.add(new ToolFinished(call.id(), call.name(), result.json(), result.isFailed(), step));
        for (Card card : result.cards()) {
            if (card.type().equals(Sources.CARD)) {
                turn.sources.add(card);
            } else if (turn.isNew(card)) {
                events.add(new CardShown(card));
            }
        }
        return events;
    }

    /** What was said stays said: the sentence ends, and the offline engine goes on behind it. */
    private Flux<AgentEvent> brokeOff(Turn turn, ModelStream model, int number, Throwable fault) {
        if (fault instanceof ModelFailure failure) {
            turn.lose(failure.usage());
            LOG.info("a model broke off: {} {}", failure.kind(), failure.getMessage());
        } else {
            LOG.error("a turn broke off", fault);
        }
        String open = turn.gate.cut(wording.say("agent.broken", turn.language()));
        Flux<AgentEvent> ended = open.isEmpty() ? Flux.empty() : Flux.just(new Text(turn.say(open)));
        boolean over = model == offline || timeLeft(turn).isZero();
        return ended.concatWith(Flux.defer(() -> over ? limited(turn, "agent.limit.nothing") : goOn(turn, number)));
    }

    private Flux<AgentEvent> goOn(Turn turn, int number) {
        turn.continueElsewhere();
        // the engine needs a round for a tool and one for the answer, however many are used up
        return round(turn, offline, Math.min(number, Math.max(1, limits.rounds() - 2)));
    }

    private Flux<AgentEvent> limited(Turn turn, String why) {
        turn.endsAs(Outcome.LIMITED);
        String ending = turn.gate.cut("") + wording.say(why, turn.language());
        return Flux.just(new Text(turn.sayApart(ending)));
    }

    private static Duration timeLeft(Turn turn) {
        return Duration.ofNanos(Math.max(0, turn.endsAt - System.nanoTime()));
    }
}
