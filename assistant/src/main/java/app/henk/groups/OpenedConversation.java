package app.henk.groups;

import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In which conversation somebody asks about groups over HTTP: the one that the session's id opens. */
@Component
class OpenedConversation {

    private static final String SESSION = "X-Henk-Session";

    private final Tenants tenants;
    private final MemberConversations conversations;

    OpenedConversation(Tenants tenants, MemberConversations conversations) {
        this.tenants = tenants;
        this.conversations = conversations;
    }

    /** The conversation that the session's id opens; fails with a problem when none is sent or it opens none. */
    Mono<UUID> of(ServerWebExchange exchange) {
        return Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(SESSION))
                .flatMap(key -> of(exchange, key))
                .switchIfEmpty(Mono.error(() -> Problem.badRequest(
                        "session-needed", "Send the id of the conversation in the header " + SESSION + ".")));
    }

    /** Empty for a key that opens none. */
    Mono<UUID> of(ServerWebExchange exchange, String key) {
        return tenants.ofRequest(exchange).flatMap(tenant -> conversations.opens(exchange, tenant, key));
    }
}
