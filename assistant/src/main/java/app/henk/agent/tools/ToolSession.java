package app.henk.agent.tools;

import app.henk.agent.TurnContext.Speaker;
import app.henk.agent.tools.ArgumentReader.BadArguments;
import app.henk.platform.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The calls of one turn. Every call is refused here unless the speaker may have the tool, the arguments are exactly what
 * it declares, and the turn has calls left. The same call again gives the first one's result and does nothing.
 *
 * <p>Taint: as soon as a staff member's turn has read text that came from outside (a visitor's message, an e-mail, a web
 * form), everything but reading needs that person's confirmation, because whoever wrote the text may be the one who
 * speaks through the model.
 */
public final class ToolSession {

    private static final Logger LOG = LoggerFactory.getLogger(ToolSession.class);

    private final ToolContext context;
    private final Map<String, Tool> tools;
    private final Confirmations confirmations;
    private final ToolAudit audit;
    private final ToolProperties limits;
    private final Map<String, Mono<ToolResult>> done = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean tainted;

    ToolSession(
            ToolContext context,
            Map<String, Tool> tools,
            Confirmations confirmations,
            ToolAudit audit,
            ToolProperties limits) {
        this.context = context;
        this.tools = tools;
        this.confirmations = confirmations;
        this.audit = audit;
        this.limits = limits;
        this.tainted = context.tainted();
    }

    /**
     * Has a tool run, once.
     *
     * @param callId of the model; unchecked like the rest
     * @return never an error: what went wrong stands in the result, in words that a model can act on
     */
    public Mono<ToolResult> call(String callId, String name, String arguments) {
        if (calls.incrementAndGet() > limits.callsPerTurn()) {
            return Mono.just(ToolResult.refused("limit", "No more calls in this turn. Answer with what is known."));
        }
        Tool tool = tools.get(name);
        if (tool == null || !tool.definition().speakers().contains(context.speaker())) {
            // the same words for both: a tool that this person may not have does not exist for this person
            return refuse(
                    callId, tool == null ? "unknown" : name, ToolResult.refused("unknown_tool", "Not available."));
        }
        Arguments checked;
        try {
            checked = ArgumentReader.read(tool.definition(), arguments);
        } catch (BadArguments bad) {
            return refuse(callId, name, ToolResult.refused("wrong_arguments", bad.faults()));
        }
        return once(callId, tool, checked, needsConfirmation(tool.definition()));
    }

    /**
     * Runs what a person has confirmed.
     *
     * @param token from the confirm card; refused when it is forged, too old, used, or somebody else's
     */
    public Mono<ToolResult> confirm(String callId, String token) {
        return confirmations
                .redeem(token, context)
                .flatMap(asked -> {
                    Tool tool = tools.get(asked.tool());
                    if (tool == null || !tool.definition().speakers().contains(context.speaker())) {
                        return Mono.just(ToolResult.refused("unknown_tool", "Not available."));
                    }
                    return once(callId, tool, ArgumentReader.read(tool.definition(), asked.arguments()), false);
                })
                .onErrorResume(fault -> {
                    LOG.error("a confirmation could not be redeemed", fault);
                    return Mono.just(ToolResult.failed("fault", "It did not work. Say so, and go on."));
                })
                .switchIfEmpty(Mono.fromSupplier(
                        () -> ToolResult.refused("not_confirmed", "Ask again: this confirmation is void.")));
    }

    private boolean needsConfirmation(ToolDefinition tool) {
        return tool.effect() == Effect.GUARDED
                || tool.effect() != Effect.READ && tainted && context.speaker() == Speaker.STAFF;
    }

    private Mono<ToolResult> once(String callId, Tool tool, Arguments arguments, boolean ask) {
        String same = tool.definition().name() + arguments;
        return done.computeIfAbsent(
                same,
                key -> (ask ? confirmations.ask(context, tool.definition(), arguments) : run(tool, arguments))
                        .flatMap(result -> recorded(callId, tool.definition(), arguments, result))
                        .doOnNext(this::noteTaint)
                        .cache());
    }

    private Mono<ToolResult> run(Tool tool, Arguments arguments) {
        String name = tool.definition().name();
        return Mono.defer(() -> tool.run(context, arguments))
                .timeout(limits.timeout())
                .onErrorResume(
                        Problem.class, no -> Mono.just(ToolResult.refused(no.type(), String.valueOf(no.getMessage()))))
                .onErrorResume(
                        TimeoutException.class,
                        slow -> Mono.just(ToolResult.failed(
                                "too_slow", "It took too long. Say that it did not work, and go on.")))
                .onErrorResume(fault -> {
                    LOG.error("tool {} failed", name, fault);
                    return Mono.just(ToolResult.failed("fault", "It did not work. Say so, and go on."));
                })
                .switchIfEmpty(Mono.fromSupplier(() -> ToolResult.done(Map.of("found", 0))));
    }

    private Mono<ToolResult> refuse(String callId, String tool, ToolResult refusal) {
        return audit.record(context, callId, tool, "", refusal.status())
                .onErrorResume(this::auditFailed)
                .thenReturn(refusal);
    }

    private Mono<ToolResult> recorded(String callId, ToolDefinition tool, Arguments arguments, ToolResult result) {
        if (tool.effect() == Effect.READ && context.speaker() != Speaker.STAFF) {
            return Mono.just(result);
        }
        return audit.record(context, callId, tool.name(), arguments.toString(), result.status())
                .onErrorResume(this::auditFailed)
                .thenReturn(result);
    }

    // what happened has happened: the person is told so even when the note of it could not be kept
    private Mono<Void> auditFailed(Throwable fault) {
        LOG.error("a tool call could not be audited", fault);
        return Mono.empty();
    }

    private void noteTaint(ToolResult result) {
        if (result.tainted()) {
            tainted = true;
        }
    }
}
