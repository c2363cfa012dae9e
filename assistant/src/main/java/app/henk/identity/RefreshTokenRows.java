package app.henk.identity;

import app.henk.platform.Row;
import app.henk.platform.TenantId;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The table of refresh tokens. Every method runs inside the caller's transaction. */
@Component
class RefreshTokenRows {

    /**
     * A token as it stands.
     *
     * @param over expired or revoked
     * @param copied used before, and not just a moment ago by another tab; or its twin lives on elsewhere
     */
    record Found(UUID id, UUID account, UUID family, boolean over, boolean copied) {}

    // a family's first token has the family's id; locking it puts all rotations of a family in one line
    private static final String LOCK_FAMILY = "select r.id from refresh_token r where r.tenant_id = $1 and r.id ="
            + " (select t.family from refresh_token t where t.tenant_id = $1 and t.token_hash = $2) for update";
    private static final String FIND = """
            select t.id, t.account_id, t.family,
                   t.revoked_at is not null or least(t.expires_at, t.family_expires_at) <= clock_timestamp() as over,
                   coalesce(t.used_at < clock_timestamp() - $3::interval, false)
                     or exists (select from refresh_token c where c.tenant_id = t.tenant_id and c.parent = t.id
                                and c.used_at is not null)
                     or exists (select from refresh_token s where s.tenant_id = t.tenant_id and s.parent = t.parent
                                and s.id <> t.id and s.used_at < clock_timestamp() - $3::interval) as copied
            from refresh_token t where t.tenant_id = $1 and t.token_hash = $2""";
    private static final String INSERT_FIRST = """
            insert into refresh_token (tenant_id, id, account_id, family, token_hash, issued_at, expires_at,
                                       family_expires_at)
            values ($1, $2, $3, $2, $4, clock_timestamp(), clock_timestamp() + $5::interval,
                    clock_timestamp() + $6::interval)""";
    private static final String INSERT_NEXT = """
            insert into refresh_token (tenant_id, id, account_id, family, parent, token_hash, issued_at, expires_at,
                                       family_expires_at)
            select tenant_id, $3, account_id, family, id, $4, clock_timestamp(), clock_timestamp() + $5::interval,
                   family_expires_at
            from refresh_token where tenant_id = $1 and id = $2""";

    private final DatabaseClient database;
    private final IdentitySettings settings;

    RefreshTokenRows(DatabaseClient database, IdentitySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Locks the token's family and reads the token. Empty when there is no such token. */
    Mono<Found> lock(TenantId tenant, ByteBuffer hash) {
        return database.sql(LOCK_FAMILY)
                .bind(0, tenant.value())
                .bind(1, hash.duplicate())
                .fetch()
                .first()
                .then(database.sql(FIND)
                        .bind(0, tenant.value())
                        .bind(1, hash.duplicate())
                        .bind(2, RefreshTokens.LEEWAY.toString())
                        .map(RefreshTokenRows::found)
                        .one());
    }

    Mono<Void> insertFirst(AccountStore.Key owner, UUID family, ByteBuffer hash) {
        return database.sql(INSERT_FIRST)
                .bind(0, owner.tenant().value())
                .bind(1, family)
                .bind(2, owner.account())
                .bind(3, hash)
                .bind(4, settings.refreshTokenLife().toString())
                .bind(5, settings.signInLife().toString())
                .then();
    }

    Mono<Void> insertNext(TenantId tenant, UUID parent, UUID id, ByteBuffer hash) {
        return database.sql(INSERT_NEXT)
                .bind(0, tenant.value())
                .bind(1, parent)
                .bind(2, id)
                .bind(3, hash)
                .bind(4, settings.refreshTokenLife().toString())
                .then();
    }

    Mono<Void> use(TenantId tenant, UUID id) {
        return database.sql("update refresh_token set used_at = coalesce(used_at, clock_timestamp())"
                        + " where tenant_id = $1 and id = $2")
                .bind(0, tenant.value())
                .bind(1, id)
                .then();
    }

    Mono<Void> revokeFamily(TenantId tenant, UUID family) {
        return database.sql("update refresh_token set revoked_at = clock_timestamp()"
                        + " where tenant_id = $1 and family = $2 and revoked_at is null")
                .bind(0, tenant.value())
                .bind(1, family)
                .then();
    }

    Mono<Void> revokeAll(AccountStore.Key owner) {
        return database.sql("update refresh_token set revoked_at = clock_timestamp()"
                        + " where tenant_id = $1 and account_id = $2 and revoked_at is null")
                .bind(0, owner.tenant().value())
                .bind(1, owner.account())
                .then();
    }

    Mono<Void> deleteExpired(AccountStore.Key owner) {
        return database.sql("delete from refresh_token where tenant_id = $1 and account_id = $2 and family in"
                        + " (select family from refresh_token where tenant_id = $1 and account_id = $2"
                        + "  group by family having max(least(expires_at, family_expires_at)) < clock_timestamp())")
                .bind(0, owner.tenant().value())
                .bind(1, owner.account())
                .then();
    }

    private static Found found(Readable row) {
        return new Found(
                Row.value(row, "id", UUID.class),
                Row.value(row, "account_id", UUID.class),
                Row.value(row, "family", UUID.class),
                Row.value(row, "over", Boolean.class),
                Row.value(row, "copied", Boolean.class));
    }
}
