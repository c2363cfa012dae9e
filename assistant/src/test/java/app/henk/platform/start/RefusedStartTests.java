package app.henk.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.Henk;
import app.henk.TestDatabase;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person at a terminal reads when Henk does not start. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTests {

    @Test
    void a_value_that_a_module_refuses_is_named_by_its_variable(CapturedOutput output) {
        start("--HENK_DATABASE_CONNECTIONS=1");

        assertThat(output.getErr())
                .contains("HENK_DATABASE_CONNECTIONS must be between 2 and 500, not \"1\".")
                .contains("For instance HENK_DATABASE_CONNECTIONS=32.")
                .doesNotContain("Exception");
    }

    @Test
    void an_address_of_a_database_is_refused_without_repeating_its_password(CapturedOutput output) {
        start("--DATABASE_URL=postgres://henk:hunter2@/henk");

        assertThat(output.getErr())
                .contains("DATABASE_URL is not the address of a PostgreSQL database: it names no host.")
                .contains("It looks like postgres://");
        assertThat(output.getAll()).doesNotContain("hunter2");
    }

    @Test
    void a_taken_port_comes_with_one_that_is_free(CapturedOutput output) throws Exception {
        try (var taken = new ServerSocket(0)) {
            start("--PORT=" + taken.getLocalPort());

            assertThat(output.getErr())
                    .contains("Port " + taken.getLocalPort() + " is taken by another program.")
                    .containsPattern("for instance PORT=\\d{4,5}\\.");
        }
    }

    private static void start(String... settings) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Henk.class)
                        .initializers(new TestDatabase())
                        .run(settings)
                        .close())
                .isInstanceOf(Exception.class);
    }
}
