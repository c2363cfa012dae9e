package app.henk.crm;

import app.henk.platform.TenantId;
import reactor.core.publisher.Mono;

/**
 * Hears every change of the CRM, whichever door it came through. Implemented by modules that stand above this one; the
 * implementing bean may itself use the CRM's use cases.
 */
public interface CrmChangeListener {

    /** Whether changes of such records concern it: what nobody hears is not read back to be told. */
    default boolean hears(Entity entity) {
        return true;
    }

    /** The same of this tenant. Asked for in the change's own transaction and scope, which it must leave as they are. */
    default Mono<Boolean> hears(TenantId tenant) {
        return Mono.just(true);
    }

    /**
     * In the same chain and transaction as the change, which fails with it: write a row and do the rest later. Runs in
     * the scope of whoever made the change, and may go over to the system's; the writer's scope is set again behind it.
     * A change that a listener makes itself is heard like any other.
     */
    Mono<Void> changed(CrmChange change);
}
