package app.henk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Which of several processes has a connection from this port, as Linux tells it. */
final class PortOwner {

    private PortOwner() {}

    static OptionalLong of(int port, List<Long> candidates) {
        try {
            String inode = inode(port);
            for (long pid : candidates) {
                if (!inode.isEmpty() && holds(pid, "socket:[" + inode + "]")) {
                    return OptionalLong.of(pid);
                }
            }
        } catch (IOException gone) {
            // the process or the connection has ended meanwhile
        }
        return OptionalLong.empty();
    }

    private static String inode(int port) throws IOException {
        String wanted = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[1].endsWith(wanted)) {
                    return columns[9];
                }
            }
        }
        return "";
    }

    private static boolean holds(long pid, String socket) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).toString().equals(socket);
                } catch (IOException gone) {
                    return false;
                }
            });
        }
    }
}
