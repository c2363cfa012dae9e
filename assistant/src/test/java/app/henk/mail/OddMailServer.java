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

/**
 * Speaks as much SMTP as a mail takes, and treats one address otherwise: refuses it, is slow to say that it took its
 * mail, or hangs up as soon as it has.
 */
final class OddMailServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final String address;
    private final String toRecipient;
    private final Duration late;
    private final boolean hangsUp;

    private OddMailServer(String address, String toRecipient, Duration late, boolean hangsUp) throws IOException {
        this.address = address;
        this.toRecipient = toRecipient;
        this.late = late;
        this.hangsUp = hangsUp;
        Thread.ofVirtual().start(this::serve);
    }

    /** Answers with this whenever the address is named as a recipient. */
    static OddMailServer refusing(String address, String reply) throws IOException {
        return new OddMailServer(address, reply, Duration.ZERO, false);
    }

    /** Has all of a mail to this address at once, and says so late. */
    static OddMailServer slowFor(String address, Duration late) throws IOException {
        return new OddMailServer(address, "250 fine", late, false);
    }

    /** Says that it took a mail to this address, and breaks the connection off before it is said good-bye to. */
    static OddMailServer hangingUpOn(String address) throws IOException {
        return new OddMailServer(address, "250 fine", Duration.ZERO, true);
    }

    SmtpServer server() {
        return SmtpServer.of("smtp://127.0.0.1:" + socket.getLocalPort());
    }

    /** Of how many copies of a mail to this address it has all. */
    long copies(String to) {
        return taken.stream().filter(to::equals).count();
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
            say(client, "220 odd");
            String to = "";
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!inData) {
                    to = line.startsWith("RCPT TO:<") ? line.replaceAll(".*<(.*)>.*", "$1") : to;
                    inData = line.equals("DATA");
                    say(client, line.contains("<" + address + ">") ? toRecipient : inData ? "354 go on" : "250 fine");
                } else if (line.equals(".")) {
                    inData = false;
                    taken.add(to);
                    if (to.equals(address)) {
                        Thread.sleep(late);
                    }
                    // with this, closing is a reset
                    client.setSoLinger(hangsUp && to.equals(address), 0);
                    say(client, "250 taken");
                    if (hangsUp && to.equals(address)) {
                        return;
                    }
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
