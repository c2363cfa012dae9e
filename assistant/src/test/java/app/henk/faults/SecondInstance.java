package app.henk.faults;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.fakes.FakeGemini;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Another Henk on the same database, in the same process. */
final class SecondInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    SecondInstance(Environment first, FakeGemini gemini) {
        context = new SpringApplicationBuilder(Henk.class)
                .initializers(new TestDatabase())
                .run(
                        "--server.port=0",
                        "--server.shutdown=immediate",
                        "--DATABASE_URL=" + first.getRequiredProperty("DATABASE_URL"),
                        "--HENK_OFFLINE=false",
                        // each start writes the demo tenants' budget, which both instances share
                        "--HENK_DAILY_MODEL_BUDGET=1000",
                        "--GEMINI_API_KEY=test-key",
                        "--GEMINI_BASE_URL=" + gemini.baseUrl());
    }

    String base() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
