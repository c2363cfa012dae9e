package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Opaque tokens that each work once. Using one gives the next; using an old one again means that somebody has a copy,
 * and ends the whole family. The database's clock decides, so instances need not agree on the time.
 */
@Component
class RefreshTokens {

    /** How a presented token fared. */
    sealed interface Rotation {
        record Renewed(AccountStore.Key owner, String token) implements Rotation {}

        /** Unknown, expired or revoked before. */
        record Refused() implements Rotation {}

        /** A copy was used; the family is revoked now. */
        record Stolen(AccountStore.Key owner) implements Rotation {}
    }

    /** Two tabs may refresh at the same moment. Only the immediately previous token has this leeway. */
    static final Duration LEEWAY = Duration.ofSeconds(10);

    private static final String PREFIX = "henk_r_";
    private static final int SECRET_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final RefreshTokenRows rows;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(TenantTransactions transactions, DatabaseClient database, RefreshTokenRows rows) {
        this.transactions = transactions;
        this.database = database;
        this.rows = rows;
    }

    /** The first token of a new family. */
    Mono<String> begin(Account account) {
        String token = newToken();
        UUID family = Ids.next();
        AccountStore.Key owner = new AccountStore.Key(account.tenant(), account.id());
        return transactions.in(
                Scope.system(account.tenant()),
                () -> rows.deleteExpired(owner)
                        .then(rows.insertFirst(owner, family, hash(token)))
                        .thenReturn(token));
    }

    Mono<Rotation> rotate(String token) {
        return tenantOf(token)
                .flatMap(tenant -> transactions.in(Scope.system(tenant), () -> rotate(tenant, hash(token))))
                .defaultIfEmpty(new Rotation.Refused());
    }

    /** Ends the family of this token, if there is one: sign-out. */
    Mono<Void> end(String token) {
        return tenantOf(token)
                .flatMap(tenant -> transactions.in(
                        Scope.system(tenant),
                        () -> rows.lock(tenant, hash(token))
                                .flatMap(found -> rows.revokeFamily(tenant, found.family()))));
    }

    /** Ends every sign-in of an account: it was deactivated, or its password was changed. */
    Mono<Void> endAll(AccountStore.Key owner) {
        return transactions.in(Scope.system(owner.tenant()), () -> rows.revokeAll(owner));
    }

    private Mono<Rotation> rotate(TenantId tenant, ByteBuffer hash) {
        return rows.lock(tenant, hash).flatMap(found -> decide(tenant, found));
    }

    private Mono<Rotation> decide(TenantId tenant, RefreshTokenRows.Found found) {
        AccountStore.Key owner = new AccountStore.Key(tenant, found.account());
        if (found.over()) {
            return Mono.just(new Rotation.Refused());
        }
        if (found.copied()) {
            return rows.revokeFamily(tenant, found.family()).thenReturn(new Rotation.Stolen(owner));
        }
        String next = newToken();
        return rows.use(tenant, found.id())
                .then(rows.insertNext(tenant, found.id(), Ids.next(), hash(next)))
                .thenReturn(new Rotation.Renewed(owner, next));
    }

    private Mono<TenantId> tenantOf(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return Mono.empty();
        }
        return database.sql("select henk.tenant_of_refresh_token($1) as tenant")
                .bind(0, hash(token))
                .map(row -> java.util.Optional.ofNullable(row.get("tenant", UUID.class)))
                .one()
                .flatMap(Mono::justOrEmpty)
                .map(TenantId::new);
    }

    private String newToken() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(SigningKey.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }
}
