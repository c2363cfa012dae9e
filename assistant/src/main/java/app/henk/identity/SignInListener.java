package app.henk.identity;

import reactor.core.publisher.Mono;

/**
 * Hears that somebody who talked as a visitor has proved who they are. Called once for each sign-in or registration
 * that carries a visitor's session key, before the answer is sent.
 */
public interface SignInListener {

    /**
     * Moves the visitor's conversation to the account, if the key still opens one that belongs to nobody and is of the
     * account's tenant. A key that opens nothing is no error: nobody learns whether it ever did. A failure is logged
     * and does not spoil the sign-in.
     *
     * @param who a customer or a member of staff
     * @param sessionKey the visitor's capability as the client sent it; not trusted, any text of at most 200 characters
     * @return the conversation's new key, which replaces the old one; empty when nothing moved
     */
    Mono<String> signedIn(Principal who, String sessionKey);
}
