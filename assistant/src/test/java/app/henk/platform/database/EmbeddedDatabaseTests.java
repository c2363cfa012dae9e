package app.henk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.platform.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each on a server of its own, because it is the server's life that is looked at. */
class EmbeddedDatabaseTests {

    private static final Map<String, String> SETTINGS = Map.of("shared_buffers", "16MB");

    @TempDir
    Path folder;

    @Test
    void keeps_its_rows_over_a_restart_on_a_path_with_spaces() throws Exception {
        Path home = folder.resolve("Henk's home");
        try (var database = EmbeddedDatabase.start(home, SETTINGS)) {
            execute(database.owner("henk"), "create table kept (word text)", "insert into kept values ('Ärmel')");
        }

        try (var database = EmbeddedDatabase.start(home, SETTINGS)) {
            assertThat(ask(database.owner("henk"), "select lower(word) from kept"))
                    .isEqualTo("ärmel");
            assertThat(ask(database.administrator(), "show fsync")).isEqualTo("on");
            assertThat(ask(database.administrator(), "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void has_a_password_that_only_its_user_can_read_and_that_is_asked_for() throws Exception {
        try (var database = EmbeddedDatabase.start(folder, SETTINGS)) {
            var permissions = Files.getPosixFilePermissions(folder.resolve("database/password"));

            assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
            assertThatThrownBy(() ->
                            EmbeddedDatabase.connect(database.administrator().as("postgres", "guessed")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void refuses_a_second_start_in_the_same_home() {
        try (var database = EmbeddedDatabase.start(folder, SETTINGS)) {
            assertThat(database.description()).startsWith("embedded PostgreSQL");
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, SETTINGS))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage("Another Henk is already running in " + folder + " (process "
                            + ProcessHandle.current().pid() + ").");
        }
    }

    @Test
    void starts_again_after_its_process_was_killed_and_leaves_no_server_behind() throws Exception {
        Process killed = otherProcess();
        long server = Long.parseLong(readLine(killed));

        killed.destroyForcibly().waitFor();

        try (var database = EmbeddedDatabase.start(folder, SETTINGS)) {
            assertThat(ask(database.owner("henk"), "select count(*) from survived"))
                    .isEqualTo("1000");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(ProcessHandle.of(server)).isEmpty());
        }
    }

    @Test
    void a_stale_note_of_a_dead_server_does_no_harm_to_the_process_that_got_its_number() throws Exception {
        EmbeddedDatabase.start(folder, SETTINGS).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Path note = folder.resolve("database/data/postmaster.pid");
        Files.writeString(note, stranger.pid() + "\n" + folder + "\n0\n0\n\n127.0.0.1\n\nready\n");

        try (var database = EmbeddedDatabase.start(folder, SETTINGS)) {
            assertThat(ask(database.administrator(), "select 1")).isEqualTo("1");
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void what_a_killed_first_start_left_is_not_taken_for_a_database() throws Exception {
        Path incomplete = Files.createDirectories(folder.resolve("database/data.incomplete"));
        Files.writeString(incomplete.resolve("PG_VERSION"), "15");

        try (var database = EmbeddedDatabase.start(folder, SETTINGS)) {
            assertThat(ask(database.administrator(), "select 1")).isEqualTo("1");
        }
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts a database, writes, says the server's process and waits to be killed. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            var database = EmbeddedDatabase.start(home, Map.of());
            execute(database.owner("henk"), "create table survived as select generate_series(1, 1000) as n");
            System.out.println("server "
                    + Files.readAllLines(home.resolve("database/data/postmaster.pid"))
                            .getFirst()
                            .strip());
            Thread.currentThread().join();
        }
    }

    private static String readLine(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
        String line = lines.readLine();
        while (line != null && !line.startsWith("server ")) {
            line = lines.readLine();
        }
        assertThat(line).as("the other process starts a server").isNotNull();
        return line.substring("server ".length());
    }

    private static void execute(DatabaseAddress address, String... statements) throws SQLException {
        try (var connection = EmbeddedDatabase.connect(address);
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static String ask(DatabaseAddress address, String query) throws SQLException {
        try (var connection = EmbeddedDatabase.connect(address);
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
