package app.henk.platform;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs work in one short transaction that PostgreSQL knows the tenant and the speaker of. Statements outside of such a
 * transaction see no tenant's rows at all. Never wrap a call to a model or to another company's service in one. A
 * {@link BeforeCommit} in the context is run with each.
 */
@Component
public class TenantTransactions {

    private static final String CHANGE_SCOPE = "select set_config('app.tenant', $1, true), "
            + "set_config('app.authority', $2, true), set_config('app.actor', $3, true)";

    private static final String WROTE = "select pg_current_xact_id_if_assigned() is not null as wrote";

    private final ReactiveTransactionManager manager;
    private final DatabaseClient database;

    TenantTransactions(ReactiveTransactionManager manager, DatabaseClient database) {
        this.manager = manager;
        this.database = database;
    }

    /**
     * Commits when the work completes, rolls back when it fails or is cancelled. A nested call joins the outer one, which
     * from then on runs in the inner scope: do before it what needs the outer one.
     */
    public <T> Mono<T> in(Scope scope, Supplier<Mono<T>> work) {
        return transaction(
                        scope,
                        begun -> begun.isNewTransaction()
                                ? work.get()
                                : changeScope(scope).then(Mono.defer(work)))
                .singleOrEmpty();
    }

    /** The same for many results. The connection is held until the last one is read: bound the query. */
    public <T> Flux<T> manyIn(Scope scope, Supplier<Flux<T>> work) {
        return transaction(
                scope,
                begun -> begun.isNewTransaction()
                        ? work.get()
                        : changeScope(scope).thenMany(Flux.defer(work)));
    }

    /**
     * Spring's own operator gives a begin up when its caller leaves, and then neither pool nor driver knows of the open
     * transaction that stays behind, with the scope of the one who left. Here a begin always comes to its end, and what
     * nobody waits for any more is rolled back.
     */
    private <T> Flux<T> transaction(Scope scope, Function<ReactiveTransaction, Publisher<T>> work) {
        return Flux.usingWhen(
                        Mono.fromSupplier(() -> manager.getReactiveTransaction(TransactionDefinition.withDefaults())
                                .cache()),
                        begin -> begin.flatMapMany(begun -> begun.isNewTransaction()
                                ? Flux.concat(work.apply(begun), beforeCommit())
                                : work.apply(begun)),
                        begin -> begin.flatMap(manager::commit),
                        (begin, failure) -> begin.flatMap(manager::rollback).onErrorComplete(),
                        begin -> begin.flatMap(manager::rollback).onErrorComplete())
                .onErrorMap(TenantTransactions::ofCommit)
                .contextWrite(context -> context.put(Scope.class, scope))
                .contextWrite(TransactionContextManager.getOrCreateContext())
                .contextWrite(TransactionContextManager.getOrCreateContextHolder());
    }

    private <T> Mono<T> beforeCommit() {
        return Mono.deferContextual(context -> context.<BeforeCommit>getOrEmpty(BeforeCommit.class)
                .map(last -> database.sql(WROTE)
                        .map(row -> Row.value(row, "wrote", Boolean.class))
                        .one()
                        .flatMap(last::run)
                        .then(Mono.<T>empty()))
                .orElse(Mono.empty()));
    }

    /** What went wrong with a commit comes wrapped. */
    private static Throwable ofCommit(Throwable error) {
        boolean wrapped = error instanceof RuntimeException
                && String.valueOf(error.getMessage()).startsWith("Async resource cleanup failed");
        return wrapped ? Optional.ofNullable(error.getCause()).orElse(error) : error;
    }

    /** A transaction that begins here begins in its scope, see {@link ScopedConnections}. */
    private Mono<Void> changeScope(Scope scope) {
        return database.sql(CHANGE_SCOPE)
                .bind(0, scope.tenant().value().toString())
                .bind(1, scope.authority().sqlName())
                .bind(2, scope.actor().toString())
                .then();
    }
}
