package app.henk.promises;

import app.henk.platform.TenantId;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who can be promised something without having told a wish: people whom somebody has invited. */
public interface InvitedGuests {

    /**
     * @param deal that the invitation is about
     * @param agreed to being asked
     */
    record Guest(String name, Optional<String> email, Optional<String> phone, UUID deal, boolean agreed) {}

    /** Whose conversation this is; empty when it is nobody's who was invited. Runs in a transaction of the system. */
    Mono<Guest> ofConversation(TenantId tenant, UUID conversation);
}
