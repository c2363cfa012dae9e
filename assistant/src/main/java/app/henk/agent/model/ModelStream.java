package app.henk.agent.model;

import reactor.core.publisher.Flux;

/** One streaming call to a model. */
public interface ModelStream {

    /**
     * Cold: nothing is sent before the subscription, cancelling it closes the socket. Ends with exactly one
     * {@link ModelSignal.Finished}, or with a {@link ModelFailure}. Signals come on an event loop: the subscriber must
     * not block, and should request without bound, for a stream that is held back looks like one that is stuck.
     */
    Flux<ModelSignal> stream(ModelRequest request);
}
