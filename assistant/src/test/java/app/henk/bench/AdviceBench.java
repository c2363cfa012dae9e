package app.henk.bench;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.agent.tools.ToolRegistry;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Flux;

/**
 * {@code ./bench advice}: whether anything is ever shown that breaks the customer's brief or is not in the catalogue. Once
 * with the tools alone, once in whole turns with a model that lies on purpose. Judged by the catalogue's files.
 */
public final class AdviceBench {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int AT_A_TIME = 4;

    private AdviceBench() {}

    public static void main(String[] arguments) throws IOException {
        var options = new Options(arguments);
        var application = new SpringApplication(Henk.class);
        application.addInitializers(new TestDatabase());
        application.setDefaultProperties(java.util.Map.of("server.port", "0", "logging.level.root", "error"));
        long wrong;
        try (var context = application.run()) {
            wrong = tools(context, options) + turns(context, options);
        }
        System.out.println(wrong == 0 ? "\nNothing wrong was shown." : "\n" + wrong + " wrong.");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static long tools(ApplicationContext context, Options options) throws IOException {
        Tenant tailor = tailor(context);
        LocalDate today = LocalDate.now(tailor.zone());
        int count = options.number("briefs", 10_000);
        var findings = new Findings();
        var briefs = new Briefs(options.number("seed", 20_261_128), today);
        var advice = new ToolAdvice(context.getBean(ToolRegistry.class), tailor, new Shelf(), today, findings);
        long begun = System.nanoTime();
        Flux.range(0, count)
                .map(i -> briefs.next())
                .flatMapSequential(brief -> advice.ask(brief).thenReturn(brief), AT_A_TIME)
                .blockLast(LONGEST);
        findings.print(title("briefs answered by the tools", count, begun));
        return findings.wrong();
    }

    private static long turns(ApplicationContext context, Options options) throws IOException {
        Tenant tailor = tailor(context);
        int count = options.number("turns", 10_000);
        var lying = new LyingAdvice(context, tailor, new Shelf(), options.number("seed", 20_261_128));
        long begun = System.nanoTime();
        lying.run(count);
        lying.print(title("turns with a model that lies", count, begun));
        return lying.wrong();
    }

    private static String title(String what, int count, long begun) {
        return String.format(Locale.ROOT, "%,d %s, %.1f s", count, what, (System.nanoTime() - begun) / 1e9);
    }

    private static Tenant tailor(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(Tenants.class)
                .all()
                .filter(tenant -> tenant.slug().equals("henk"))
                .blockFirst(LONGEST));
    }
}
