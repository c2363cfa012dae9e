package app.henk.identity;

import reactor.core.publisher.Mono;

/** Whose conversation a visitor's key opens. Implemented by whoever keeps conversations. */
public interface VisitorSessions {

    /**
     * The visitor who holds this key. Fails with a not-found problem when it opens no conversation of the tenant, or one
     * that has moved to an account: then only the account opens it.
     *
     * @param sessionKey as the client sent it; not trusted
     */
    Mono<Principal.Visitor> holder(Tenant tenant, String sessionKey);
}
