package app.henk.identity;

import java.util.Optional;

/**
 * A sign-in as its owner receives it.
 *
 * @param expiresIn seconds that the access token lives
 * @param conversation the new key of the conversation that moved to the account
 */
record Session(
        Account account,
        Tenant tenant,
        String accessToken,
        long expiresIn,
        String refreshToken,
        Optional<String> conversation) {

    Session withConversation(String key) {
        return new Session(account, tenant, accessToken, expiresIn, refreshToken, Optional.of(key));
    }
}
