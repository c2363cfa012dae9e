package app.henk.platform;

import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs work in one short transaction that PostgreSQL knows the tenant and the speaker of. Statements outside of such a
 * transaction see no tenant's rows at all. Never wrap a call to a model or to another company's service in one.
 */
@Component
public class TenantTransactions {

    // one round trip for all three settings; true: they end with the transaction, so a pooled connection carries none
    private static final String SET_SCOPE = "select set_config('app.tenant', $1, true), "
            + "set_config('app.authority', $2, true), set_config('app.actor', $3, true)";

    private final TransactionalOperator transaction;
    private final DatabaseClient database;

    TenantTransactions(ReactiveTransactionManager transactions, DatabaseClient database) {
        this.transaction = TransactionalOperator.create(transactions);
        this.database = database;
    }

    /**
     * Commits when the work completes, rolls back when it fails or is cancelled. A nested call joins the outer one, which
     * from then on runs in the inner scope: do before it what needs the outer one.
     */
    public <T> Mono<T> in(Scope scope, Supplier<Mono<T>> work) {
        return transaction.transactional(setScope(scope).then(Mono.defer(work)));
    }

    /** The same for many results. The connection is held until the last one is read: bound the query. */
    public <T> Flux<T> manyIn(Scope scope, Supplier<Flux<T>> work) {
        return transaction.transactional(setScope(scope).thenMany(Flux.defer(work)));
    }

    private Mono<Void> setScope(Scope scope) {
        return database.sql(SET_SCOPE)
                .bind(0, scope.tenant().value().toString())
                .bind(1, scope.authority().sqlName())
                .bind(2, scope.actor().toString())
                .then();
    }
}
