package app.henk.customers;

import app.henk.TestDatabase;
import app.henk.platform.database.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The test's database as its superuser sees it: every table, every column, every row. */
public final class Catalogue {

    // generated columns say again what others say; a check against a list keeps people out
    private static final String TEXT_COLUMNS = """
            select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
               and not a.attisdropped and a.attgenerated = ''
               and a.atttypid::regtype::text in ('text', 'character varying', 'text[]', 'json', 'jsonb', 'character')
               and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
               and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
                     and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%')
             order by 1, 2
            """;
    private static final String TABLES = "select relname from pg_class where relnamespace = 'public'::regnamespace"
            + " and relkind in ('r', 'p') and relname <> 'flyway_schema_history' order by 1";

    private final String url;
    private final DatabaseAddress superuser = TestDatabase.administrator();

    public Catalogue(String databaseUrl) {
        String database = URI.create(databaseUrl).getPath().substring(1);
        this.url = "jdbc:postgresql://" + superuser.host() + ":" + superuser.port() + "/" + database;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, superuser.user(), superuser.password());
    }

    /** By table, those that may hold what a person said. */
    Map<String, Set<String>> textColumns() throws SQLException {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        for (String[] row : rows(TEXT_COLUMNS)) {
            columns.computeIfAbsent(row[0], table -> new TreeSet<>()).add(row[1]);
        }
        return columns;
    }

    /** Tables in which a text occurs, in whatever column. */
    public Map<String, Long> residues(String text) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (String[] table : rows(TABLES)) {
            long rows = count("select count(*) from public." + table[0] + " t where t::text ilike '%" + text + "%'");
            if (rows > 0) {
                found.put(table[0], rows);
            }
        }
        return found;
    }

    boolean holds(String table, String column, String text) throws SQLException {
        return count("select count(*) from public." + table + " where " + column + "::text like '%" + text + "%'") > 0;
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(rows(sql).getFirst()[0]);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String[]> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String[]> all = new ArrayList<>();
            while (rows.next()) {
                String[] row = new String[rows.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getString(i + 1);
                }
                all.add(row);
            }
            return all;
        }
    }

    /** Puts a person's traces into every table that a file under {@code privacy/plant} names. */
    void plant(Map<String, String> values) throws SQLException, IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:privacy/plant/*.sql");
        List<String> statements = new ArrayList<>();
        for (Resource file : files) {
            statements.addAll(
                    List.of(file.getContentAsString(StandardCharsets.UTF_8).split(";\\s*\\n")));
        }
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute("select set_config('app.tenant', " + values.get("tenant") + ", false)");
            for (String statement : statements) {
                if (!statement.isBlank()) {
                    sql.execute(filled(statement, values));
                }
            }
        }
    }

    static List<String> lines(String file) throws IOException {
        try (var in = Catalogue.class.getResourceAsStream("/privacy/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(":")[0].strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toList());
        }
    }

    private static String filled(String statement, Map<String, String> values) {
        String filled = statement;
        for (var value : values.entrySet()) {
            filled = filled.replace(":" + value.getKey(), value.getValue());
        }
        return filled;
    }
}
