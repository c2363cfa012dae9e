package app.henk.platform.database;

import app.henk.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;

/**
 * PostgreSQL without a server to install: its files under Henk's home, its process a companion of this one. Data
 * survive restarts and kills; {@link #close} stops the server and must come after everything that is connected.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private final HomeLock lock;
    private final Cluster cluster;
    private final Watch watch;
    private final DatabaseAddress administrator;
    private final String description;

    private EmbeddedDatabase(
            HomeLock lock, Cluster cluster, Watch watch, DatabaseAddress administrator, String description) {
        this.lock = lock;
        this.cluster = cluster;
        this.watch = watch;
        this.administrator = administrator;
        this.description = description;
    }

    /**
     * @param home exists afterwards, with the data in {@code database/}
     * @param settings of the server, for instance {@code fsync}
     * @throws StartRefused when another Henk works in this home, or PostgreSQL cannot start on this machine
     */
    public static EmbeddedDatabase start(Path home, Map<String, String> settings) {
        Path real = home.toAbsolutePath().normalize();
        try {
            HomeLock lock = HomeLock.tryLock(real).orElseThrow(() -> HomeLock.taken(real));
            try {
                return start(real, settings, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "The folder " + real + " cannot be used: " + e + ".",
                    "Make it writable, or set HENK_HOME to another folder.",
                    e);
        }
    }

    private static EmbeddedDatabase start(Path home, Map<String, String> settings, HomeLock lock) throws IOException {
        Path folder = Files.createDirectories(home.resolve("database"));
        var trees = new PostgresTrees(home);
        PostgresTree tree = Cluster.writtenBy(folder).map(trees::forData).orElseGet(trees::best);
        var cluster = new Cluster(tree, Unprivileged.find(), folder);
        String password = password(folder);
        if (Cluster.writtenBy(folder).isEmpty()) {
            cluster.initialise(password);
        }
        int port = cluster.start(settings);
        var administrator = new DatabaseAddress("127.0.0.1", port, "postgres", "postgres", password, "disable");
        String description = "embedded PostgreSQL " + tree.major() + (tree.vector() ? " with pgvector" : "");
        Watch watch = Watch.over(cluster.data(), cluster.pid());
        return new EmbeddedDatabase(lock, cluster, watch, administrator, description);
    }

    /** What a new database in this home would run on, for instance {@code 15-pgvector}. */
    public static String offer(Path home) {
        PostgresTree tree = new PostgresTrees(home).best();
        return tree.major() + (tree.vector() ? "-pgvector" : "");
    }

    /** The superuser, for what only the machine's administrator does elsewhere: databases, owners, extensions. */
    public DatabaseAddress administrator() {
        return administrator;
    }

    public String description() {
        return description;
    }

    /**
     * The database of this name with an owner who is no superuser, so that what works here works on a server that
     * gives its customers no superuser either. Made when it is not there yet.
     */
    public DatabaseAddress owner(String database) {
        String owner = "henk_owner";
        try (Connection connection = connect(administrator);
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "select 1 from pg_roles where rolname = '" + owner + "'")) {
                sql.execute("create role " + owner + " login createrole password '" + administrator.password() + "'");
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + database + "'")) {
                sql.execute("create database " + database + " owner " + owner);
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The embedded PostgreSQL refused its own administrator: " + e.getMessage(),
                    "The file database/password in HENK_HOME must be the one that the data were made with.",
                    e);
        }
        addVector(database);
        return administrator.onDatabase(database).as(owner, administrator.password());
    }

    /** pgvector may be created by a superuser only. */
    private void addVector(String database) {
        try (Connection connection = connect(administrator.onDatabase(database));
                Statement sql = connection.createStatement()) {
            if (exists(sql, "select 1 from pg_available_extensions where name = 'vector'")) {
                sql.execute("create extension if not exists vector");
            }
        } catch (SQLException e) {
            throw new StartRefused("pgvector cannot be loaded: " + e.getMessage(), "See the log of the database.", e);
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (var rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    @Override
    public void close() {
        cluster.stop();
        watch.close();
        lock.close();
    }

    /** Random, made once, readable by the user who runs Henk and nobody else. */
    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (Files.notExists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path incomplete = folder.resolve("password.incomplete");
            Files.deleteIfExists(incomplete);
            Files.createFile(
                    incomplete, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(incomplete, HexFormat.of().formatHex(random));
            Files.move(incomplete, file);
        }
        return Files.readString(file).strip();
    }
}
