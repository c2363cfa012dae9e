package app.henk.mail;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who sends which mail, by the database's clock: queued, being sent under a lease, then sent or failed. A claim asks
 * once more whether the reader still agrees.
 */
@Component
class MailClaims {

    /** Longer than any conversation with the server may last, see {@link Relay}. */
    static final Duration LEASE = Duration.ofMinutes(15);

    /** What waited longer, because nothing sent mail, says nothing any more. */
    static final Duration TOO_LATE = Duration.ofDays(3);

    private static final String TENANTS = "select tenant_id from henk.tenants_with_due_mail($1)";
    private static final String CLAIM = """
            with next as (
                select m.id, henk.agreed_to_mail(m.address, m.purpose) as welcome,
                       m.due_at < now() - $3 * interval '1 second' as late
                  from mail m
                 where m.tenant_id = henk.tenant() and m.state in ('queued', 'sending') and m.due_at <= now()
                 order by m.due_at, m.id limit 1 for update skip locked)
            update mail m
               set state = case when not welcome then 'withdrawn' when late then 'failed' else 'sending' end,
                   problem = case when not welcome then 'consent withdrawn' when late then 'too late' else problem end,
                   finished_at = case when welcome and not late then null else now() end,
                   lease = case when welcome and not late then $1 end,
                   due_at = case when welcome and not late then now() + $2 * interval '1 second' else due_at end,
                   attempts = attempts + (welcome and not late)::int
              from next where m.tenant_id = henk.tenant() and m.id = next.id
            returning\s""" + MailRows.COLUMNS;
    private static final String SENT = "update mail set state = 'sent', finished_at = now(), problem = null,"
            + " lease = null, message_id = $3, values = values - $4"
            + " where tenant_id = henk.tenant() and id = $1 and lease = $2 and state = 'sending'";
    private static final String LATER = "update mail set state = 'queued', problem = $3, lease = null,"
            + " due_at = now() + $4 * interval '1 second'"
            + " where tenant_id = henk.tenant() and id = $1 and lease = $2 and state = 'sending'";
    private static final String FAILED = "update mail set state = 'failed', problem = $3, lease = null,"
            + " finished_at = now() where tenant_id = henk.tenant() and id = $1 and lease = $2 and state = 'sending'";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final MailRows rows;

    MailClaims(TenantTransactions transactions, DatabaseClient database, MailRows rows) {
        this.transactions = transactions;
        this.database = database;
        this.rows = rows;
    }

    /** @param mail in state {@code sending}, or settled already because it must not be sent any more */
    record Claim(TenantId tenant, UUID lease, StoredMail mail) {

        boolean toBeSent() {
            return mail.state().equals("sending");
        }
    }

    Flux<TenantId> tenants(int most) {
        return database.sql(TENANTS)
                .bind(0, most)
                .map(row -> new TenantId(Row.value(row, "tenant_id", UUID.class)))
                .all();
    }

    /** The mail that has waited longest. Empty when none is due, or others are at all of them. */
    Mono<Claim> next(TenantId tenant) {
        UUID lease = UUID.randomUUID();
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql(CLAIM)
                        .bind(0, lease)
                        .bind(1, LEASE.toSeconds())
                        .bind(2, TOO_LATE.toSeconds())
                        .map(MailRows::read)
                        .one()
                        .flatMap(rows::withFiles)
                        .map(mail -> new Claim(tenant, lease, mail)));
    }

    /** All three are false when the lease was lost: then another instance answers for the mail. */
    Mono<Boolean> sent(Claim claim, String messageId, Set<String> secrets) {
        return changed(claim, bound(SENT, claim).bind(2, messageId).bind(3, secrets.toArray(String[]::new)));
    }

    Mono<Boolean> later(Claim claim, String problem, Duration delay) {
        return changed(claim, bound(LATER, claim).bind(2, problem).bind(3, delay.toSeconds()));
    }

    Mono<Boolean> failed(Claim claim, String problem) {
        return changed(claim, bound(FAILED, claim).bind(2, problem));
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, Claim claim) {
        return database.sql(sql).bind(0, claim.mail().id()).bind(1, claim.lease());
    }

    private Mono<Boolean> changed(Claim claim, DatabaseClient.GenericExecuteSpec statement) {
        return transactions.in(
                Scope.system(claim.tenant()),
                () -> statement.fetch().rowsUpdated().map(changed -> changed > 0));
    }
}
