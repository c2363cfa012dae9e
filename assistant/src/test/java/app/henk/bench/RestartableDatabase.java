package app.henk.bench;

import app.henk.platform.database.DatabaseAddress;
import app.henk.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A PostgreSQL that can be killed and comes back behind the same address. */
final class RestartableDatabase implements AutoCloseable {

    private final Path home;
    private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile EmbeddedDatabase database;
    private volatile DatabaseAddress owner;

    RestartableDatabase(Path home) throws IOException {
        this.home = home;
        begin();
        Thread.ofVirtual().start(this::serve);
    }

    private void begin() {
        database = EmbeddedDatabase.start(home, Map.of("max_connections", "120"));
        owner = database.owner("henk");
    }

    /** For the application, through the door. */
    String url() {
        return url(door.getLocalPort());
    }

    /** For the application, while nobody restarts it. */
    String directUrl() {
        return url(owner.port());
    }

    private String url(int port) {
        return "postgres://" + owner.user() + ":" + owner.password() + "@127.0.0.1:" + port + "/" + owner.database()
                + "?sslmode=disable";
    }

    /** Past all row-level security. */
    DatabaseAddress administrator() {
        return database.administrator().onDatabase("henk");
    }

    /** As a power cut would end it; it is back when this returns. */
    void killAndRestart() throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        server.onExit().join();
        open.forEach(RestartableDatabase::close);
        database.close();
        begin();
    }

    long pid() throws IOException {
        try (var files = Files.walk(home, 4)) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> pass(client));
            } catch (IOException shut) {
                return;
            }
        }
    }

    private void pass(Socket client) {
        try {
            Socket server = new Socket("127.0.0.1", owner.port());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            Thread.ofVirtual().start(() -> copy(client, server));
            copy(server, client);
        } catch (IOException gone) {
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // the other direction ends with this one
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is what was wanted
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException closed) {
            // it is what was wanted
        }
        database.close();
    }
}
