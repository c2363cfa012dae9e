package app.henk.agent.tools;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Which confirmations were redeemed, for all instances. */
interface UsedConfirmations {

    /** True for exactly one caller. */
    Mono<Boolean> use(TenantId tenant, UUID confirmation);
}
