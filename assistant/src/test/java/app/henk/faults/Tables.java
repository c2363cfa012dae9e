package app.henk.faults;

import app.henk.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All rows of all tenants, as only the database's administrator sees them. Keeps one connection: signing in to PostgreSQL
 * costs more than most of what is asked.
 */
public final class Tables {

    private static final int PATIENCE_SECONDS = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;

    @Nullable
    private Connection open;

    /** @param application the address that the application was given */
    public Tables(String application) {
        URI address = URI.create(application);
        this.url = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
    }

    /** @param sql with one ? for each value; one column, JSON */
    public synchronized List<JsonNode> rows(String sql, String... values) {
        try (var statement = connected().prepareStatement("select to_jsonb(r)::text from (" + sql + ") r")) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<JsonNode> rows = new ArrayList<>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(JSON.readTree(found.getString(1)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As only time or a crash would change it. */
    public synchronized void change(String sql, String... values) {
        try (var statement = connected().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of every table: the table's name, a space, the row as JSON. */
    Set<String> everything() {
        Set<String> all = new HashSet<>();
        for (JsonNode table : rows("select table_schema || '.' || table_name as name from information_schema.tables"
                + " where table_schema in ('public', 'henk') and table_type = 'BASE TABLE'")) {
            String name = table.path("name").asString();
            rows("select * from " + name).forEach(row -> all.add(name + " " + row));
        }
        return all;
    }

    private Connection connected() throws SQLException {
        Connection before = open;
        if (before != null && before.isValid(PATIENCE_SECONDS)) {
            return before;
        }
        var administrator = TestDatabase.administrator();
        Connection now = DriverManager.getConnection(url, administrator.user(), administrator.password());
        open = now;
        return now;
    }
}
