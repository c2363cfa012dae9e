package app.henk.agent;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What a turn may change about its own conversation. Implemented by whoever keeps conversations. */
public interface ConversationDesk {

    /** Why a person is wanted. */
    enum Cause {
        /** The person asked for one. */
        ASKED,
        /** The assistant could not help, again and again. */
        FAILED,
        COMPLAINT,
        /** More people than the assistant may look after. */
        GROUP,
        /** More money than the assistant may talk about. */
        VALUE
    }

    /**
     * Notes that this conversation waits for a person, and tells staff. Harmless to repeat.
     *
     * @param reason for staff, in a sentence
     */
    Mono<Void> requestPerson(Principal principal, UUID conversation, Cause cause, String reason);

    default Mono<Void> requestPerson(Principal principal, UUID conversation, String reason) {
        return requestPerson(principal, conversation, Cause.ASKED, reason);
    }

    /**
     * Sends a visitor a link that opens this conversation on another device. Completes alike whether or not the address
     * receives mail from here.
     */
    Mono<Void> mailLink(Principal principal, Tenant tenant, UUID conversation, String address, String language);

    /**
     * Keeps a fact that the person told, with the message that it came from; the same key again replaces it.
     *
     * @param key at most 60 characters, e.g. {@code budget}, {@code colour.not}
     * @param value at most 300 characters
     */
    Mono<Void> remember(Principal principal, UUID conversation, UUID message, String key, String value);
}
