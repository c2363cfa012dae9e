package app.henk.agent.model;

import reactor.core.publisher.Flux;

/** A model that can be asked, with all that is done to get an answer from this one. */
interface Candidate {

    String name();

    /** Fails with {@link ModelFailure} only. */
    Flux<ModelSignal> stream(ModelRequest request, Deadline deadline);

    ModelStatus.Model status();
}
