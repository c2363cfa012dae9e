package app.henk.mail;

import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The outbox for the tenant's administrator: what waits, what went, what was left lying, and in which words. */
@Service
class MailReader {

    private static final String AGAIN =
            "update mail set state = 'queued', attempts = 0, due_at = now(), problem = null,"
                    + " finished_at = null where tenant_id = henk.tenant() and id = $1 and state = 'failed'";

    private final TenantTransactions transactions;
    private final MailRows rows;
    private final Letters letters;
    private final Tenants tenants;
    private final DatabaseClient database;
    private final Audit audit;

    MailReader(
            TenantTransactions transactions,
            MailRows rows,
            Letters letters,
            Tenants tenants,
            DatabaseClient database,
            Audit audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.letters = letters;
        this.tenants = tenants;
        this.database = database;
        this.audit = audit;
    }

    record Written(StoredMail mail, Letter letter) {}

    /** The newest first, those behind {@code after}. */
    Mono<List<Written>> newest(Principal.Staff who, Optional<String> state, Optional<UUID> after, int limit) {
        return administrator(who)
                .flatMap(tenant -> transactions
                        .in(who.scope(), () -> rows.newest(state, after, limit).collectList())
                        .map(mails -> mails.stream()
                                .map(mail -> new Written(mail, letters.of(mail, tenant)))
                                .toList()));
    }

    /** Fails with a not-found problem for what is not there, or is another tenant's. */
    Mono<Written> find(Principal.Staff who, UUID id) {
        return administrator(who)
                .flatMap(tenant -> transactions
                        .in(who.scope(), () -> rows.find(id))
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("mail")))
                        .map(mail -> new Written(mail, letters.of(mail, tenant))));
    }

    /** Lets a mail that was left lying be tried anew, with the same key and the same Message-ID. */
    Mono<Written> again(Principal.Staff who, UUID id) {
        return find(who, id)
                .then(transactions.in(
                        Scope.system(who.tenant()),
                        () -> database.sql(AGAIN).bind(0, id).fetch().rowsUpdated()))
                .flatMap(changed -> changed == 0
                        ? Mono.error(Problem.conflict("mail-not-failed", "Only a mail that failed can be tried anew."))
                        : audit.record(who, new Audit.Entry("api", "mail.again", id.toString())))
                .then(Mono.defer(() -> find(who, id)));
    }

    private Mono<Tenant> administrator(Principal.Staff who) {
        return who.role() == Role.ADMIN
                ? tenants.tenant(who.tenant())
                : Mono.error(Problem.forbidden("Only an administrator may read the outbox."));
    }
}
