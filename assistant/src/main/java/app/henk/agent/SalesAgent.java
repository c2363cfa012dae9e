package app.henk.agent;

import app.henk.agent.AgentEvent.Text;
import app.henk.platform.Wording;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers one message. */
@Service
@EnableConfigurationProperties(AgentProperties.class)
public class SalesAgent {

    private final TurnOpening opening;
    private final AgentLoop loop;
    private final TurnEnding ending;
    private final Wording wording;
    private final AgentProperties limits;

    SalesAgent(TurnOpening opening, AgentModels models, TurnEnding ending, Wording wording, AgentProperties limits) {
        this.opening = opening;
        this.loop = new AgentLoop(models.chain(), models.offline(), wording, limits);
        this.ending = ending;
        this.wording = wording;
        this.limits = limits;
    }

    /**
     * Runs the turn: cold, cancellable at every point, bounded in rounds, seconds and tokens. Never fails because of a
     * model: the offline engine finishes what a model could not. Holds no transaction while a model talks.
     */
    public Flux<AgentEvent> turn(AgentRequest request) {
        return turn(request, new Spending());
    }

    /**
     * The same.
     *
     * @param spending counts what the turn costs; what it says holds also for a turn that is cancelled
     */
    public Flux<AgentEvent> turn(AgentRequest request, Spending spending) {
        return Mono.defer(() -> opening.open(
                        request, spending, System.nanoTime() + limits.time().toNanos()))
                .flatMapMany(this::run);
    }

    private Flux<AgentEvent> run(Turn turn) {
        return Flux.concat(
                disclosure(turn),
                opening.before(turn, loop),
                Flux.defer(() -> turn.isOver() ? Flux.empty() : loop.run(turn)),
                Flux.defer(() -> ending.of(turn, loop)));
    }

    /** Whoever writes to a machine must know it, from the first word. */
    private Flux<AgentEvent> disclosure(Turn turn) {
        boolean known = turn.request.disclosed()
                || !turn.request.transcript().isEmpty()
                || turn.context().speaker() == TurnContext.Speaker.STAFF;
        if (known) {
            return Flux.empty();
        }
        var tenant = turn.context().tenant();
        return Flux.just(new Text(turn.say(wording.say(
                "agent.disclosure",
                turn.language(),
                Map.of("persona", tenant.persona().name(), "company", tenant.name())))));
    }
}
