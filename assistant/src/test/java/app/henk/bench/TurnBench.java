package app.henk.bench;

import app.henk.bench.LoadClient.Seen;
import app.henk.fakes.BenchGemini;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;

/**
 * What one turn costs, from the visitor's message to the kept answer: Henk and a model that costs nothing in processes
 * of their own, and this process as all the visitors.
 *
 * <pre>
 * --quick              1 and 50 streams, shorter
 * --only=tool,paced    loads whose name has all of these words
 * --streams=50         only these numbers of streams
 * --seconds=10         measured for each load
 * --app=folder         the application as ./run unpacks it; without it the classes that this runs from
 * --record=file.jfr    a flight recording of Henk
 * </pre>
 */
public final class TurnBench {

    private static final String ANSWER = BenchGemini.text(Load.PIECES);
    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(4);
    private static final double STILL_COMPILING = 0.06;
    private static final List<Load> WARM_UP = List.of(
            new Load(false, Duration.ZERO, 50, true, ROUND),
            new Load(true, Duration.ZERO, 50, false, ROUND),
            new Load(false, PACE, 500, false, ROUND),
            new Load(false, Duration.ZERO, 50, false, ROUND));

    private final Options options;
    private final Path folder;

    private TurnBench(Options options) {
        this.options = options;
        this.folder = Path.of(options.text("folder", "target/bench")).toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(new TurnBench(new Options(arguments)).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        Files.createDirectories(folder);
        // data of another version might not open
        FileSystemUtils.deleteRecursively(home());
        try (JavaProcess model = model();
                JavaProcess henk = henk(model);
                var client = new LoadClient()) {
            var database = new DatabaseProbe(home());
            var report = new TurnReport(database.version(), options.quick());
            report.head();
            warmUp(client, henk, model);
            report.columns();
            List<Row> rows = new ArrayList<>();
            for (Load load : loads()) {
                Row row = measure(client, henk, model, database, load);
                report.row(row);
                rows.add(row);
            }
            report.statements(statements(client, henk, model, database, false), false);
            report.statements(statements(client, henk, model, database, true), true);
            report.foot(rows, nginx(client, model));
            return rows.stream().allMatch(row -> row.henk().errors().isEmpty());
        }
    }

    /** @param model what the model alone takes, asked by as many */
    record Row(Load load, Seen henk, Seen model, double cpu, double databaseCpu, long peakMemory) {}

    private Row measure(LoadClient client, JavaProcess henk, JavaProcess model, DatabaseProbe database, Load load)
            throws Exception {
        become(model, load);
        Seen alone = drive(
                client,
                model,
                load.during(Duration.ofSeconds(2)),
                () -> new ModelDialogue(load.tool()),
                LoadClient.Watch.NONE);
        var watch = new Cost(henk.pid(), database);
        ProcFigures.forgetPeak(henk.pid());
        Seen seen = drive(client, henk, load, () -> new ChatDialogue(ANSWER, load.messages()), watch);
        int turns = Math.max(1, seen.turns());
        return new Row(
                load,
                seen,
                alone,
                watch.henk.toNanos() / 1e6 / turns,
                watch.database.toNanos() / 1e6 / turns,
                ProcFigures.peakMemory(henk.pid()));
    }

    /** CPU ms a turn of nginx at 50 streams, burst and paced; empty where it is not installed. */
    private double[] nginx(LoadClient client, JavaProcess model) throws Exception {
        Optional<BareProxy> started = BareProxy.before(model, folder);
        if (started.isEmpty()) {
            return new double[0];
        }
        try (BareProxy nginx = started.get()) {
            double[] cpu = new double[2];
            for (Duration pace : List.of(Duration.ZERO, PACE)) {
                var load = new Load(false, pace, 50, false, Duration.ofSeconds(5));
                become(model, load);
                Duration[] used = {Duration.ZERO};
                var watch = LoadClient.Watch.of(
                        () -> used[0] = nginx.cpu(), () -> used[0] = nginx.cpu().minus(used[0]));
                Seen seen = drive(client, nginx.port(), load, () -> new ModelDialogue(false), watch);
                cpu[load.isPaced() ? 1 : 0] = used[0].toNanos() / 1e6 / Math.max(1, seen.turns());
            }
            return cpu;
        }
    }

    private static Seen drive(
            LoadClient client, JavaProcess to, Load load, Supplier<Dialogue> dialogues, LoadClient.Watch watch)
            throws Exception {
        return drive(client, to.port(), load, dialogues, watch);
    }

    private static Seen drive(
            LoadClient client, int port, Load load, Supplier<Dialogue> dialogues, LoadClient.Watch watch)
            throws Exception {
        // a turn of 2 000 streams takes as long as the machine needs for 2 000 turns
        Duration patience = Duration.ofSeconds(60);
        Duration spread = load.answer().plusMillis(load.streams() == 1 ? 0 : 300L + load.streams() * 2L);
        return client.run(port, load.streams(), spread, load.window(), patience, dialogues, watch);
    }

    /**
     * Both kinds, both paces, by turns, until compiling takes next to nothing: machines differ in how many turns that
     * needs, and a program that runs for weeks does it once.
     */
    private void warmUp(LoadClient client, JavaProcess henk, JavaProcess model) throws Exception {
        long begun = System.nanoTime();
        Duration longest = options.quick() ? LONGEST_WARM_UP.dividedBy(4) : LONGEST_WARM_UP;
        int turns = 0;
        double compiling = 1;
        while (compiling > STILL_COMPILING && System.nanoTime() - begun < longest.toNanos()) {
            Duration cpu = ProcFigures.cpu(henk.pid());
            Duration compilers = ProcFigures.compilers(henk.pid());
            for (Load load : WARM_UP) {
                become(model, load);
                Seen seen = drive(
                        client, henk, load, () -> new ChatDialogue(ANSWER, load.messages()), LoadClient.Watch.NONE);
                turns += seen.turns();
                if (!seen.errors().isEmpty()) {
                    System.out.println("  while warming up: " + TurnReport.summary(seen.errors()));
                }
            }
            compiling =
                    (double) ProcFigures.compilers(henk.pid()).minus(compilers).toNanos()
                            / Math.max(1, ProcFigures.cpu(henk.pid()).minus(cpu).toNanos());
        }
        System.out.printf(
                Locale.ROOT,
                "  warmed up by %,d turns in %d s; at the end compiling took %.0f %% of the processor%n%n",
                turns,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                100 * compiling);
    }

    private static List<String> statements(
            LoadClient client, JavaProcess henk, JavaProcess model, DatabaseProbe database, boolean tool)
            throws Exception {
        var load = new Load(tool, Duration.ZERO, 1, false, Duration.ofSeconds(1));
        become(model, load);
        int[] turns = {0};
        List<String> statements = database.statementsDuring(() ->
                turns[0] = drive(client, henk, load, () -> new ChatDialogue(ANSWER, 1), LoadClient.Watch.NONE)
                        .turns());
        List<String> both = new ArrayList<>(statements);
        both.addFirst(Integer.toString(turns[0]));
        return both;
    }

    private static void become(JavaProcess model, Load load) throws Exception {
        model.get("/bench?pace=" + load.pace().toMillis() + "&tool=" + load.tool());
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        int[] streams = options.numbers("streams", options.quick() ? new int[] {1, 50} : new int[] {1, 50, 500, 2000});
        for (int number : streams) {
            Duration window = Duration.ofSeconds(options.number("seconds", options.quick() ? 4 : 10));
            for (boolean tool : new boolean[] {false, true}) {
                for (Duration pace : List.of(Duration.ZERO, PACE)) {
                    loads.add(new Load(tool, pace, number, false, window));
                }
            }
            if (number == 50) {
                loads.add(new Load(false, Duration.ZERO, number, true, window));
            }
        }
        List<String> only = Arrays.asList(options.text("only", "").split(","));
        loads.removeIf(load -> !only.stream().allMatch(load.name()::contains));
        return loads;
    }

    private JavaProcess model() throws Exception {
        int port = JavaProcess.freePort();
        return JavaProcess.start(
                        List.of(
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "app.henk.fakes.FakeGeminiMain",
                                "--mode=bench",
                                "--pieces=" + Load.PIECES,
                                "--port=" + port),
                        Map.of(),
                        port,
                        folder.resolve("model.log"))
                .ready("/bench?pace=0&tool=false");
    }

    private JavaProcess henk(JavaProcess model) throws Exception {
        int port = JavaProcess.freePort();
        return JavaProcess.start(
                        options.henk(folder),
                        Map.of(
                                "HENK_HOME",
                                home().toString(),
                                "PORT",
                                Integer.toString(port),
                                "GEMINI_API_KEY",
                                "for-the-bench",
                                "GEMINI_BASE_URL",
                                "http://127.0.0.1:" + model.port(),
                                "HENK_OFFLINE",
                                "false",
                                "HENK_LIMITS",
                                Options.NO_LIMITS,
                                "HENK_DAILY_MODEL_BUDGET",
                                "1000000"),
                        port,
                        folder.resolve("henk.log"))
                .ready("/health");
    }

    private Path home() {
        return folder.resolve("home");
    }
}
