package app.henk.bench;

import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.platform.TenantId;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

/**
 * How fast a large pipeline answers: a million leads, a million deals and ten million activities of one tenant among a
 * hundred, asked as its people ask; and how fast a file of leads comes in.
 *
 * <pre>
 * --scale=0.1      a tenth of that
 * --times=100      each question so many times
 * --import=100000  rows of the file; 0 leaves it out
 * --only=deals     questions whose name has this word; --only=import asks none
 * --plans=folder   writes down how PostgreSQL answers (EXPLAIN), for what took longest
 * --folder=data    where the rows are, and stay for the next run with the same scale and the same tables
 * </pre>
 */
public final class DataBench {

    private static final int WARM_UP = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Options options;
    private final Path home;

    private DataBench(Options options) {
        this.options = options;
        this.home = Path.of(options.text("folder", "target/bench/data")).toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new DataBench(new Options(arguments)).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        int port = JavaProcess.freePort();
        String scale = options.text("scale", "1");
        try (ConfigurableApplicationContext henk = SalesHouse.open(home, scale, port)) {
            var probe = new DatabaseProbe(home);
            try (Connection database = probe.connect()) {
                return measure(henk, probe, database, SalesHouse.tenant(database), port);
            }
        }
    }

    private boolean measure(
            ConfigurableApplicationContext henk, DatabaseProbe probe, Connection database, String tenant, int port)
            throws Exception {
        var http = new SalesHttp(port, "sales@henk.example", "henk-demo");
        List<UUID> deals = uuids(
                database, "select id from deal tablesample system (1) where tenant_id = '" + tenant + "' limit 500");
        UUID rep = SalesHouse.rep(database, tenant);
        var staff = new Principal.Staff(
                new TenantId(UUID.fromString(tenant)), rep, Role.SALES, "sales@henk.example", "Samuel Sales");
        System.out.printf(
                "%nPostgreSQL %s, %d processors%n%n",
                probe.version(), Runtime.getRuntime().availableProcessors());
        System.out.printf("%-24s %10s %10s %24s %8s%n", "", "p50 ms", "p95 ms", "processor ms: own, DB", "failed");
        boolean whole = true;
        for (Map.Entry<String, IntFunction<Mono<?>>> question :
                new SalesQuestions(henk, staff, deals, http).all().entrySet()) {
            if (question.getKey().contains(options.text("only", ""))) {
                whole &= time(probe, question.getKey(), question.getValue());
            }
        }
        System.out.printf(
                "Of the last minute, %.1f threads wanted a processor%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        plans(probe, new SalesQuestions(henk, staff, deals, http));
        int rows = options.number("import", 100_000);
        return (rows == 0 || new ImportMeasure(home, probe, database, tenant).run(http, rows)) && whole;
    }

    /** What a call costs tells more than how long it takes while others want the same processors. */
    private boolean time(DatabaseProbe probe, String name, IntFunction<Mono<?>> question) {
        var samples = new Samples();
        int failed = 0;
        int times = options.number("times", 100);
        long self = ProcessHandle.current().pid();
        Duration own = Duration.ZERO;
        Duration postgres = Duration.ZERO;
        for (int n = -WARM_UP; n < times; n++) {
            if (n == 0) {
                own = ProcFigures.cpu(self);
                postgres = probe.cpu();
            }
            long begun = System.nanoTime();
            try {
                question.apply(n).block(PATIENCE);
            } catch (RuntimeException failure) {
                failed++;
                if (failed == 1) {
                    System.out.println("  " + name + ": " + failure);
                }
            }
            if (n >= 0) {
                samples.add(System.nanoTime() - begun);
            }
        }
        System.out.printf(
                "%-24s %10.1f %10.1f %15.1f, %7.1f %8s%n",
                name,
                samples.percentile(50),
                samples.percentile(95),
                ProcFigures.cpu(self).minus(own).toNanos() / 1e6 / times,
                probe.cpu().minus(postgres).toNanos() / 1e6 / times,
                failed == 0 ? "" : failed);
        return failed == 0;
    }

    /** What PostgreSQL does for each question, as it plans it for the application's own role. */
    private void plans(DatabaseProbe probe, SalesQuestions questions) throws Exception {
        if (!options.has("plans")) {
            return;
        }
        Path folder = Path.of(options.text("plans", "."));
        StringBuilder page = new StringBuilder();
        for (Map.Entry<String, IntFunction<Mono<?>>> question : questions.all().entrySet()) {
            List<String> plans =
                    probe.plansDuring(() -> question.getValue().apply(3).block(PATIENCE));
            page.append("## ").append(question.getKey()).append("\n\n");
            plans.forEach(plan -> page.append("```\n").append(plan).append("\n```\n\n"));
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plans.md"), page);
        System.out.println("\nPlans: " + folder.resolve("plans.md"));
    }

    private static List<UUID> uuids(Connection database, String sql) throws Exception {
        List<UUID> all = new ArrayList<>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getObject(1, UUID.class));
            }
        }
        return all;
    }
}
