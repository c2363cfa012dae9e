package app.henk.platform.database;

import app.henk.platform.PushHub;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Hears what instances tell each other through the database, on one connection that does nothing else. */
final class DatabaseSignals implements PushHub.Signals {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSignals.class);
    private static final Retry FOR_EVER = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(10))
            .transientErrors(true)
            .doBeforeRetry(again -> LOG.info(
                    "Listening to the other instances again, because: {}",
                    again.failure().toString()));

    private final PostgresqlConnectionFactory connections;

    DatabaseSignals(PostgresqlConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public Flux<String> all() {
        return Flux.usingWhen(connections.create(), DatabaseSignals::listen, PostgresqlConnection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("the connection was closed")))
                .retryWhen(FOR_EVER);
    }

    /** Heard from before it is asked for, so that nothing falls between. */
    private static Flux<String> listen(PostgresqlConnection connection) {
        Flux<String> asked = connection
                .createStatement("listen henk_push")
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .thenMany(Flux.just(LOST));
        return Flux.merge(
                connection.getNotifications().map(notification -> String.valueOf(notification.getParameter())), asked);
    }
}
