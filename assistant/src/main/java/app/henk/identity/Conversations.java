package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which conversations belong to an account. Implemented by whoever keeps conversations. */
public interface Conversations {

    /** In the caller's transaction, whose scope must see them. */
    Flux<UUID> ofAccount(TenantId tenant, UUID account);

    /** Whether a conversation still belongs to whoever holds its key, and to no account. As {@link #ofAccount}. */
    Mono<Boolean> isAnonymous(TenantId tenant, UUID conversation);
}
