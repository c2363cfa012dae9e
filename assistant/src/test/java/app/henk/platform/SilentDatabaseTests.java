package app.henk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.TestDatabase;
import app.henk.platform.database.DatabaseSetup;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** A database that takes a statement and says nothing. */
class SilentDatabaseTests {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    void nobody_waits_for_it_for_ever_and_its_connection_is_not_lost_to_the_pool() {
        var address = new DatabaseSetup(TestDatabase.create()).application();
        var connections = new ScopedConnections(
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(address.host())
                        .port(address.port())
                        .database(address.database())
                        .username(address.user())
                        .password(address.password())
                        .build()),
                PATIENCE);
        var pool = new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(1)
                .maxSize(1)
                .build());
        var database = DatabaseClient.create(pool);
        var transactions = TransactionsOn.connections(pool);
        Scope scope = Scope.system(new TenantId(new UUID(0, 1)));

        assertThatThrownBy(() -> transactions
                        .in(scope, () -> database.sql("select pg_sleep(3)").then())
                        .block(Duration.ofSeconds(20)))
                .hasStackTraceContaining("the database does not answer");

        assertThat(transactions
                        .in(
                                scope,
                                () -> database.sql("select 1 as n")
                                        .map(row -> row.get("n", Integer.class))
                                        .one())
                        .block(Duration.ofSeconds(20)))
                .isEqualTo(1);
        pool.dispose();
    }
}
