package app.henk.agent.tools;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Which confirmations were answered, for all instances. */
interface UsedConfirmations {

    enum Use {
        /** For exactly one caller. */
        FIRST,
        APPROVED_BEFORE,
        DECLINED_BEFORE
    }

    Mono<Use> use(TenantId tenant, UUID confirmation, boolean approved);
}
