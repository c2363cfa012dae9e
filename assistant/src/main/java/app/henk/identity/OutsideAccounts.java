package app.henk.identity;

import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accounts of people whom an outside issuer vouches for. */
@Component
class OutsideAccounts {

    /**
     * @param subject the issuer and its name for this person
     * @param verified whether the issuer has proof of the e-mail; only then does it lead to an account that is here
     */
    record Person(TenantId tenant, String subject, String email, boolean verified, String name, Role role) {}

    private static final String RETURNING = " returning tenant_id, id, email, name, role, active";
    // in this order: known by subject; known by a proven e-mail; new
    private static final String KNOWN =
            "update account set role = $3, name = $4 where tenant_id = $1" + " and outside_subject = $2" + RETURNING;
    private static final String ADOPT = "update account set outside_subject = $2, role = $3 where tenant_id = $1"
            + " and email = $4 and outside_subject is null" + RETURNING;
    private static final String INSERT = "insert into account (tenant_id, outside_subject, role, email, name, id)"
            + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing" + RETURNING;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<Person, Optional<Account>> cache = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(30))
            .maximumSize(10_000)
            .buildAsync();

    OutsideAccounts(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Empty when the account is deactivated, or its e-mail belongs to an account that was not proved to be theirs. */
    Mono<Account> of(Person person) {
        return Mono.fromFuture(
                        () -> cache.get(
                                person,
                                (p, executor) -> findOrMake(p)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .toFuture()),
                        true)
                .flatMap(Mono::justOrEmpty)
                .filter(Account::active);
    }

    private Mono<Account> findOrMake(Person person) {
        return transactions.in(
                Scope.system(person.tenant()),
                () -> one(start(KNOWN, person).bind(3, person.name()))
                        .switchIfEmpty(Mono.defer(() ->
                                person.verified() ? one(start(ADOPT, person).bind(3, person.email())) : Mono.empty()))
                        .switchIfEmpty(Mono.defer(() -> one(start(INSERT, person)
                                .bind(3, person.email())
                                .bind(4, person.name())
                                .bind(5, Ids.next())))));
    }

    private DatabaseClient.GenericExecuteSpec start(String sql, Person person) {
        return database.sql(sql)
                .bind(0, person.tenant().value())
                .bind(1, person.subject())
                .bind(2, AccountStore.sqlName(person.role()));
    }

    private static Mono<Account> one(DatabaseClient.GenericExecuteSpec statement) {
        return statement.map(AccountStore::account).one();
    }
}
