package app.henk;

import app.henk.platform.database.DatabaseAddress;
import app.henk.platform.database.DatabaseSetup;
import app.henk.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Real PostgreSQL for tests, with pgvector where the machine has it. One server for each JVM; each Spring context gets
 * a database of its own, cloned from a migrated template in a few milliseconds. Server and template outlive the JVM in
 * the temporary folder, so the next run starts warm; a changed migration makes a new template.
 *
 * <p>With Spring: {@link HenkTest}. Without: {@link #create()} gives the address of the owner of a fresh, migrated
 * database, and {@code new DatabaseSetup(owner).application()} the application's role on it.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int SLOTS = 16;
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseAddress owner = create();
        Map<String, Object> settings = Map.of(
                "DATABASE_URL",
                "postgres://" + owner.user() + ":" + owner.password() + "@127.0.0.1:" + owner.port() + "/"
                        + owner.database() + "?sslmode=disable",
                "HENK_OFFLINE",
                "true",
                "GEMINI_API_KEY",
                "",
                "HENK_DEMO",
                "true",
                "HENK_HOME",
                Server.RUNNING.home.toString());
        // below a test's own properties, above the developer's environment
        context.getEnvironment()
                .getPropertySources()
                .addBefore(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource("test-systemEnvironment", settings));
    }

    /** A fresh database with every migration applied. */
    public static DatabaseAddress create() {
        return Server.RUNNING.cloneTemplate("test_" + COUNT.incrementAndGet());
    }

    /** A fresh database with nothing in it, for tests of the set-up itself. */
    public static DatabaseAddress createEmpty() {
        return Server.RUNNING.embedded.owner("test_" + COUNT.incrementAndGet());
    }

    /** The superuser of the test server. */
    public static DatabaseAddress administrator() {
        return Server.RUNNING.embedded.administrator();
    }

    private record Server(Path home, EmbeddedDatabase embedded, String template) {

        static final Server RUNNING = start();

        static Server start() {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            Path root = temporary.resolve(
                    "henk-tests-" + System.getProperty("user.name") + "-" + EmbeddedDatabase.offer(temporary));
            RuntimeException last = new IllegalStateException("No slot for a test database in " + root);
            for (int slot = 0; slot < SLOTS; slot++) {
                Path home = root.resolve(Integer.toString(slot));
                try {
                    return start(home);
                } catch (RuntimeException e) {
                    last = e;
                    boolean taken = String.valueOf(e.getMessage()).startsWith("Another Henk");
                    if (!taken) {
                        throw e;
                    }
                }
            }
            throw last;
        }

        private static Server start(Path home) {
            // nothing here is worth surviving a power cut
            var settings = Map.of("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");
            EmbeddedDatabase embedded = EmbeddedDatabase.start(home, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
            try {
                return new Server(home, embedded, template(embedded));
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("The test database cannot be prepared", e);
            }
        }

        private static String template(EmbeddedDatabase embedded) throws SQLException, IOException {
            String template = "template_" + fingerprint();
            List<String> existing = new ArrayList<>();
            try (Connection connection = connect(embedded.administrator());
                    var sql = connection.createStatement()) {
                try (var rows =
                        sql.executeQuery("select datname from pg_database where datname ~ '^(test|template)_'")) {
                    while (rows.next()) {
                        existing.add(rows.getString(1));
                    }
                }
                for (String old : existing) {
                    if (!old.equals(template)) {
                        sql.execute("drop database " + old + " with (force)");
                    }
                }
                if (!existing.contains(template)) {
                    String making = "test_template";
                    var setup = new DatabaseSetup(embedded.owner(making));
                    setup.prepare(setup.application());
                    sql.execute("alter database " + making + " rename to " + template);
                }
            }
            return template;
        }

        /** Of everything that decides what the template looks like. */
        private static String fingerprint() throws IOException {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                Resource[] migrations =
                        new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/*.sql");
                Arrays.sort(migrations, Comparator.comparing(Resource::getFilename));
                for (Resource migration : migrations) {
                    digest.update(String.valueOf(migration.getFilename()).getBytes());
                    digest.update(migration.getContentAsByteArray());
                }
                for (Class<?> type : List.of(DatabaseSetup.class, EmbeddedDatabase.class)) {
                    try (var code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
                        digest.update(code.readAllBytes());
                    }
                }
                return HexFormat.of().formatHex(digest.digest(), 0, 6);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        DatabaseAddress cloneTemplate(String name) {
            DatabaseAddress administrator = embedded.administrator();
            try (Connection connection = connect(administrator);
                    var sql = connection.createStatement()) {
                sql.execute(
                        "create database " + name + " template " + template + " owner henk_owner strategy file_copy");
            } catch (SQLException e) {
                throw new IllegalStateException("The test database cannot be cloned", e);
            }
            return embedded.owner(name);
        }

        private static Connection connect(DatabaseAddress address) throws SQLException {
            return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        }
    }
}
