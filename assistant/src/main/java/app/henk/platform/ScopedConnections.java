package app.henk.platform;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
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

/**
 * Connections whose transactions begin in the scope that stands in the subscriber's context: one round trip to the
 * server instead of two, for every transaction there is. And connections that answer in any case: the server's own
 * limits do not help when the server is gone, and the driver can lose a statement that is sent while its socket dies.
 *
 * @param patience with one statement; longer than the server's own limits
 */
public record ScopedConnections(ConnectionFactory driver, Duration patience) implements ConnectionFactory {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(20);

    public ScopedConnections(ConnectionFactory driver) {
        this(driver, USUAL_PATIENCE);
    }

    @Override
    public Mono<Connection> create() {
        return Mono.from(driver.create()).map(connection -> new Scoped(connection, patience));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    private record Scoped(Connection connection, Duration patience) implements Connection, Wrapped<Connection> {

        @Override
        public Publisher<Void> beginTransaction(TransactionDefinition definition) {
            return Flux.deferContextual(context -> context.<Scope>getOrEmpty(Scope.class)
                    .<Publisher<Void>>map(this::beginIn)
                    .orElseGet(() -> inTime(connection.beginTransaction(definition))));
        }

        /** Without parameters, so that the server takes both statements at once; an id and a word cannot be more. */
        private Publisher<Void> beginIn(Scope scope) {
            String sql =
                    "begin; select set_config('app.tenant', '" + scope.tenant().value()
                            + "', true), set_config('app.authority', '"
                            + scope.authority().sqlName()
                            + "', true), set_config('app.actor', '" + scope.actor() + "', true)";
            return inTime(Flux.from(connection.createStatement(sql).execute())
                    .concatMap(Result::getRowsUpdated)
                    .then());
        }

        private Mono<Void> inTime(Publisher<Void> work) {
            return Mono.from(work).timeout(patience).onErrorMap(TimeoutException.class, Scoped::silent);
        }

        static R2dbcException silent(Throwable error) {
            return new R2dbcTimeoutException("the database does not answer", error);
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
            return new Answered(connection.createStatement(sql), patience);
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
            return connection.validate(depth);
        }
    }
    /** Only the beginning of an answer is waited for with a clock: rows that come may take their time. */
    private record Answered(Statement statement, Duration patience) implements Statement {

        @Override
        public Publisher<? extends Result> execute() {
            return Flux.from(statement.execute())
                    .timeout(Mono.delay(patience))
                    .onErrorMap(TimeoutException.class, Scoped::silent);
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
