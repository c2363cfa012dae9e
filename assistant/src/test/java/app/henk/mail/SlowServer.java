package app.henk.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every mail at once, and says so late for those to one address. */
final class SlowServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final String slowFor;
    private final Duration late;

    SlowServer(String slowFor, Duration late) throws IOException {
        this.slowFor = slowFor;
        this.late = late;
        Thread.ofVirtual().start(this::serve);
    }

    SmtpServer address() {
        return SmtpServer.of("smtp://127.0.0.1:" + socket.getLocalPort());
    }

    /** To how many copies of a mail to this address it has all of. */
    long copies(String address) {
        return taken.stream().filter(address::equals).count();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, "220 slow");
            String to = "";
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!inData) {
                    to = line.startsWith("RCPT TO:<") ? line.replaceAll(".*<(.*)>.*", "$1") : to;
                    inData = line.equals("DATA");
                    say(client, inData ? "354 go on" : "250 fine");
                } else if (line.equals(".")) {
                    inData = false;
                    taken.add(to);
                    if (to.equals(slowFor)) {
                        Thread.sleep(late);
                    }
                    say(client, "250 taken");
                }
            }
        } catch (IOException | InterruptedException gone) {
            // it has hung up
        }
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
