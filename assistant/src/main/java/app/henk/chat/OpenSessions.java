package app.henk.chat;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.VisitorSessions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets other doors than the chat know a visitor by the key of the conversation. */
@Component
class OpenSessions implements VisitorSessions {

    private final ConversationStore store;

    OpenSessions(ConversationStore store) {
        this.store = store;
    }

    @Override
    public Mono<Principal.Visitor> holder(Tenant tenant, String sessionKey) {
        return Mono.fromSupplier(() -> SessionKey.parse(sessionKey)).flatMap(key -> {
            var visitor = new Principal.Visitor(tenant.id(), key.conversation());
            return key.hash().isEmpty()
                    ? Mono.error(SessionKey.unknown())
                    : store.mustSee(visitor, key).thenReturn(visitor);
        });
    }
}
