package app.henk.identity;

import app.henk.platform.TenantId;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which conversations belong to an account. Implemented by whoever keeps conversations. */
public interface Conversations {

    /** In the caller's transaction, whose scope must see them. */
    Flux<UUID> ofAccount(TenantId tenant, UUID account);

    /**
     * Conversations of nobody with an account, in which nothing was said since, nobody agreed to be contacted and nothing
     * is ahead (see {@link RetentionHold}), the oldest first. As {@link #ofAccount}.
     */
    Flux<UUID> abandoned(TenantId tenant, Instant since, int limit);

    /** Whether a conversation still belongs to whoever holds its key, and to no account. As {@link #ofAccount}. */
    Mono<Boolean> isAnonymous(TenantId tenant, UUID conversation);
}
