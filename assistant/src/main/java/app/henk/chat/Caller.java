package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import java.util.Optional;

/** Who calls, before it is known which conversation is meant. */
record Caller(Tenant tenant, Optional<Principal> account) {

    /** A visitor speaks in the name of the one conversation whose key it holds. */
    Principal inConversation(SessionKey key) {
        return account.orElseGet(() -> new Principal.Visitor(tenant.id(), key.conversation()));
    }

    /** Where a message without a session begins one. */
    SessionKey newKey(Optional<String> messageId) {
        if (account.isPresent()) {
            return SessionKey.forAccount();
        }
        return messageId
                .filter(SessionKey::isUnguessable)
                .map(SessionKey::forFirstMessage)
                .orElseGet(SessionKey::forVisitor);
    }
}
