package app.henk.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks as much SMTP as a refusal needs: takes every mail but those to one address. */
final class PickyServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0);
    private final String refused;
    private final String reply;

    PickyServer(String refused, String reply) throws IOException {
        this.refused = refused;
        this.reply = reply;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
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
            say(client, "220 picky");
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (inData) {
                    inData = !line.equals(".");
                    if (!inData) {
                        say(client, "250 taken");
                    }
                    continue;
                }
                inData = line.equals("DATA");
                say(client, line.contains("<" + refused + ">") ? reply : inData ? "354 go on" : "250 fine");
            }
        } catch (IOException gone) {
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
