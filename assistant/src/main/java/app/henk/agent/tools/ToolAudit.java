package app.henk.agent.tools;

import reactor.core.publisher.Mono;

/** Keeps who had which tool do what. Written for everything but a plain read of what is public in the tenant. */
interface ToolAudit {

    /** @param arguments as they were checked, or empty when they were refused */
    Mono<Void> record(ToolContext context, String callId, String tool, String arguments, ToolResult.Status status);
}
