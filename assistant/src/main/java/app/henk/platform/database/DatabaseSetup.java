package app.henk.platform.database;

import app.henk.platform.StartRefused;
import app.henk.platform.VectorSupport;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to where the application can use it: its role, its extensions, its tables. Runs as the owner, and
 * to its end before anything connects as the application, because a driver learns the types of extensions when it
 * connects.
 */
public final class DatabaseSetup {

    /** Owns nothing, sees what row-level security lets it see. Migrations may name it. */
    public static final String APPLICATION_ROLE = "henk_app";

    private static final int OLDEST_MAJOR = 15;
    private static final long ONE_SETUP_AT_A_TIME = 7_230_001;

    private final DatabaseAddress owner;

    public DatabaseSetup(DatabaseAddress owner) {
        this.owner = owner;
    }

    /**
     * The application's own login on the owner's database. Its password is derived from the owner's, so that a single
     * {@code DATABASE_URL} is enough and every instance arrives at the same one: it can be computed from the owner's
     * password, never the other way.
     */
    public DatabaseAddress application() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(owner.password().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal("henk: password of the application's role".getBytes(StandardCharsets.UTF_8));
            return owner.as(
                    APPLICATION_ROLE, Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /**
     * Safe to run again, and by several instances at once.
     *
     * @param application who the application will connect as
     */
    public VectorSupport prepare(DatabaseAddress application) {
        try (Connection connection = EmbeddedDatabase.connect(owner);
                Statement sql = connection.createStatement()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new StartRefused(
                        "The server of DATABASE_URL is PostgreSQL " + major + ".",
                        "Henk needs PostgreSQL " + OLDEST_MAJOR + " or newer.");
            }
            sql.execute("select pg_advisory_lock(" + ONE_SETUP_AT_A_TIME + ")");
            createRole(sql, application);
            createExtensions(sql);
            migrate();
            return vectorSupport(sql, major);
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database " + owner + " cannot be set up: " + e.getMessage(),
                    "Check DATABASE_URL: host, port, database, user, password, sslmode.",
                    e);
        }
    }

    private void createRole(Statement sql, DatabaseAddress application) throws SQLException {
        boolean there = isTrue(sql, "exists (select from pg_roles where rolname = '" + APPLICATION_ROLE + "')");
        if (!there || !canConnect(application)) {
            alterRoles(sql, application);
        }
        sql.execute("grant usage on schema public to " + APPLICATION_ROLE);
    }

    private void alterRoles(Statement sql, DatabaseAddress application) {
        boolean own = application.user().equals(APPLICATION_ROLE);
        try {
            sql.execute("do $$ begin create role " + APPLICATION_ROLE
                    + " nosuperuser nocreatedb nocreaterole noinherit nobypassrls;"
                    + " exception when duplicate_object then null; end $$");
            if (own) {
                // derived, so of letters, digits, - and _ only
                sql.execute("alter role " + APPLICATION_ROLE + " login password '" + application.password() + "'");
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The user of DATABASE_URL may not create the role " + APPLICATION_ROLE + ": " + e.getMessage(),
                    "Give it CREATEROLE, or create the role yourself (create role " + APPLICATION_ROLE
                            + " login password '…') and set HENK_APP_DATABASE_URL to connect as it.",
                    e);
        }
    }

    private static boolean canConnect(DatabaseAddress address) {
        try (Connection connection = EmbeddedDatabase.connect(address)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** What the server offers; without one of them the modules that would use it fall back and say so. */
    private static void createExtensions(Statement sql) throws SQLException {
        for (String extension : List.of("pg_trgm", "unaccent", "btree_gist", "vector")) {
            if (isTrue(sql, "exists (select from pg_available_extensions where name = '" + extension + "')")) {
                sql.execute("do $$ begin create extension if not exists " + extension
                        + "; exception when insufficient_privilege then null; end $$");
            }
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                    .locations("classpath:db/migration")
                    // modules grow beside each other: one's older migration may arrive after another's newer one
                    .outOfOrder(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartRefused(
                    "The tables of " + owner + " cannot be brought up to date: " + withoutHints(e.getMessage()),
                    "They were written by another version of Henk. Start that one, or begin anew with an empty"
                            + " database: another HENK_HOME, or another DATABASE_URL.",
                    e);
        }
    }

    /** Flyway's own advice is about settings that Henk does not have. */
    private static String withoutHints(@Nullable String message) {
        return String.valueOf(message)
                .lines()
                .filter(line -> !line.startsWith("To ignore") && !line.startsWith("Need more"))
                .collect(Collectors.joining("\n"));
    }

    private static VectorSupport vectorSupport(Statement sql, int major) throws SQLException {
        String server = "PostgreSQL " + major;
        if (!isTrue(sql, "exists (select from pg_available_extensions where name = 'vector')")) {
            return new VectorSupport(false, "exact search in memory (" + server + " has no pgvector)");
        }
        try (var rows = sql.executeQuery("select extversion from pg_extension where extname = 'vector'")) {
            return rows.next()
                    ? new VectorSupport(true, "pgvector " + rows.getString(1) + " on " + server)
                    : new VectorSupport(
                            false,
                            "exact search in memory (an administrator may run \"create extension vector\" in " + server
                                    + ")");
        }
    }

    private static boolean isTrue(Statement sql, String condition) throws SQLException {
        try (var rows = sql.executeQuery("select " + condition)) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
