package app.henk.identity;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who speaks through an address that is open to visitors too: an account by its token, else the visitor whose
 * conversation's key came along in the header {@code X-Henk-Session}.
 */
@Component
public class Speakers {

    static final String SESSION_HEADER = "X-Henk-Session";
    private static final int LONGEST_KEY = 200;

    private final Identity identity;
    private final Tenants tenants;
    private final VisitorSessions sessions;

    Speakers(Identity identity, Tenants tenants, VisitorSessions sessions) {
        this.identity = identity;
        this.tenants = tenants;
        this.sessions = sessions;
    }

    /** Fails as not signed in when there is neither, as not found when the key opens nothing. */
    public Mono<Principal> of(ServerWebExchange exchange) {
        return identity.principal(exchange).switchIfEmpty(Mono.defer(() -> visitor(exchange)));
    }

    /** The tenant of the account, else the one that an anonymous request means. */
    public Mono<Tenant> tenant(ServerWebExchange exchange) {
        return identity.principal(exchange)
                .flatMap(who -> tenants.tenant(who.tenant()))
                .switchIfEmpty(Mono.defer(() -> tenants.ofRequest(exchange)));
    }

    private Mono<Principal> visitor(ServerWebExchange exchange) {
        String key = exchange.getRequest().getHeaders().getFirst(SESSION_HEADER);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            return Mono.error(Identity.signInNeeded());
        }
        return tenants.ofRequest(exchange).flatMap(tenant -> sessions.holder(tenant, key));
    }
}
