package app.henk.mail;

import app.henk.identity.DataSubject;
import app.henk.identity.Email;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Who agreed to get mail about what. Both calls join the caller's transaction, which runs in the speaker's scope or as
 * the system. Asking for something that is answered by mail, with one's address, is agreeing to mail about it.
 */
@Service
public class MailConsents {

    private static final int KEY_BYTES = 24;
    private static final String AGREE = "insert into mail_consent"
            + " (tenant_id, id, address, purpose, source, source_id, withdraw_key)"
            + " values (henk.tenant(), $1, $2, $3, $4, $5, $6) on conflict do nothing";
    private static final String WITHDRAW = "update mail_consent set withdrawn_at = now()"
            + " where tenant_id = henk.tenant() and address = $1 and purpose = $2 and withdrawn_at is null";

    private static final String WITHDRAW_ALL = "update mail_consent set withdrawn_at = greatest(now(), agreed_at)"
            + " where tenant_id = henk.tenant() and source_id = any($1) and ($2::text is null or purpose = $2)"
            + " and withdrawn_at is null";
    private static final String LAST_ADDRESS = "select address from mail_consent where tenant_id = henk.tenant()"
            + " and source_id = any($1) and withdrawn_at is null order by agreed_at desc limit 1";

    private final DatabaseClient database;
    private final SecureRandom random = new SecureRandom();

    MailConsents(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Keeps that the speaker agreed, in the conversation or with the account, to mail about this at this address. Once
     * is enough. False when the address is none. Staff cannot agree in a customer's place.
     */
    public Mono<Boolean> agree(Principal who, String address, MailPurpose purpose) {
        return switch (who) {
            case Principal.Visitor visitor -> insert("conversation", visitor.conversation(), address, purpose);
            case Principal.Customer customer -> insert("account", customer.user(), address, purpose);
            case Principal.Staff staff -> Mono.error(Problem.forbidden("Staff cannot agree in a customer's place."));
        };
    }

    /**
     * Takes back what this address agreed to. Works at once: mail that waits is not sent any more. Visitors and
     * customers reach what they agreed to themselves; staff and the system reach all. Harmless when there is nothing.
     */
    public Mono<Void> withdraw(String address, MailPurpose purpose) {
        return Mono.justOrEmpty(Email.of(address))
                .flatMap(email -> database.sql(WITHDRAW)
                        .bind(0, email.value())
                        .bind(1, purpose.key())
                        .then());
    }

    /**
     * Takes back all that a person agreed to, or one purpose of it, at whatever address. Works at once, see {@link
     * #withdraw}. The caller's transaction is the system's and has made sure who asks.
     *
     * @return how many agreements ended
     */
    public Mono<Long> withdraw(DataSubject person, Optional<MailPurpose> purpose) {
        return database.sql(WITHDRAW_ALL)
                .bind(0, sources(person))
                .bind(1, Parameter.fromOrEmpty(purpose.map(MailPurpose::key).orElse(null), String.class))
                .fetch()
                .rowsUpdated();
    }

    /** Where the person has last agreed to get mail. In the caller's transaction, as the system. */
    public Mono<String> lastAddress(DataSubject person) {
        return database.sql(LAST_ADDRESS)
                .bind(0, sources(person))
                .map(row -> Row.value(row, "address", String.class))
                .one();
    }

    private static UUID[] sources(DataSubject person) {
        return Stream.concat(person.accounts().stream(), person.conversations().stream())
                .toArray(UUID[]::new);
    }

    private Mono<Boolean> insert(String source, UUID sourceId, String address, MailPurpose purpose) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Mono.justOrEmpty(Email.of(address))
                .flatMap(email -> database.sql(AGREE)
                        .bind(0, Ids.next())
                        .bind(1, email.value())
                        .bind(2, purpose.key())
                        .bind(3, source)
                        .bind(4, sourceId)
                        .bind(5, key)
                        .then()
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }
}
