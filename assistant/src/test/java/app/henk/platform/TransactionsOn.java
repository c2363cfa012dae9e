package app.henk.platform;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;

/** Tenant transactions on a database of the test's own, without Spring; {@link ScopedConnections} must be below. */
public final class TransactionsOn {

    private TransactionsOn() {}

    public static TenantTransactions connections(ConnectionFactory connections) {
        return new TenantTransactions(new R2dbcTransactionManager(connections), DatabaseClient.create(connections));
    }
}
