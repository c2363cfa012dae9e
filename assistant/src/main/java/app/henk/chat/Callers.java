package app.henk.chat;

import app.henk.identity.Identity;
import app.henk.identity.Tenants;
import app.henk.platform.ClientAddress;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out who calls, and whether they may speak so often. */
@Component
class Callers {

    private final Identity identity;
    private final Tenants tenants;
    private final Limits limits;
    private final ClientAddress addresses;

    Callers(Identity identity, Tenants tenants, Limits limits, ClientAddress addresses) {
        this.identity = identity;
        this.tenants = tenants;
        this.limits = limits;
        this.addresses = addresses;
    }

    Mono<Caller> of(ServerWebExchange exchange) {
        return identity.principal(exchange)
                .flatMap(account ->
                        tenants.tenant(account.tenant()).map(tenant -> new Caller(tenant, Optional.of(account))))
                .switchIfEmpty(Mono.defer(
                        () -> tenants.ofRequest(exchange).map(tenant -> new Caller(tenant, Optional.empty()))));
    }

    /** Counts a message. The narrowest limit is asked first, so that one visitor does not use up what all share. */
    Mono<Caller> mayWrite(Caller caller, ChatRequest request, ServerWebExchange exchange) {
        String address = addresses.of(exchange.getRequest());
        Mono<Void> own = caller.account()
                .map(account ->
                        limits.check(Limit.CHAT_USER, account.scope().actor().toString()))
                .orElseGet(() -> request.session()
                        .map(session -> limits.check(
                                Limit.CHAT_CONVERSATION,
                                SessionKey.parse(session).conversation().toString()))
                        .orElseGet(() -> limits.check(Limit.CHAT_SESSION_ADDRESS, address)));
        return own.then(limits.check(Limit.CHAT_ADDRESS, address))
                .then(limits.check(Limit.CHAT_TENANT, caller.tenant().id().toString()))
                .thenReturn(caller);
    }
}
