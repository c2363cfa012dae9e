package app.henk.identity;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts and their password hashes in the database. Writing is the system's: the use case has decided by then. */
@Component
class AccountStore {

    record Key(TenantId tenant, UUID account) {}

    record WithHash(Account account, String hash) {}

    private static final String COLUMNS = "a.tenant_id, a.id, a.email, a.name, a.role, a.active";
    private static final String FIND = "select " + COLUMNS + " from account a where a.tenant_id = $1 and a.id = $2";
    private static final String FIND_WITH_HASH = "select " + COLUMNS + ", c.password_hash from account a"
            + " join credential c on c.tenant_id = a.tenant_id and c.account_id = a.id"
            + " where a.tenant_id = $1 and a.id = $2 and a.active";
    private static final String INSERT = "insert into account (tenant_id, id, email, name, role)"
            + " values ($1, $2, $3, $4, $5) on conflict (tenant_id, email) do nothing";
    private static final String INSERT_HASH =
            "insert into credential (tenant_id, account_id, password_hash) values ($1, $2, $3)"
                    + " on conflict (tenant_id, account_id) do update"
                    + " set password_hash = excluded.password_hash, changed_at = now()";

    private final TenantTransactions transactions;
    private final DatabaseClient database;

    AccountStore(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    Mono<Account> find(Key key) {
        return transactions.in(
                Scope.system(key.tenant()),
                () -> database.sql(FIND)
                        .bind(0, key.tenant().value())
                        .bind(1, key.account())
                        .map(AccountStore::account)
                        .one());
    }

    /**
     * Where somebody with this e-mail may sign in, in any tenant; at most four.
     *
     * @param slug of the only tenant to look in, when it is known
     */
    Flux<Key> ofEmail(String email, Optional<String> slug) {
        var sql = database.sql("select tenant_id, account_id from henk.accounts_of_email($1, $2)")
                .bind(0, email);
        return slug.map(wanted -> sql.bind(1, wanted))
                .orElseGet(() -> sql.bindNull(1, String.class))
                .map(row -> new Key(
                        new TenantId(Row.value(row, "tenant_id", UUID.class)),
                        Row.value(row, "account_id", UUID.class)))
                .all();
    }

    /** The tenant's account with this e-mail, as long as it is active. */
    Mono<Key> ofEmail(TenantId tenant, String email) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select id from account where tenant_id = $1 and email = $2 and active")
                        .bind(0, tenant.value())
                        .bind(1, email)
                        .map(row -> new Key(tenant, Row.value(row, "id", UUID.class)))
                        .one());
    }

    Mono<WithHash> findWithHash(Key key) {
        return transactions.in(
                Scope.system(key.tenant()),
                () -> database.sql(FIND_WITH_HASH)
                        .bind(0, key.tenant().value())
                        .bind(1, key.account())
                        .map(row -> new WithHash(account(row), Row.value(row, "password_hash", String.class)))
                        .one());
    }

    Mono<Boolean> emailIsTaken(TenantId tenant, String email) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select exists (select from account where tenant_id = $1 and email = $2) as taken")
                        .bind(0, tenant.value())
                        .bind(1, email)
                        .map(row -> Row.value(row, "taken", Boolean.class))
                        .one());
    }

    /** With its password, in the caller's transaction if there is one. False when the e-mail is taken. */
    Mono<Boolean> insert(Account account, String hash) {
        return transactions.in(
                Scope.system(account.tenant()),
                () -> insert(account)
                        .flatMap(done -> done
                                ? setHash(new Key(account.tenant(), account.id()), hash)
                                        .thenReturn(true)
                                : Mono.just(false)));
    }

    Mono<Void> setHash(Key key, String hash) {
        return transactions.in(
                Scope.system(key.tenant()),
                () -> database.sql(INSERT_HASH)
                        .bind(0, key.tenant().value())
                        .bind(1, key.account())
                        .bind(2, hash)
                        .then());
    }

    private Mono<Boolean> insert(Account account) {
        return database.sql(INSERT)
                .bind(0, account.tenant().value())
                .bind(1, account.id())
                .bind(2, account.email())
                .bind(3, account.name())
                .bind(4, sqlName(account.role()))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    static String sqlName(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static Account account(Readable row) {
        return new Account(
                new TenantId(Row.value(row, "tenant_id", UUID.class)),
                Row.value(row, "id", UUID.class),
                Row.value(row, "email", String.class),
                Row.value(row, "name", String.class),
                Role.valueOf(Row.value(row, "role", String.class).toUpperCase(Locale.ROOT)),
                Row.value(row, "active", Boolean.class));
    }
}
