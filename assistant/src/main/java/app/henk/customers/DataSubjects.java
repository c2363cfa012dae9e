package app.henk.customers;

import app.henk.identity.Conversations;
import app.henk.identity.DataSubject;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By what a speaker's rows are known. Runs in the caller's transaction, as the system. */
@Component
class DataSubjects {

    private final Conversations conversations;
    private final DatabaseClient database;

    DataSubjects(Conversations conversations, DatabaseClient database) {
        this.conversations = conversations;
        this.database = database;
    }

    Mono<DataSubject> of(Principal who) {
        return switch (who) {
            case Principal.Visitor(TenantId tenant, UUID conversation) ->
                Mono.just(new DataSubject(tenant, Set.of(), Set.of(conversation), Set.of()));
            case Principal.Customer customer -> ofAccount(customer.tenant(), customer.user());
            case Principal.Staff staff ->
                Mono.error(Problem.forbidden(
                        "A colleague's own data is an administrator's business. Sign in as a customer for this."));
        };
    }

    Mono<DataSubject> ofAccount(TenantId tenant, UUID account) {
        return Mono.zip(
                conversations.ofAccount(tenant, account).collect(Collectors.<UUID>toSet()),
                database.sql("select email from proven_email where tenant_id = :tenant and account_id = :account")
                        .bind("tenant", tenant.value())
                        .bind("account", account)
                        .map(row -> Row.value(row, "email", String.class))
                        .all()
                        .collect(Collectors.<String>toSet()),
                (own, emails) -> new DataSubject(tenant, Set.of(account), own, emails));
    }
}
