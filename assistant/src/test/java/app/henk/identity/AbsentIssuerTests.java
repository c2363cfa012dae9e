package app.henk.identity;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** People of an outside issuer that is not there when they come. */
@HenkTest
@ExtendWith(OutputCaptureExtension.class)
class AbsentIssuerTests {

    private static final OutsideIssuer ISSUER = new OutsideIssuer();

    @Autowired
    WebTestClient http;

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("henk.oidc.issuer", ISSUER::address);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void are_asked_to_come_again_and_get_in_once_it_answers(CapturedOutput output) {
        String token = ISSUER.token(claims -> claims);

        assertThatItWaits(me(token));
        assertThatItWaits(me(token));
        ISSUER.start().isBroken(true);
        assertThatItWaits(me(token));
        ISSUER.isBroken(false);
        assertThat(me(token).getStatus().value()).isEqualTo(200);

        assertThat(output.getAll().lines().filter(line -> line.contains("cannot be asked for its keys")))
                .hasSize(1);
        assertThat(output).doesNotContain("Unexpected failure");
    }

    private static void assertThatItWaits(EntityExchangeResult<Map> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(503);
        assertThat(answer.getResponseBody().get("type").toString()).endsWith("/issuer-unavailable");
        assertThat(answer.getResponseBody().get("retry_after")).isEqualTo(5);
        assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("5");
    }

    private EntityExchangeResult<Map> me(String token) {
        return new Client(http).me(token);
    }
}
