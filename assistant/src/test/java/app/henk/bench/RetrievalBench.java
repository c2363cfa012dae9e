package app.henk.bench;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.knowledge.Retrieval;
import org.springframework.boot.SpringApplication;

/** {@code ./bench retrieval}: how well the demo tailor's questions find their answers, on a database of its own. */
public final class RetrievalBench {

    private RetrievalBench() {}

    public static void main(String[] arguments) {
        var application = new SpringApplication(Henk.class);
        application.addInitializers(new TestDatabase());
        application.setDefaultProperties(java.util.Map.of("logging.level.root", "warn"));
        try (var context = application.run("--server.port=0")) {
            Retrieval.report(context);
        }
        System.exit(0);
    }
}
