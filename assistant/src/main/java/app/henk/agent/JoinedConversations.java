package app.henk.agent;

import app.henk.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The conversations that came to an account because somebody signed in where they were held: one of them may be another
 * person's. Implemented by whoever keeps conversations.
 */
public interface JoinedConversations {

    /**
     * One that is still there.
     *
     * @param move what is taken back
     * @param beginning its first words, at most 120 characters; empty where nothing was said
     */
    record Joined(UUID move, UUID conversation, String beginning, Instant at) {}

    /**
     * The newest first, at most twenty. Fails as forbidden for whoever is neither the account's owner nor an
     * administrator.
     */
    Mono<List<Joined>> of(Principal who, UUID account);

    /**
     * Takes one out of the account, with all that was told and made in it: nobody has it from then on until an
     * administrator hands out a link.
     *
     * <p>Fails as not found for a move that is not of the owner's account, and with a conflict when it was taken back
     * before, or the conversation is being answered right now.
     */
    Mono<Void> takeOut(Principal who, UUID move);
}
