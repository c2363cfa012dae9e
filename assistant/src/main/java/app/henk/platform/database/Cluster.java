package app.henk.platform.database;

import app.henk.platform.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL server on this machine: its files, its process. Reached from this machine only, by password. */
final class Cluster {

    private static final int ATTEMPTS = 3;

    private final PostgresTree tree;
    private final Unprivileged user;
    private final Path data;
    private final Path log;

    Cluster(PostgresTree tree, Unprivileged user, Path folder) {
        this.tree = tree;
        this.user = user;
        this.data = folder.resolve("data");
        this.log = folder.resolve("postgres.log");
    }

    /** The major version that wrote the data in this folder; empty when there are none yet. */
    static Optional<Integer> writtenBy(Path folder) throws IOException {
        Path version = folder.resolve("data/PG_VERSION");
        return Files.exists(version)
                ? Optional.of(Integer.parseInt(Files.readString(version).strip()))
                : Optional.empty();
    }

    /** Makes the files, all or none: a start that is killed in between leaves nothing that looks like a database. */
    void initialise(String password) throws IOException {
        Path incomplete = data.resolveSibling("data.incomplete");
        FileSystemUtils.deleteRecursively(incomplete);
        Files.createDirectories(
                incomplete, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret = Files.createTempFile(data.getParent(), "initial", "");
        try {
            Files.writeString(secret, password);
            user.own(incomplete);
            user.own(secret);
            refuseUnless(user.run(initdb(incomplete, secret).toArray(String[]::new)), "could not be set up");
        } finally {
            Files.delete(secret);
        }
        Files.move(incomplete, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> initdb(Path folder, Path secret) {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return List.of(
                tree.program("initdb"),
                "--pgdata=" + folder,
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + (mac ? "en_US.UTF-8" : "C.UTF-8"));
    }

    /**
     * Starts the server and waits until it answers; after a crash that includes recovery.
     *
     * @return its port
     */
    int start(Map<String, String> settings) throws IOException {
        endOrphan();
        user.own(data);
        Command.Result last = new Command.Result(-1, "");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = freePort();
            Files.deleteIfExists(log);
            last = user.run(
                    tree.program("pg_ctl"),
                    "--pgdata=" + data,
                    "--log=" + createLog(),
                    "--timeout=100",
                    "--wait",
                    "--options=" + options(port, settings),
                    "start");
            if (last.succeeded()) {
                return port;
            }
        }
        throw refused(last, "does not start");
    }

    long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    Path data() {
        return data;
    }

    void stop() {
        user.run(tree.program("pg_ctl"), "--pgdata=" + data, "--mode=fast", "--timeout=60", "--wait", "stop");
    }

    /**
     * A server that outlived its Henk is stopped. A process that merely got the dead server's number is not touched:
     * then only the stale note goes.
     */
    private void endOrphan() throws IOException {
        if (Files.notExists(data.resolve("postmaster.pid"))) {
            return;
        }
        boolean ours = ProcessHandle.of(pid())
                .map(process -> process.info().commandLine().orElse("").contains(data.toString()))
                .orElse(false);
        if (ours) {
            stop();
        } else {
            Files.delete(data.resolve("postmaster.pid"));
        }
    }

    private Path createLog() throws IOException {
        Files.createFile(log);
        user.own(log);
        return log;
    }

    private static String options(int port, Map<String, String> settings) {
        List<String> options = new ArrayList<>(List.of(
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c timezone=UTC",
                "-c log_timezone=UTC",
                // a disk of today, and room for the indexes of a large house; taken when it is needed
                "-c random_page_cost=1.1",
                "-c shared_buffers=256MB",
                "-c max_wal_size=2GB"));
        settings.forEach((name, value) -> options.add("-c " + name + "=" + value));
        return String.join(" ", options);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void refuseUnless(Command.Result result, String otherwise) {
        if (!result.succeeded()) {
            throw refused(result, otherwise);
        }
    }

    private StartRefused refused(Command.Result result, String what) {
        return new StartRefused(
                "The embedded PostgreSQL in " + data + " " + what + ": " + result.output() + lastWords(),
                "Its log is " + log + ". Or set DATABASE_URL to a PostgreSQL server that is already running.");
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
