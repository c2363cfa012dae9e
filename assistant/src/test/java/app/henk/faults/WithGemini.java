package app.henk.faults;

import app.henk.HenkTest;
import app.henk.fakes.FakeBrain;
import app.henk.fakes.FakeGemini;
import app.henk.fakes.SalesBrain;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The application with Gemini's stand-in as its model, one context for all. Times are short enough to be waited for and
 * the breaker is slow to open, so that one test's faults are not the next one's.
 */
@HenkTest(
        properties = {
            "HENK_OFFLINE=false",
            "GEMINI_API_KEY=test-key",
            "HENK_DAILY_MODEL_BUDGET=1000",
            "henk.limits=chat-session-address=1000000,chat-conversation=1000000,chat-address=1000000,"
                    + "chat-user=1000000,chat-tenant=1000000,api-address=1000000",
            "henk.model.timeouts.first-event=3s",
            "henk.model.timeouts.idle=2500ms",
            "henk.model.timeouts.handover=5s",
            "henk.model.timeouts.total=9s",
            "henk.model.retries.backoff=20ms",
            "henk.model.breaker.window=2000"
        })
abstract class WithGemini {

    static final FakeBrain SALES = new SalesBrain();
    static final FakeGemini GEMINI = FakeGemini.start(request -> WithGemini.brain.answer(request));

    private static volatile FakeBrain brain = SALES;

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    ChatClient chat;
    Tables tables;

    @DynamicPropertySource
    static void gemini(DynamicPropertyRegistry settings) {
        settings.add("GEMINI_BASE_URL", GEMINI::baseUrl);
    }

    @BeforeEach
    void begin() {
        GEMINI.reset();
        brain = SALES;
        chat = new ChatClient("http://localhost:" + port);
        tables = new Tables(environment.getRequiredProperty("DATABASE_URL"));
    }

    static void gemini(FakeBrain thinks) {
        brain = thinks;
    }
}
