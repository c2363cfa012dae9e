package app.henk.customers;

import app.henk.identity.Conversations;
import app.henk.identity.CustomerAccounts;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Links that let a person fetch what is held about them, for a few minutes and whoever has them. */
@Component
class ExportLinks {

    static final Duration VALID = Duration.ofMinutes(15);
    private static final int SECRET_BYTES = 32;
    private static final int MOST_OPEN = 5;
    // the newest few of a person are good; what is over goes
    private static final String CLEAR = "delete from export_link where tenant_id = henk.tenant() and (expires_at < $1"
            + " or (conversation_id = $2 or account_id = $3) and id not in (select id from export_link where tenant_id ="
            + " henk.tenant() and (conversation_id = $2 or account_id = $3) order by id desc limit " + (MOST_OPEN - 1)
            + "))";
    private static final String INSERT =
            "insert into export_link (tenant_id, id, token_hash, conversation_id, account_id, language, expires_at)"
                    + " values (henk.tenant(), $1, $2, $3, $4, $5, $6)";
    private static final String FIND =
            "select tenant_id, conversation_id, account_id, language from henk.export_of_link($1)";

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final Conversations conversations;
    private final CustomerAccounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ExportLinks(
            TenantTransactions transactions,
            DatabaseClient database,
            Conversations conversations,
            CustomerAccounts accounts,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.conversations = conversations;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param secret the only place where it stands is the link */
    record Issued(String secret, Instant until) {}

    /** Whose data a link is for, in which language they read it. */
    record Opened(Principal who, String language) {}

    Mono<Issued> issue(Principal who, String language) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Instant until = clock.instant().plus(VALID);
        Parameter conversation = Parameter.fromOrEmpty(
                who instanceof Principal.Visitor visitor ? visitor.conversation() : null, UUID.class);
        Parameter account =
                Parameter.fromOrEmpty(who instanceof Principal.Customer customer ? customer.user() : null, UUID.class);
        return transactions.in(
                Scope.system(who.tenant()),
                () -> database.sql(CLEAR)
                        .bind(0, clock.instant())
                        .bind(1, conversation)
                        .bind(2, account)
                        .then()
                        .then(database.sql(INSERT)
                                .bind(0, Ids.next())
                                .bind(1, sha256(secret))
                                .bind(2, conversation)
                                .bind(3, account)
                                .bind(4, language)
                                .bind(5, until)
                                .then())
                        .thenReturn(new Issued(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(secret), until)));
    }

    /** Fails as gone for what is no link, is over, or was a visitor's whose talk has moved to an account since. */
    Mono<Opened> open(String secret) {
        return Mono.justOrEmpty(hash(secret))
                .flatMap(hash -> database.sql(FIND)
                        .bind(0, hash)
                        .map(row -> new Found(
                                new TenantId(Row.value(row, "tenant_id", UUID.class)),
                                Optional.ofNullable(row.get("conversation_id", UUID.class)),
                                Optional.ofNullable(row.get("account_id", UUID.class)),
                                Row.value(row, "language", String.class)))
                        .one())
                .flatMap(found -> speaker(found).map(who -> new Opened(who, found.language())))
                .switchIfEmpty(Mono.error(() -> new Problem(
                        HttpStatus.GONE,
                        "link-over",
                        "This link is over or never was one. Ask for a new one in the conversation.")));
    }

    private record Found(TenantId tenant, Optional<UUID> conversation, Optional<UUID> account, String language) {}

    private Mono<Principal> speaker(Found found) {
        if (found.account().isPresent()) {
            return accounts.byId(found.tenant(), found.account().get()).cast(Principal.class);
        }
        UUID conversation = found.conversation().orElseThrow();
        return transactions
                .in(Scope.system(found.tenant()), () -> conversations.isAnonymous(found.tenant(), conversation))
                .filter(anonymous -> anonymous)
                .map(anonymous -> new Principal.Visitor(found.tenant(), conversation));
    }

    private static Optional<byte[]> hash(String secret) {
        try {
            byte[] bytes =
                    secret.length() > 100 ? new byte[0] : Base64.getUrlDecoder().decode(secret);
            return bytes.length == SECRET_BYTES ? Optional.of(sha256(bytes)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
