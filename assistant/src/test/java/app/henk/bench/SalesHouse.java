package app.henk.bench;

import app.henk.Henk;
import app.henk.platform.StartRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A Henk with a large pipeline in its database. The rows stay in the folder: a run of the same scale finds them there,
 * unless its tables cannot be made of those.
 */
final class SalesHouse {

    private SalesHouse() {}

    static ConfigurableApplicationContext open(Path home, String scale, int port) throws Exception {
        Path mark = home.resolve("made");
        if (Files.notExists(mark) || !Files.readString(mark).equals(scale)) {
            return made(home, scale, port);
        }
        try {
            return henk(home, port);
        } catch (RuntimeException failure) {
            boolean otherTables = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                    .anyMatch(StartRefused.class::isInstance);
            if (!otherTables) {
                throw failure;
            }
            return made(home, scale, port);
        }
    }

    private static ConfigurableApplicationContext made(Path home, String scale, int port) throws Exception {
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(home);
        ConfigurableApplicationContext henk = henk(home, port);
        var probe = new DatabaseProbe(home);
        try (Connection database = probe.connect()) {
            make(probe, database, Double.parseDouble(scale));
        }
        Files.writeString(home.resolve("made"), scale);
        return henk;
    }

    private static ConfigurableApplicationContext henk(Path home, int port) {
        return SpringApplication.run(
                Henk.class,
                "--PORT=" + port,
                "--HENK_HOME=" + home,
                "--HENK_OFFLINE=true",
                "--HENK_LIMITS=sign-in=100000");
    }

    private static void make(DatabaseProbe probe, Connection database, double scale) throws Exception {
        Instant begun = Instant.now();
        String tenant = tenant(database);
        new SalesRows(probe, tenant, scale).make();
        give(database, tenant, rep(database, tenant));
        System.out.printf(
                "%n%,.0f leads, %,.0f deals, %,.0f activities of one tenant among 100, made in %d s; %s%n",
                1e6 * scale,
                1e6 * scale,
                1e7 * scale,
                Duration.between(begun, Instant.now()).toSeconds(),
                one(database, "select pg_size_pretty(pg_database_size(current_database()))"));
    }

    static String tenant(Connection database) throws SQLException {
        return one(database, "select id::text from tenant where slug = 'henk'");
    }

    /** The colleague who asks. */
    static UUID rep(Connection database, String tenant) throws SQLException {
        return UUID.fromString(one(
                database,
                "select id::text from account where tenant_id = '" + tenant + "' and role = 'sales' limit 1"));
    }

    /** The one who asks has work of their own. */
    private static void give(Connection database, String tenant, UUID rep) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table : List.of("deal", "lead", "task")) {
                statement.execute("update " + table + " set assignee_id = '" + rep + "' where tenant_id = '" + tenant
                        + "' and assignee_id = (select id from salesperson where tenant_id = '" + tenant
                        + "' and name = 'Verkäufer 7')");
                statement.execute("vacuum " + table);
            }
        }
    }

    private static String one(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
