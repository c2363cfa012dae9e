package app.henk.platform.start;

import java.io.IOException;
import java.net.ServerSocket;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which port to take instead. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TakenPort extends AbstractFailureAnalyzer<PortInUseException> {

    private static final int TRIED = 100;

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Port " + cause.getPort() + " is taken by another program.",
                "Stop that program, or choose another port, for instance PORT=" + freePortAfter(cause.getPort()) + ".",
                cause);
    }

    private static int freePortAfter(int taken) {
        for (int port = taken + 1; port < taken + TRIED && port < 65_536; port++) {
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken as well: the next one
            }
        }
        return 0;
    }
}
