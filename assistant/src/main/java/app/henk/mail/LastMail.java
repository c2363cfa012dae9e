package app.henk.mail;

import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Job;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * The receipt of an erasure: the one mail to somebody of whom nothing is left. It waits for being sent like any other;
 * as soon as it is sent or has failed, and after a week in any case, it goes as well, with its address.
 */
@Service
public class LastMail implements Job {

    private static final String TEMPLATE = "erasure-receipt";
    private static final String KEY = "erasure:";
    private static final int KEY_BYTES = 24;
    private static final String AGREE = "insert into mail_consent"
            + " (tenant_id, id, address, purpose, source, source_id, withdraw_key)"
            + " values (henk.tenant(), $1, $2, $3, 'conversation', $4, $5) on conflict do nothing";
    private static final String FORGET = """
            with gone as (
                delete from mail where tenant_id = henk.tenant() and template = $1
                   and (state in ('sent', 'failed', 'withdrawn')
                        or (state = 'queued' and created_at < now() - interval '7 days')) returning key)
            delete from mail_consent where tenant_id = henk.tenant() and purpose = $2
               and source_id::text in (select substr(key, length($3) + 1) from gone)
            """;

    private final Outbox outbox;
    private final DatabaseClient database;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final SecureRandom random = new SecureRandom();

    LastMail(Outbox outbox, DatabaseClient database, TenantTransactions transactions, Tenants tenants) {
        this.outbox = outbox;
        this.database = database;
        this.transactions = transactions;
        this.tenants = tenants;
    }

    /**
     * Joins the transaction that erases, which is the system's. Asking for being erased is agreeing to hear that it is
     * done.
     *
     * @param address at which the person had agreed to get mail
     * @param receipt names the receipt; the mail is unique by it
     * @param done what was erased, in words
     */
    public Mono<Boolean> post(
            String address, UUID receipt, String language, ZonedDateTime at, List<String> done, String kept) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var mail = new Mail(
                KEY + receipt,
                address,
                TEMPLATE,
                language,
                Map.of("at", at, "done", done, "kept", kept, "number", receipt.toString()));
        return database.sql(AGREE)
                .bind(0, Ids.next())
                .bind(1, address)
                .bind(2, MailPurpose.PRIVACY.key())
                .bind(3, receipt)
                .bind(4, key)
                .then()
                .then(outbox.post(mail));
    }

    @Override
    public String name() {
        return "forget-last-mail";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all()
                .concatMap(tenant -> transactions.in(
                        Scope.system(tenant.id()),
                        () -> database.sql(FORGET)
                                .bind(0, TEMPLATE)
                                .bind(1, MailPurpose.PRIVACY.key())
                                .bind(2, KEY)
                                .then()))
                .then();
    }
}
