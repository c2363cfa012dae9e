package app.henk.identity;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Fills an installation before its first request: demo tenants, or a way in for the first administrator. */
@Component
class FirstStart implements SmartLifecycle {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    // any number that nobody else uses; several instances that start together take turns
    private static final long LOCK = 4_365_001;

    private final ConnectionFactory connections;
    private final DemoTenants demo;
    private final Setup setup;
    private final TenantOfRequest tenants;
    private final IdentitySettings settings;
    private volatile boolean running;

    FirstStart(
            ConnectionFactory connections,
            DemoTenants demo,
            Setup setup,
            TenantOfRequest tenants,
            IdentitySettings settings) {
        this.connections = connections;
        this.demo = demo;
        this.setup = setup;
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public void start() {
        Mono<Void> work = settings.demo() ? demo.seed() : setup.offerIfEmpty();
        // the main thread, before the port is open: nobody waits for an event loop here
        Mono.usingWhen(connections.create(), connection -> lock(connection).then(work), FirstStart::unlock)
                .block(LONGEST);
        tenants.forget();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose phase is close to the highest. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Held by a transaction that does nothing else, so that no setting outlives it in the pool. */
    private static Mono<Void> lock(Connection connection) {
        return Mono.from(connection.beginTransaction())
                .then(execute(connection, "set local lock_timeout = 0"))
                .then(execute(connection, "set local statement_timeout = 0"))
                .then(execute(connection, "set local idle_in_transaction_session_timeout = 0"))
                .then(execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")"));
    }

    private static Mono<Void> unlock(Connection connection) {
        return Mono.from(connection.rollbackTransaction()).then(Mono.from(connection.close()));
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Mono.from(connection.createStatement(sql).execute())
                .flatMapMany(Result::getRowsUpdated)
                .then();
    }
}
