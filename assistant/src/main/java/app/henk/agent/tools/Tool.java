package app.henk.agent.tools;

import reactor.core.publisher.Mono;

/**
 * A verb that a model may ask for. An adapter like a controller: it translates and calls a use case, it decides
 * nothing. Rights, arguments, limits, audit and repetition are the registry's business and done when {@code run} is
 * called.
 */
public interface Tool {

    ToolDefinition definition();

    /** Runs once per call. A {@link app.henk.platform.Problem} becomes a refusal that the model can read. */
    Mono<ToolResult> run(ToolContext context, Arguments arguments);
}
