package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Which conversations belong to an account. Implemented by whoever keeps conversations. */
public interface Conversations {

    /** In the caller's transaction, whose scope must see them. */
    Flux<UUID> ofAccount(TenantId tenant, UUID account);
}
