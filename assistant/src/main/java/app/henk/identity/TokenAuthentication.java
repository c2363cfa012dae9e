package app.henk.identity;

import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Verifies a token and finds the account behind it as it stands now: role and right to sign in are the account's. */
@Component
class TokenAuthentication implements ReactiveAuthenticationManager {

    private final AccessTokens own;
    private final OutsideTokens outside;
    private final Accounts accounts;

    TokenAuthentication(AccessTokens own, OutsideTokens outside, Accounts accounts) {
        this.own = own;
        this.outside = outside;
        this.accounts = accounts;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        return account(token)
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException("no active account")))
                .onErrorMap(BadJwtException.class, bad -> new InvalidBearerTokenException("not valid", bad))
                .map(account -> new SignedIn(account.principal()));
    }

    private Mono<Account> account(String token) {
        return outside.isTheirs(token)
                ? outside.account(token)
                : own.verify(token).map(AccessTokens::owner).flatMap(accounts::active);
    }
}
