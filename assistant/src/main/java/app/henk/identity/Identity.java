package app.henk.identity;

import app.henk.platform.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who sent a request. Controllers may also simply declare a parameter of type {@link Principal} or of a kind of it. */
@Service
public class Identity {

    /**
     * The {@link Principal.Customer} or {@link Principal.Staff} whose valid token came along; empty when none came. A
     * token that is forged or expired never gets this far.
     */
    public Mono<Principal> principal(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(SignedIn.class).map(SignedIn::getPrincipal);
    }

    static Problem signInNeeded() {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "sign-in-needed", "This needs an account: sign in and send the access token.");
    }
}
