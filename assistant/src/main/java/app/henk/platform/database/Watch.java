package app.henk.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell that does nothing but notice the end of this process, however it ends, and then stops the database. Without
 * it a killed Henk would leave a server behind that nobody stops.
 */
final class Watch implements AutoCloseable {

    // Ctrl-C goes to everybody in the terminal: the watch ignores it, so that the application closes first.
    // The number is compared because by then it could be another server's, or nobody's.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat > /dev/null
            read -r pid < "$1/postmaster.pid" && [ "$pid" = "$2" ] && kill -INT "$pid"
            """;

    private final Process shell;

    private Watch(Process shell) {
        this.shell = shell;
    }

    static Watch over(Path data, long pid) throws IOException {
        List<String> line = List.of("sh", "-c", SCRIPT, "henk-database-watch", data.toString(), Long.toString(pid));
        return new Watch(new Command(line)
                .builder()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    @Override
    public void close() {
        shell.destroyForcibly();
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // it is gone already
        }
    }
}
