package app.henk.platform.database;

import app.henk.platform.PushHub;
import app.henk.platform.ScopedConnections;
import app.henk.platform.StartRefused;
import app.henk.platform.VectorSupport;
import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The order is the point, and the parameters keep it: server, roles and tables, check, pools. Closing runs backwards,
 * so the embedded server stops after the last connection is gone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    private static final int STATEMENT_CACHE = 256;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The addresses of a database that is ready to be used. */
    record Database(DatabaseAddress application, VectorSupport vector) {}

    /** Holds the embedded server, when there is one, so that the context closes it. */
    record Server(DatabaseAddress owner, String description, AutoCloseable embedded) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            embedded.close();
        }
    }

    @Bean
    Server databaseServer(DatabaseProperties properties) {
        if (properties.url().isBlank()) {
            EmbeddedDatabase embedded = EmbeddedDatabase.start(properties.home(), Map.of());
            String description = embedded.description() + " in "
                    + properties.home().toAbsolutePath().normalize();
            return new Server(embedded.owner("henk"), description, embedded);
        }
        DatabaseAddress owner = parse("DATABASE_URL", properties.url());
        return new Server(
                owner, "PostgreSQL at " + owner.host() + ":" + owner.port() + "/" + owner.database(), () -> {});
    }

    @Bean
    Database database(Server server, DatabaseProperties properties) {
        var setup = new DatabaseSetup(server.owner());
        DatabaseAddress application = properties.appUrl().isBlank()
                ? setup.application()
                : parse("HENK_APP_DATABASE_URL", properties.appUrl());
        VectorSupport vector = setup.prepare(application);
        RowLevelSecurityCheck.run(application);
        return new Database(application, vector);
    }

    @Bean
    VectorSupport vectorSupport(Database database) {
        return database.vector();
    }

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(Database database, DatabaseProperties properties) {
        var driver = new ScopedConnections(
                new PostgresqlConnectionFactory(driver(database.application(), properties)),
                properties.statementTimeout().plusSeconds(2));
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver)
                .name("henk")
                .initialSize(Math.min(4, properties.connections()))
                .minIdle(Math.min(2, properties.connections()))
                .maxSize(properties.connections())
                // a database that was started anew leaves a pool of dead connections: none of them is a request's fault
                .acquireRetry(properties.connections())
                .maxAcquireTime(properties.acquireTimeout())
                .maxCreateConnectionTime(CONNECT_TIMEOUT)
                .maxIdleTime(Duration.ofMinutes(10))
                .maxLifeTime(Duration.ofMinutes(30))
                .build());
    }

    /** Says goodbye to the database while the threads are there to say it: Spring stops them before it destroys beans. */
    @Bean
    SmartLifecycle connectionsEnd(ConnectionPool pool) {
        return new ConnectionsEnd(pool);
    }

    @Bean
    PushHub.Signals databaseSignals(Database database, DatabaseProperties properties) {
        return new DatabaseSignals(new PostgresqlConnectionFactory(driver(database.application(), properties)));
    }

    private static PostgresqlConnectionConfiguration driver(DatabaseAddress address, DatabaseProperties properties) {
        return PostgresqlConnectionConfiguration.builder()
                .host(address.host())
                .port(address.port())
                .database(address.database())
                .username(address.user())
                .password(address.password())
                .sslMode(SSLMode.fromValue(address.sslMode()))
                .connectTimeout(CONNECT_TIMEOUT)
                .tcpKeepAlive(true)
                // on threads of the driver's own: on those of the web server, a connection of a client now and then
                // stopped being read after an answer that had waited for the database, and its next request hung
                .applicationName("henk")
                // unbounded by default, and queries that are built from filters never end
                .preparedStatementCacheQueries(STATEMENT_CACHE)
                .statementTimeout(properties.statementTimeout())
                .lockWaitTimeout(properties.lockTimeout())
                // compiling a query takes longer than the slowest one that is asked here
                .options(Map.of("idle_in_transaction_session_timeout", "30s", "jit", "off"))
                .build();
    }

    /** For LangChain4j's pgvector store, which knows JDBC only. Nobody else gets it by asking for a DataSource. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    DataSource vectorDataSource(Database database, DatabaseProperties properties) {
        DatabaseAddress address = database.application();
        var pool = new HikariDataSource();
        pool.setPoolName("henk-vectors");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(properties.acquireTimeout().toMillis());
        // the first search connects; a start without one need not wait for it
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(
                "set statement_timeout = " + properties.statementTimeout().toMillis());
        return pool;
    }

    private static DatabaseAddress parse(String variable, String value) {
        try {
            return DatabaseAddress.parse(value);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    variable + " is not the address of a PostgreSQL database: " + e.getMessage() + ".",
                    "It looks like postgres://user:password@db.example.com:5432/henk?sslmode=require.");
        }
    }
}
