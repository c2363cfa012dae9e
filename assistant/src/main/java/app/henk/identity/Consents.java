package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.TenantTransactions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Who agreed to what, in which wording and when. */
@Service
public class Consents {

    // what was agreed to before it was taken back counts no more, wherever it was remembered
    private static final String INSERT =
            "insert into consent (tenant_id, id, account_id, conversation_id, purpose, text_version, agreed_at)"
                    + " select henk.tenant(), $1, $2::uuid, $3::uuid, $4, $5, $6::timestamptz where not exists (select"
                    + " from consent c where c.tenant_id = henk.tenant() and (c.account_id = $2 or c.conversation_id"
                    + " = $3) and c.purpose = $4 and c.withdrawn_at > $6)";
    private static final String WITHDRAW = "update consent set withdrawn_at = now() where tenant_id = henk.tenant()"
            + " and (account_id = $1 or conversation_id = $1) and purpose = $2 and withdrawn_at is null";

    private static final String WITHDRAW_ALL = "update consent set withdrawn_at = greatest(now(), agreed_at)"
            + " where tenant_id = henk.tenant() and (account_id = any($1) or conversation_id = any($2))"
            + " and ($3::text is null or purpose = $3) and withdrawn_at is null";
    private static final String OPEN = "select exists (select from consent where tenant_id = henk.tenant()"
            + " and (account_id = $1 or conversation_id = $1) and purpose = $2 and withdrawn_at is null) as open";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Consents(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * Keeps an agreement of the speaker, in the speaker's name. A visitor agrees for a conversation, a customer for an
     * account.
     *
     * @param purpose e.g. {@code contact}
     * @param textVersion which wording was agreed to, e.g. {@code contact-de-1}
     * @return the id of the record
     */
    public Mono<UUID> given(Principal who, String purpose, String textVersion, Instant at) {
        UUID id = Ids.next();
        return switch (who) {
            case Principal.Visitor visitor -> insert(who, id, null, visitor.conversation(), purpose, textVersion, at);
            case Principal.Customer customer -> insert(who, id, customer.user(), null, purpose, textVersion, at);
            case Principal.Staff staff -> Mono.error(Problem.forbidden("Staff cannot agree in a customer's place."));
        };
    }

    /** Whether the speaker has agreed to a purpose and not taken it back since. */
    public Mono<Boolean> isOpen(Principal who, String purpose) {
        return transactions.in(
                who.scope(),
                () -> database.sql(OPEN)
                        .bind(0, who.scope().actor())
                        .bind(1, purpose)
                        .map(row -> Boolean.TRUE.equals(row.get("open", Boolean.class)))
                        .one());
    }

    /** Takes back the speaker's agreement to a purpose. Harmless when there is none. */
    public Mono<Void> withdrawn(Principal who, String purpose) {
        return transactions.in(
                who.scope(),
                () -> database.sql(WITHDRAW)
                        .bind(0, who.scope().actor())
                        .bind(1, purpose)
                        .then());
    }

    /**
     * Takes back all that a person agreed to, or one purpose of it, in whatever conversation. In the caller's
     * transaction, as the system: the caller has made sure who asks.
     *
     * @return how many agreements ended
     */
    public Mono<Long> withdrawn(DataSubject person, Optional<String> purpose) {
        return database.sql(WITHDRAW_ALL)
                .bind(0, person.accounts().toArray(UUID[]::new))
                .bind(1, person.conversations().toArray(UUID[]::new))
                .bind(2, Parameter.fromOrEmpty(purpose.orElse(null), String.class))
                .fetch()
                .rowsUpdated();
    }

    private Mono<UUID> insert(
            Principal who,
            UUID id,
            @org.jspecify.annotations.Nullable UUID account,
            @org.jspecify.annotations.Nullable UUID conversation,
            String purpose,
            String textVersion,
            Instant at) {
        return transactions.in(
                who.scope(),
                () -> database.sql(INSERT)
                        .bind(0, id)
                        .bind(1, Parameter.fromOrEmpty(account, UUID.class))
                        .bind(2, Parameter.fromOrEmpty(conversation, UUID.class))
                        .bind(3, purpose)
                        .bind(4, textVersion)
                        .bind(5, at)
                        .fetch()
                        .rowsUpdated()
                        .flatMap(rows -> rows > 0
                                ? Mono.just(id)
                                : Mono.error(Problem.conflict(
                                        "consent-withdrawn",
                                        "The agreement was taken back. The person must agree anew."))));
    }
}
