package app.henk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks into the embedded database of the Henk that is measured. */
final class DatabaseProbe {

    private final Path folder;
    private final long pid;
    private final String url;
    private final String password;

    /** @param home of the Henk that is measured, which must be running */
    DatabaseProbe(Path home) throws IOException {
        folder = home.resolve("database");
        List<String> running = Files.readAllLines(folder.resolve("data/postmaster.pid"));
        pid = Long.parseLong(running.getFirst().strip());
        url = "jdbc:postgresql://127.0.0.1:" + running.get(3).strip() + "/henk";
        password = Files.readString(folder.resolve("password")).strip();
    }

    Duration cpu() {
        return ProcFigures.cpuOfFamily(pid);
    }

    String version() throws SQLException {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery("show server_version")) {
            rows.next();
            return rows.getString(1);
        }
    }

    interface Work {
        void run() throws Exception;
    }

    /** Every statement that the application ran meanwhile, begin and commit included. */
    List<String> statementsDuring(Work work) throws Exception {
        Path log = folder.resolve("postgres.log");
        logging("all");
        long before = Files.size(log);
        try {
            work.run();
            // the run log is written twice a second
            TimeUnit.MILLISECONDS.sleep(800);
        } finally {
            logging("none");
        }
        String written = Files.readString(log).substring((int) before);
        return written.lines()
                .filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
                .filter(line -> !line.contains("alter system") && !line.contains("pg_reload_conf"))
                .map(line -> line.replaceFirst(".*LOG:  (execute [^:]*|statement): ", ""))
                .toList();
    }

    private void logging(String what) throws SQLException, InterruptedException {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute("alter system set log_statement = '" + what + "'");
            sql.execute("select pg_reload_conf()");
        }
        TimeUnit.MILLISECONDS.sleep(300);
    }

    /** How the application's statements were answered meanwhile, with times and buffers. */
    List<String> plansDuring(Work work) throws Exception {
        Path log = folder.resolve("postgres.log");
        explaining(
                "set session_preload_libraries = 'auto_explain'",
                "set auto_explain.log_min_duration = 0",
                "set auto_explain.log_analyze = on",
                "set auto_explain.log_buffers = on");
        long before = Files.size(log);
        try {
            work.run();
        } finally {
            explaining(
                    "reset session_preload_libraries",
                    "reset auto_explain.log_min_duration",
                    "reset auto_explain.log_analyze",
                    "reset auto_explain.log_buffers");
        }
        byte[] all = Files.readAllBytes(log);
        return Plans.in(new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8));
    }

    /** The application's connections begin anew, because a session loads a library only when it begins. */
    private void explaining(String... settings) throws SQLException, InterruptedException {
        try (Connection connection = connect();
                var sql = connection.createStatement()) {
            sql.execute("load 'auto_explain'");
            for (String setting : settings) {
                sql.execute("alter system " + setting);
            }
            sql.execute("select pg_reload_conf()");
            TimeUnit.MILLISECONDS.sleep(300);
            sql.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'henk'");
        }
        TimeUnit.MILLISECONDS.sleep(500);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", password);
    }
}
