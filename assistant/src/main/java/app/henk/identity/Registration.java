package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** New accounts: a customer of a tenant, or the first administrator of a new one. */
@Component
class Registration {

    record Person(Email email, String name, String password) {}

    private final TenantTransactions transactions;
    private final TenantStore tenants;
    private final TenantOfRequest requests;
    private final AccountStore store;
    private final Passwords passwords;
    private final NewTenants newTenants;
    private final Audit audit;

    Registration(
            TenantTransactions transactions,
            TenantStore tenants,
            TenantOfRequest requests,
            AccountStore store,
            Passwords passwords,
            NewTenants newTenants,
            Audit audit) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.requests = requests;
        this.store = store;
        this.passwords = passwords;
        this.newTenants = newTenants;
        this.audit = audit;
    }

    /**
     * The password is hashed before anything is looked up, so that a known e-mail takes as long as an unknown one. That
     * it is known cannot be hidden from someone who registers with it as long as no mail confirms addresses; strict
     * limits make it useless for trying out lists.
     */
    Mono<Account> customer(TenantId tenant, Person person) {
        Account account = new Account(tenant, Ids.next(), person.email().value(), person.name(), Role.CUSTOMER, true);
        return passwords
                .hash(PasswordRules.normalized(person.password()))
                .flatMap(hash -> store.insert(account, hash))
                .flatMap(inserted -> inserted ? Mono.just(account) : Mono.error(refused()))
                .delayUntil(made -> registered(made));
    }

    /**
     * Opens one more tenant with this person as its administrator. The first one, to which everybody comes who names no
     * company, is not for whoever is quickest: it is made with the set-up link.
     */
    Mono<Account> company(String company, Person person, Optional<String> language) {
        return tenants.all()
                .hasElements()
                .flatMap(any -> any ? open(company, person, language, Mono.empty()) : Mono.error(notSetUp()));
    }

    /**
     * Opens a tenant with this person as its administrator: all of it or nothing, whenever the person leaves.
     *
     * @param claim what gives the right to it; done in the same transaction, before anything is made
     */
    Mono<Account> open(String company, Person person, Optional<String> language, Mono<Void> claim) {
        TenantId tenant = new TenantId(Ids.next());
        Account admin = new Account(tenant, Ids.next(), person.email().value(), person.name(), Role.ADMIN, true);
        return passwords
                .hash(PasswordRules.normalized(person.password()))
                .flatMap(hash -> transactions.in(
                        Scope.system(tenant),
                        () -> claim.then(newTenants.open(tenant, company, language))
                                .then(store.insert(admin, hash))
                                .then(registered(admin))
                                .thenReturn(admin)))
                .doOnNext(made -> requests.forget());
    }

    private Mono<Void> registered(Account account) {
        return audit.record(
                account.principal(),
                new Audit.Entry("web", "account.registered", account.id().toString())
                        .after("{\"role\":\"" + AccountStore.sqlName(account.role()) + "\"}"));
    }

    private static Problem notSetUp() {
        return Problem.conflict(
                "not-set-up",
                "There is no company here yet. The first one is made with the link that Henk prints at its start.");
    }

    private static Problem refused() {
        return new Problem(
                HttpStatus.CONFLICT,
                "registration-refused",
                "This e-mail cannot be registered. If it is yours, sign in with it.");
    }
}
