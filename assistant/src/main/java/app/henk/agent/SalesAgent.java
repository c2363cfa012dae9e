package app.henk.agent;

import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Answers one message. */
@Service
public class SalesAgent {

    /**
     * Runs the turn: cold, cancellable at every point, bounded in rounds, seconds and tokens. Never fails because of a
     * model: the offline engine finishes what a model could not. Holds no transaction while a model talks.
     */
    public Flux<AgentEvent> turn(AgentRequest request) {
        throw new UnsupportedOperationException();
    }
}
