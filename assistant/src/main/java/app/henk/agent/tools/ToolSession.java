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
 * it declares, and the turn has calls left. The same call again gives the first one's result and does nothing; only what
 * a tool looks up is looked up anew once something was written, or when it failed.
 *
 * <p>Taint: as soon as a staff member's turn has read text that came from outside (a visitor's message, an e-mail, a web
 * form), everything that a model asks for but reading needs that person's confirmation, because whoever wrote the text
 * may be the one who speaks through the model.
 */
public final class ToolSession {

    /** Who wants something done. */
    public enum Author {
        /** A model, which anybody whose text it reads may have talked into it. */
        MODEL,
        /** The person: by a button, a form, or words that the program reads by its own rules. */
        PERSON,
        /** A rule of the tenant, whatever was said and called before. Takes none of the turn's calls. */
        HOUSE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ToolSession.class);

    private final ToolContext context;
    private final Map<String, Tool> tools;
    private final Confirmations confirmations;
    private final Answering answering;
    private final ToolAudit audit;
    private final ToolProperties limits;
    private final Map<String, Mono<ToolResult>> done = new ConcurrentHashMap<>();
    private final Map<String, Mono<ToolResult>> read = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean tainted;

    ToolSession(
            ToolContext context,
            Map<String, Tool> tools,
            Confirmations confirmations,
            Answering answering,
            ToolAudit audit,
            ToolProperties limits) {
        this.context = context;
        this.tools = tools;
        this.confirmations = confirmations;
        this.answering = answering;
        this.audit = audit;
        this.limits = limits;
        this.tainted = context.tainted();
    }

    /** Has a tool run, once, because a model wants it. */
    public Mono<ToolResult> call(String callId, String name, String arguments) {
        return call(Author.MODEL, callId, name, arguments);
    }

    /**
     * Has a tool run, once.
     *
     * @param callId of the model; unchecked like the rest
     * @return never an error: what went wrong stands in the result, in words that a model can act on
     */
    public Mono<ToolResult> call(Author author, String callId, String name, String arguments) {
        if (author != Author.HOUSE && calls.incrementAndGet() > limits.callsPerTurn()) {
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
            return refuse(callId, name, answering.wrongArguments(context, bad.faults()));
        }
        return once(name + checked, callId, tool, checked, Mono.defer(() -> decided(author, tool, checked)));
    }

    /**
     * Takes a person's answer to a confirm card: runs what was asked when it is a yes. Answered twice, it is done once.
     *
     * @param token from the card; refused when it is forged or somebody else's; a yes that comes too late is asked for anew
     * @param edits arguments that the person has changed on the card, by name
     */
    public Mono<ToolResult> answer(String callId, String token, boolean approved, Map<String, String> edits) {
        return confirmations
                .read(token, context)
                .flatMap(question -> answer(callId, token, question, approved, edits))
                .onErrorResume(fault -> {
                    LOG.error("a confirmation could not be redeemed", fault);
                    return Mono.just(ToolResult.failed("fault", "It did not work. Say so, and go on."));
                })
                .switchIfEmpty(Mono.fromSupplier(() -> answering.isVoid(context)));
    }

    private Mono<ToolResult> answer(
            String callId, String token, SignedQuestion question, boolean approved, Map<String, String> edits) {
        Tool tool = tools.get(question.tool());
        if (tool == null || !tool.definition().speakers().contains(context.speaker())) {
            return Mono.just(ToolResult.refused("unknown_tool", "Not available."));
        }
        Arguments agreed;
        try {
            agreed = Answering.edited(tool.definition(), question, approved ? edits : Map.of());
        } catch (BadArguments bad) {
            // what cannot be done as it was changed is asked again as it stood
            Arguments asked = Answering.edited(tool.definition(), question, Map.of());
            return ask(tool, asked).map(again -> answering.unreadable(context, again, bad.faults()));
        }
        return confirmations.redeem(token, context, approved).flatMap(redeemed -> switch (redeemed) {
            case Confirmations.Redeemed.Given given
            when approved ->
                once(
                                "confirmed " + question.id(),
                                callId,
                                tool,
                                agreed,
                                Mono.defer(() -> confirmed(tool, question, agreed)))
                        .flatMap(result -> result.status() == ToolResult.Status.FAILED
                                ? failed(tool, question, token, result)
                                : Mono.just(result));
            case Confirmations.Redeemed.Given declined -> Mono.just(answering.declined(context));
            case Confirmations.Redeemed.Before before -> Mono.just(answering.before(context, before.approved()));
            case Confirmations.Redeemed.Late late -> ask(tool, agreed).map(again -> answering.late(context, again));
            case Confirmations.Redeemed.Void nothing -> Mono.just(answering.isVoid(context));
        });
    }

    private Mono<ToolResult> confirmed(Tool tool, SignedQuestion question, Arguments agreed) {
        return guarded(
                tool,
                confirmations
                        .approve(question, context, Mono.defer(() -> running(tool, agreed)))
                        .onErrorResume(
                                AnsweredBefore.class,
                                before -> Mono.just(answering.before(context, before.approved()))));
    }

    /** Whoever confirmed something that came to nothing may do so again, with the same token: so it is done once at most. */
    private Mono<ToolResult> failed(Tool tool, SignedQuestion question, String token, ToolResult failed) {
        return confirmations
                .answered(question, context)
                .flatMap(answered -> switch (answered) {
                    case APPROVED -> Mono.just(answering.unheard(context, failed));
                    case DECLINED -> Mono.just(answering.before(context, false));
                    case NOT_YET -> askAgain(tool, question, token, failed);
                })
                .onErrorReturn(failed);
    }

    private Mono<ToolResult> askAgain(Tool tool, SignedQuestion question, String token, ToolResult failed) {
        Arguments asked = Answering.edited(tool.definition(), question, Map.of());
        return guarded(tool, Mono.defer(() -> tool.propose(context, asked)).map(proposal -> switch (proposal) {
                    case Proposal.Ask ask ->
                        answering.again(
                                context, confirmations.askAgain(context, tool.definition(), ask, question, token));
                    case Proposal.Settled settled -> settled.result();
                }))
                .map(again -> again.status() == ToolResult.Status.FAILED ? failed : again);
    }

    private Mono<ToolResult> decided(Author author, Tool tool, Arguments arguments) {
        return guarded(tool, tool.effect(context, arguments).flatMap(effect -> {
            boolean talkedInto = author == Author.MODEL && tainted && context.speaker() == Speaker.STAFF;
            return effect == Effect.GUARDED || effect != Effect.READ && talkedInto
                    ? ask(tool, arguments)
                    : run(tool, arguments);
        }));
    }

    private Mono<ToolResult> ask(Tool tool, Arguments arguments) {
        return guarded(tool, Mono.defer(() -> tool.propose(context, arguments)).flatMap(proposal -> switch (proposal) {
            case Proposal.Ask ask -> confirmations.ask(context, tool.definition(), ask);
            case Proposal.Settled settled -> Mono.just(settled.result());
        }));
    }

    private Mono<ToolResult> run(Tool tool, Arguments arguments) {
        return guarded(tool, Mono.defer(() -> running(tool, arguments)));
    }

    private Mono<ToolResult> running(Tool tool, Arguments arguments) {
        return tool.run(context, arguments).switchIfEmpty(Mono.fromSupplier(() -> ToolResult.done(Map.of("found", 0))));
    }

    private Mono<ToolResult> guarded(Tool tool, Mono<ToolResult> work) {
        return work.timeout(limits.timeout())
                .onErrorResume(
                        Problem.class, no -> Mono.just(ToolResult.refused(no.type(), String.valueOf(no.getMessage()))))
                .onErrorResume(
                        TimeoutException.class,
                        slow -> Mono.just(ToolResult.failed(
                                "too_slow", "It took too long. Say that it did not work, and go on.")))
                .onErrorResume(fault -> {
                    LOG.error("tool {} failed", tool.definition().name(), fault);
                    return Mono.just(ToolResult.failed("fault", "It did not work. Say so, and go on."));
                });
    }

    private Mono<ToolResult> once(String same, String callId, Tool tool, Arguments arguments, Mono<ToolResult> work) {
        boolean reads = tool.effect(arguments) == Effect.READ;
        return (reads ? read : done)
                .computeIfAbsent(
                        same,
                        key -> work.flatMap(result -> recorded(callId, tool, arguments, result))
                                .doOnNext(this::note)
                                .doOnNext(result -> forget(key, reads, result))
                                .cache());
    }

    /** What was read before something was written may be otherwise now, and what could not be read may be read yet. */
    private void forget(String same, boolean reads, ToolResult result) {
        boolean failed = result.status() == ToolResult.Status.FAILED;
        if (reads && failed) {
            read.remove(same);
        } else if (!reads && (failed || result.status() == ToolResult.Status.DONE)) {
            // what failed may have written all the same
            read.clear();
        }
    }

    private Mono<ToolResult> refuse(String callId, String tool, ToolResult refusal) {
        return audit.record(context, callId, tool, "", refusal.status())
                .onErrorResume(this::auditFailed)
                .thenReturn(refusal);
    }

    private Mono<ToolResult> recorded(String callId, Tool tool, Arguments arguments, ToolResult result) {
        if (tool.effect(arguments) == Effect.READ && context.speaker() != Speaker.STAFF) {
            return Mono.just(result);
        }
        return audit.record(context, callId, tool.definition().name(), arguments.toString(), result.status())
                .onErrorResume(this::auditFailed)
                .thenReturn(result);
    }

    // what happened has happened: the person is told so even when the note of it could not be kept
    private Mono<Void> auditFailed(Throwable fault) {
        LOG.error("a tool call could not be audited", fault);
        return Mono.empty();
    }

    private void note(ToolResult result) {
        context.shown().add(result.json());
        if (result.tainted()) {
            tainted = true;
        }
    }
}
