package app.henk.identity;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A verified token and the account behind it, as the account stands now. */
final class SignedIn extends AbstractAuthenticationToken {

    private final transient Principal principal;

    SignedIn(Principal principal) {
        super(List.of());
        this.principal = principal;
        setAuthenticated(true);
    }

    @Override
    public Principal getPrincipal() {
        return principal;
    }

    /** The account's id: names and addresses don't belong in logs. */
    @Override
    public String getName() {
        return principal.scope().actor().toString();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
