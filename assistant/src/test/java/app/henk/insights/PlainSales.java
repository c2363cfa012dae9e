package app.henk.insights;

import app.henk.TestDatabase;
import app.henk.platform.database.DatabaseAddress;
import app.henk.transfer.RealSales;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The computer seller's files in tables of their own in a database of their own: what a figure of the product is held
 * against knows nothing of the product. Three names that are misspelt in the files are put right, as the import does.
 */
public final class PlainSales implements AutoCloseable {

    private static final String TABLES = """
            create table deal_file (opportunity_id text, agent text, product text, account text, stage text,
                engaged date, closed date, value numeric);
            create table account_file (account text, sector text, year int, revenue numeric, employees int, country text,
                parent text);
            create table teams (agent text, manager text, office text);
            create view accounts as
                select account, case sector when 'technolgy' then 'technology' else sector end as sector, employees,
                       case country when 'Philipines' then 'Philippines' else country end as country from account_file;
            create view sales as
                select d.opportunity_id, d.agent, d.account, d.stage, d.engaged, d.closed, d.value,
                       case d.product when 'GTXPro' then 'GTX Pro' else d.product end as product,
                       a.sector, a.employees, a.country, t.manager, t.office
                  from deal_file d left join accounts a using (account) left join teams t using (agent);
            """;

    private final Connection connection;

    private PlainSales(Connection connection) {
        this.connection = connection;
    }

    public static PlainSales load(RealSales files) throws SQLException, IOException {
        DatabaseAddress owner = TestDatabase.createEmpty();
        Connection connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        try (var sql = connection.createStatement()) {
            sql.execute(TABLES);
        }
        copy(connection, "deal_file", files.file("sales_pipeline.csv"));
        copy(connection, "account_file", files.file("accounts.csv"));
        copy(connection, "teams", files.file("sales_teams.csv"));
        return new PlainSales(connection);
    }

    private static void copy(Connection connection, String table, String content) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin csv header", new StringReader(content));
    }

    /** What null is in the database is "" here. */
    public List<List<String>> rows(String query) throws SQLException {
        try (var sql = connection.createStatement();
                var found = sql.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    String cell = found.getString(i);
                    row.add(cell == null ? "" : cell);
                }
                rows.add(List.copyOf(row));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
