package app.henk.identity;

import static app.henk.identity.PersonalTable.deleted;
import static app.henk.identity.PersonalTable.emptied;
import static app.henk.identity.PersonalTable.through;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The account is emptied and not removed: entries of the book of what was done still name it, and nobody by it. */
@Component
@Order(Integer.MAX_VALUE)
class IdentityPersonalData implements PersonalData {

    private static final String OWN = "account_id = any(:accounts)";

    private final Accounts accounts;

    IdentityPersonalData(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String section() {
        return "identity";
    }

    @Override
    public List<PersonalTable> tables() {
        return List.of(
                through("consent", OWN + " or conversation_id = any(:conversations)", "henk.forget_consent"),
                through(
                        "audit",
                        "actor = any(:accounts) or actor = any(:conversations)"
                                + " or target in (select unnest(:accounts)::text union all"
                                + " select unnest(:conversations)::text union all select unnest(:emails))",
                        "henk.forget_audit"),
                deleted("refresh_token", OWN).without("token_hash"),
                deleted("credential", OWN).without("password_hash"),
                deleted("proven_email", OWN),
                emptied(
                        "account",
                        "id = any(:accounts)",
                        "email = 'erased-' || id || '@erased.invalid', name = 'erased', active = false,"
                                + " outside_subject = null"));
    }

    @Override
    public Mono<Void> afterErasure(DataSubject person) {
        return Mono.fromRunnable(() ->
                person.accounts().forEach(account -> accounts.forget(new AccountStore.Key(person.tenant(), account))));
    }
}
