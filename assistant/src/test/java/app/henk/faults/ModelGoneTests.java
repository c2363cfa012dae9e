package app.henk.faults;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.fakes.FakeGemini;
import app.henk.fakes.FakeReply;
import app.henk.faults.ChatClient.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A model that is not there, comes back, and has no more for today. */
@HenkTest(properties = {"HENK_OFFLINE=false", "GEMINI_API_KEY=test-key", "henk.model.breaker.window=2000"})
class ModelGoneTests {

    private static final int PORT = freePort();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void gemini(DynamicPropertyRegistry settings) {
        settings.add("GEMINI_BASE_URL", () -> "http://127.0.0.1:" + PORT);
    }

    @Test
    void the_offline_engine_stands_in_until_a_model_is_back_and_for_the_one_that_has_no_more_today() {
        ChatClient chat = new ChatClient("http://localhost:" + port);

        Answer alone = chat.say("Ich suche einen Anzug für meine Hochzeit im Juni");
        assertThat(alone.text()).containsIgnoringCase("Hochzeit");
        assertThat(alone.took()).isLessThan(Duration.ofSeconds(15));

        try (FakeGemini gemini = FakeGemini.start(request -> FakeReply.text("Da bin ich wieder."), PORT)) {
            assertThat(chat.say("Guten Tag").text()).isEqualTo("Da bin ich wieder.");

            gemini.script(FakeReply.dayQuotaSpent());
            assertThat(chat.say("Guten Tag").text()).as("the second model").isEqualTo("Da bin ich wieder.");
            gemini.reset();
            assertThat(chat.say("Guten Tag").text()).isEqualTo("Da bin ich wieder.");
            assertThat(answers(gemini))
                    .as("nobody asks the first again today")
                    .singleElement()
                    .satisfies(request -> assertThat(request.model()).isEqualTo("gemini-3.5-flash-lite"));

            gemini.script(FakeReply.dayQuotaSpent());
            Answer spent = chat.say("Ich suche einen Anzug für meine Hochzeit im Juni");
            assertThat(spent.text()).containsIgnoringCase("Hochzeit");
            gemini.reset();
            assertThat(chat.say("Guten Tag").text()).isNotBlank();
            assertThat(answers(gemini)).as("nobody is asked any more").isEmpty();
        }
    }

    /** What it was asked to answer; passages may be embedded meanwhile. */
    private static List<FakeGemini.Received> answers(FakeGemini gemini) {
        return gemini.requests().stream()
                .filter(request -> request.method().equals("streamGenerateContent"))
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
