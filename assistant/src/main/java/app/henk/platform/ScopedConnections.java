package app.henk.platform;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
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
        return Mono.from(driver.create()).map(connection -> new ScopedConnection(connection, patience));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }
}
