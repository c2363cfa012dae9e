package app.henk.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A company of its own with a Pipedrive of its own for every test, to which nothing may be sent that it does not know. */
abstract class Connected {

    @Autowired
    ApplicationContext context;

    Synced synced;

    @BeforeEach
    void connect() {
        synced = company();
    }

    Synced company() {
        return Synced.connected(context);
    }

    @AfterEach
    void nothing_was_sent_that_pipedrive_does_not_know() {
        assertThat(synced.fake.violations()).isEmpty();
        synced.close();
    }
}
