package app.henk.agent.tools;

import reactor.core.publisher.Mono;

/**
 * A verb that a model may ask for. An adapter like a controller: it translates and calls a use case, it decides
 * nothing. Rights, arguments, limits, audit and repetition are the registry's business and done when {@code run} is
 * called.
 */
public interface Tool {

    ToolDefinition definition();

    /** What this very call does to the world; a tool that can do both small and large things tells them apart here. */
    default Effect effect(Arguments arguments) {
        return definition().effect();
    }

    /** The same where only a look at the data tells. Fails with a problem for a speaker who may not have it. */
    default Mono<Effect> effect(ToolContext context, Arguments arguments) {
        return Mono.just(effect(arguments));
    }

    /**
     * Works out what a call would do that a person must confirm first, changing nothing. What is confirmed is what
     * stands in the proposal: "the second one" must not become another one until then.
     */
    default Mono<Proposal> propose(ToolContext context, Arguments arguments) {
        return Mono.just(new Proposal.Ask(arguments));
    }

    /** Runs once per call. A {@link app.henk.platform.Problem} becomes a refusal that the model can read. */
    Mono<ToolResult> run(ToolContext context, Arguments arguments);
}
