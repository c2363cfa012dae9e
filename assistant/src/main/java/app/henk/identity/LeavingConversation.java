package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Hears that a conversation is taken out of an account that it came to by mistake. What was said, told or made in the
 * conversation goes with it and belongs to the account no more. Implemented by every module whose rows name both.
 */
public interface LeavingConversation {

    /** In the caller's transaction, as the system. May be repeated. */
    Mono<Void> leaves(TenantId tenant, UUID conversation, UUID account);
}
