package app.henk.platform;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A connection of {@link ScopedConnections}. Once it has not answered nothing more is asked of it: the pool drops it. */
final class ScopedConnection implements Connection, Wrapped<Connection> {

    private static final String NO_ANSWER = "the database does not answer";

    private final Connection connection;
    private final Duration patience;
    private volatile boolean silent;

    ScopedConnection(Connection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return Flux.deferContextual(context -> context.<Scope>getOrEmpty(Scope.class)
                .<Publisher<Void>>map(this::beginIn)
                .orElseGet(() -> inTime(connection.beginTransaction(definition))));
    }

    /**
     * Without parameters, so that the server takes both statements at once; an id and a word cannot be more. What staff
     * ask is planned for what they ask: a plan for any tenant takes a house of a million deals for one of a thousand.
     */
    private Publisher<Void> beginIn(Scope scope) {
        String sql = "begin; select set_config('app.tenant', '" + scope.tenant().value()
                + "', true), set_config('app.authority', '"
                + scope.authority().sqlName()
                + "', true), set_config('app.actor', '" + scope.actor() + "', true)"
                + (scope.authority() == Scope.Authority.STAFF
                        ? ", set_config('plan_cache_mode', 'force_custom_plan', true)"
                        : "");
        return inTime(Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then());
    }

    private Mono<Void> inTime(Publisher<Void> work) {
        return Mono.defer(() -> silent ? Mono.error(unanswered()) : Mono.from(work))
                .timeout(patience)
                .onErrorMap(TimeoutException.class, this::fellSilent);
    }

    private R2dbcException fellSilent(Throwable timeout) {
        silent = true;
        return new R2dbcTimeoutException(NO_ANSWER, timeout);
    }

    private static R2dbcException unanswered() {
        return new R2dbcTimeoutException(NO_ANSWER);
    }

    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return inTime(connection.beginTransaction());
    }

    @Override
    public Publisher<Void> close() {
        return connection.close();
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return inTime(connection.commitTransaction());
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return new Answered(connection.createStatement(sql));
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return inTime(connection.rollbackTransaction());
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return connection.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return silent ? Mono.just(false) : connection.validate(depth);
    }

    /** Only the beginning of an answer is waited for with a clock: rows that come may take their time. */
    private final class Answered implements Statement {

        private final Statement statement;

        Answered(Statement statement) {
            this.statement = statement;
        }

        @Override
        public Publisher<? extends Result> execute() {
            return Flux.from(statement.execute())
                    .timeout(Mono.delay(patience))
                    .onErrorMap(TimeoutException.class, ScopedConnection.this::fellSilent);
        }

        @Override
        public Statement add() {
            statement.add();
            return this;
        }

        @Override
        public Statement bind(int index, Object value) {
            statement.bind(index, value);
            return this;
        }

        @Override
        public Statement bind(String name, Object value) {
            statement.bind(name, value);
            return this;
        }

        @Override
        public Statement bindNull(int index, Class<?> type) {
            statement.bindNull(index, type);
            return this;
        }

        @Override
        public Statement bindNull(String name, Class<?> type) {
            statement.bindNull(name, type);
            return this;
        }

        @Override
        public Statement fetchSize(int rows) {
            statement.fetchSize(rows);
            return this;
        }

        @Override
        public Statement returnGeneratedValues(String... columns) {
            statement.returnGeneratedValues(columns);
            return this;
        }
    }
}
