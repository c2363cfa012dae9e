package app.henk.agent.tools;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Which confirmations were answered, for all instances. */
interface UsedConfirmations {

    enum Answered {
        NOT_YET,
        APPROVED,
        DECLINED
    }

    Mono<Answered> answered(TenantId tenant, UUID confirmation);

    /** Answers it with a no. {@code NOT_YET} for exactly one caller, and for nobody after a yes. */
    Mono<Answered> decline(TenantId tenant, UUID confirmation);

    /**
     * Does what was confirmed. The yes is used up by what the act writes, in the same transaction: both stay or neither
     * does. So an act that failed, was given up or died with its instance may be done again, and of several at once one
     * stays. An act that was refused, and so has done nothing, leaves the confirmation open.
     *
     * @return the act's result; fails with {@link AnsweredBefore}, and nothing of it stays, when another answer came first
     */
    Mono<ToolResult> approve(TenantId tenant, UUID confirmation, Mono<ToolResult> act);
}
