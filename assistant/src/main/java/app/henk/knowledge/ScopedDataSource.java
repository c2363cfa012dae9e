package app.henk.knowledge;

import app.henk.platform.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Lends connections on which a transaction is open that PostgreSQL knows the scope of, as {@code TenantTransactions}
 * does for R2DBC. Giving one back commits; what failed before, PostgreSQL rolls back then. The settings end with the
 * transaction, so the pool never holds a connection that still speaks for somebody.
 */
final class ScopedDataSource extends AbstractDataSource {

    // iterative scan: the index otherwise offers its forty nearest of all tenants, of which none may be this one's
    private static final String SET_SCOPE = "select set_config('app.tenant', ?, true), "
            + "set_config('app.authority', ?, true), set_config('app.actor', ?, true), "
            + "set_config('hnsw.iterative_scan', 'strict_order', true)";

    private final DataSource pool;
    private final Scope scope;

    ScopedDataSource(DataSource pool, Scope scope) {
        this.pool = pool;
        this.scope = scope;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setAutoCommit(false);
            try (PreparedStatement set = connection.prepareStatement(SET_SCOPE)) {
                set.setString(1, scope.tenant().value().toString());
                set.setString(2, scope.authority().sqlName());
                set.setString(3, scope.actor().toString());
                set.execute();
            }
            return committingOnClose(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("Connections are made as the application's own role only");
    }

    private static Connection committingOnClose(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                ScopedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void giveBack(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }
}
