package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A company of its own with a Pipedrive of its own for every test, whose webhooks arrive here. */
abstract class BothConnected {

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    Synced synced;

    @BeforeEach
    void connect() {
        synced = Synced.connected(context);
        synced.webhook(port);
    }

    @AfterEach
    void nothing_was_sent_that_pipedrive_does_not_know() {
        assertThat(synced.fake.violations()).isEmpty();
        synced.close();
    }
}
