package app.henk.pipedrive;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The same with webhooks that arrive here. */
abstract class BothConnected extends Connected {

    @LocalServerPort
    int port;

    @BeforeEach
    void subscribe() {
        synced.webhook(port);
    }
}
