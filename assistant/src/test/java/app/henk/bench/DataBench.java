package app.henk.bench;

import app.henk.Henk;
import app.henk.identity.Principal;
import app.henk.identity.Role;
import app.henk.platform.TenantId;
import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * How fast a large pipeline answers: a million leads, a million deals and ten million activities of one tenant among a
 * hundred, asked as its people ask; and how fast a file of leads comes in.
 *
 * <pre>
 * --scale=0.1      a tenth of that
 * --times=100      each question so many times
 * --import=100000  rows of the file; 0 leaves it out
 * --only=deals     questions whose name has this word
 * --plans=folder   writes down how PostgreSQL answers (EXPLAIN), for what took longest
 * --keep           leaves the database where it is, and takes it again
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
        boolean kept = options.has("keep") && Files.exists(home.resolve("database"));
        if (!kept) {
            FileSystemUtils.deleteRecursively(home);
        }
        Files.createDirectories(home);
        int port = JavaProcess.freePort();
        try (ConfigurableApplicationContext henk = SpringApplication.run(
                Henk.class,
                "--PORT=" + port,
                "--HENK_HOME=" + home,
                "--HENK_OFFLINE=true",
                "--HENK_LIMITS=sign-in=100000")) {
            var probe = new DatabaseProbe(home);
            try (Connection database = probe.connect()) {
                String tenant = one(database, "select id::text from tenant where slug = 'henk'");
                double scale = Double.parseDouble(options.text("scale", "1"));
                if (!kept) {
                    Instant begun = Instant.now();
                    new SalesRows(database, tenant, scale).make();
                    System.out.printf(
                            "%n%,.0f leads, %,.0f deals, %,.0f activities of one tenant among 100, made in %d s; %s%n",
                            1e6 * scale,
                            1e6 * scale,
                            1e7 * scale,
                            Duration.between(begun, Instant.now()).toSeconds(),
                            one(database, "select pg_size_pretty(pg_database_size(current_database()))"));
                }
                return measure(henk, probe, database, tenant, port);
            }
        } finally {
            if (!options.has("keep")) {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    private boolean measure(
            ConfigurableApplicationContext henk, DatabaseProbe probe, Connection database, String tenant, int port)
            throws Exception {
        var http = new SalesHttp(port, "sales@henk.example", "henk-demo");
        List<UUID> deals = uuids(
                database, "select id from deal tablesample system (1) where tenant_id = '" + tenant + "' limit 500");
        UUID rep = UUID.fromString(one(
                database,
                "select id::text from account where tenant_id = '" + tenant + "' and role = 'sales' limit 1"));
        give(database, tenant, rep);
        var staff = new Principal.Staff(
                new TenantId(UUID.fromString(tenant)), rep, Role.SALES, "sales@henk.example", "Samuel Sales");
        System.out.printf(
                "%nPostgreSQL %s, %d processors%n%n",
                probe.version(), Runtime.getRuntime().availableProcessors());
        System.out.printf("%-24s %10s %10s %8s%n", "", "p50 ms", "p95 ms", "failed");
        boolean whole = true;
        List<String> slow = new ArrayList<>();
        for (Map.Entry<String, IntFunction<Mono<?>>> question :
                new SalesQuestions(henk, staff, deals, http).all().entrySet()) {
            if (question.getKey().contains(options.text("only", ""))) {
                whole &= time(question.getKey(), question.getValue(), slow);
            }
        }
        plans(probe, new SalesQuestions(henk, staff, deals, http));
        int rows = options.number("import", 100_000);
        return (rows == 0 || imported(http, rows)) && whole;
    }

    /** The one who asks has work of their own. */
    private static void give(Connection database, String tenant, UUID rep) throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table : List.of("deal", "lead", "task")) {
                statement.execute("update " + table + " set assignee_id = '" + rep + "' where tenant_id = '" + tenant
                        + "' and assignee_id = (select id from salesperson where tenant_id = '" + tenant
                        + "' and name = 'Verkäufer 7')");
            }
        }
    }

    private boolean time(String name, IntFunction<Mono<?>> question, List<String> slow) {
        var samples = new Samples();
        int failed = 0;
        int times = options.number("times", 100);
        for (int n = -WARM_UP; n < times; n++) {
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
                "%-24s %10.1f %10.1f %8s%n",
                name, samples.percentile(50), samples.percentile(95), failed == 0 ? "" : failed);
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

    private boolean imported(SalesHttp http, int rows) throws Exception {
        Path file = home.resolve("leads.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,first name,last name,email,company,budget,employees,industry,urgency,notes\n");
            for (int i = 0; i < rows; i++) {
                out.write("b%d,Anna,Müller %d,bench%d@mail.example,Firma %d,%d,%d,%s,%s,\"Messe, Halle %d\"%n"
                        .formatted(
                                i,
                                i,
                                i,
                                i % 5000,
                                i * 37 % 80_000,
                                i % 900,
                                i % 2 == 0 ? "Software" : "Finanzen",
                                i % 3 == 0 ? "sofort" : "this week",
                                i % 20));
            }
        }
        long before = memory();
        long begun = System.nanoTime();
        JsonNode read = http.send(file);
        double received = (System.nanoTime() - begun) / 1e9;
        JsonNode done = http.run(read.path("id").asString());
        double running = Duration.between(
                                Instant.parse(done.path("started_at").asString()),
                                Instant.parse(done.path("finished_at").asString()))
                        .toNanos()
                / 1e9;
        System.out.printf(
                "%nImport of %,d leads (%,d kB): read in %.1f s, written in %.1f s: %,.0f rows/s; %,d created, %,d refused%n",
                rows,
                Files.size(file) / 1024,
                received,
                running,
                rows / running,
                done.at("/counts/created").asInt(),
                done.at("/counts/refused").asInt());
        System.out.printf(
                "Memory: heap %,d MiB before and %,d MiB after, process at most %,d MiB%n",
                before, memory(), ProcFigures.peakMemory(ProcessHandle.current().pid()));
        return done.at("/counts/created").asInt() == rows;
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024 * 1024);
    }

    private static String one(Connection database, String sql) throws Exception {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
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
