package app.henk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.platform.database.DatabaseConfiguration.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The application reaches its database through a door that the test shuts. */
class DatabaseOutageTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void is_not_ready_while_the_database_is_gone_and_ready_again_without_a_restart() throws Exception {
        DatabaseAddress owner = TestDatabase.create();
        try (var door = new Door(owner.port());
                var henk = new SpringApplicationBuilder(Henk.class)
                        .initializers(new TestDatabase())
                        .run(
                                "--server.port=0",
                                "--HENK_DEMO=true",
                                "--DATABASE_URL=postgres://" + owner.user() + ":" + owner.password() + "@127.0.0.1:"
                                        + door.port() + "/" + owner.database() + "?sslmode=disable")) {
            assertThat(henk.getBean(Database.class).application().port()).isEqualTo(door.port());
            String address = "http://localhost:" + henk.getEnvironment().getProperty("local.server.port");
            String health = address + "/health";
            assertThat(status(health + "/readiness")).isEqualTo(200);
            assertThat(say(address).statusCode()).isEqualTo(200);

            door.shut();
            assertThat(status(health + "/readiness")).isEqualTo(503);
            assertThat(status(health + "/liveness"))
                    .as("a restart would not help")
                    .isEqualTo(200);
            var refused = say(address);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");

            door.open();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(status(health + "/readiness")).isEqualTo(200));
            assertThat(say(address).statusCode())
                    .as("a visitor is answered again")
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> say(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/chat"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(40))
                .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"Guten Tag\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private int status(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(40))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Passes connections on to the database until it is shut, and refuses them then. */
    private static final class Door implements AutoCloseable {

        private final int behind;
        private final int port;
        private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
        private volatile ServerSocket server;

        Door(int behind) throws IOException {
            this.behind = behind;
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            this.port = server.getLocalPort();
            accept(server);
        }

        int port() {
            return port;
        }

        void open() throws IOException {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            accept(server);
        }

        void shut() throws IOException {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }

        private void accept(ServerSocket door) {
            Thread.startVirtualThread(() -> {
                while (!door.isClosed()) {
                    try {
                        Socket client = door.accept();
                        Socket database = new Socket(InetAddress.getLoopbackAddress(), behind);
                        pass(client, database);
                        pass(database, client);
                    } catch (IOException e) {
                        // shut
                    }
                }
            });
        }

        private void pass(Socket from, Socket to) {
            sockets.add(from);
            Thread.startVirtualThread(() -> {
                try (from;
                        to) {
                    from.getInputStream().transferTo(to.getOutputStream());
                } catch (IOException e) {
                    // shut
                }
            });
        }

        @Override
        public void close() throws IOException {
            shut();
        }
    }
}
