package app.henk.identity;

import app.henk.platform.TenantId;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The accounts of a tenant's customers, for use cases that already know what they are for. */
@Service
public class CustomerAccounts {

    private final AccountStore accounts;

    CustomerAccounts(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** Empty when no customer of this tenant signs in with this address. */
    public Mono<Principal.Customer> byEmail(TenantId tenant, String email) {
        return accounts.ofEmail(tenant, email.strip().toLowerCase(Locale.ROOT))
                .flatMap(key -> byId(tenant, key.account()));
    }

    /** Empty when there is no such account, or its owner works for the tenant. */
    public Mono<Principal.Customer> byId(TenantId tenant, UUID account) {
        return accounts.find(new AccountStore.Key(tenant, account))
                .filter(Account::active)
                .map(Account::principal)
                .ofType(Principal.Customer.class);
    }
}
