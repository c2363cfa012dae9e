package app.henk.bench;

import app.henk.bench.TurnBench.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints what was measured, beside what was wanted and what others need. */
final class TurnReport {

    private static final double NGINX_PACED_THERE = 0.64;
    private static final String LINE = "  %-18s %7s  %6s %6s  %8s  %7s %7s  %7s %7s  %5s  %6s%n";

    private final String postgres;
    private final boolean quick;

    TurnReport(String postgres, boolean quick) {
        this.postgres = postgres;
        this.quick = quick;
    }

    void head() throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%n  ./bench turn%s: %d pieces an answer, paced: %d ms apart%n  %s%n  Java %s, PostgreSQL %s%n%n",
                quick ? " --quick" : "",
                Load.PIECES,
                25,
                machine(),
                Runtime.version(),
                postgres);
    }

    void columns() {
        System.out.printf(LINE, "", "", "CPU ms", "CPU ms", "", "1. text", "1. text", "turn ms", "turn ms", "peak", "");
        System.out.printf(
                LINE, "load", "streams", "Henk", "PG", "turns/s", "+ p50", "+ p99", "p50", "p99", "MiB", "errors");
    }

    void row(Row row) {
        var henk = row.henk();
        System.out.printf(
                LINE,
                row.load().name(),
                row.load().streams(),
                decimals(row.cpu(), 2),
                decimals(row.databaseCpu(), 2),
                decimals(henk.perSecond(), 1),
                decimals(
                        henk.firstText().percentile(50)
                                - row.model().firstText().percentile(50),
                        1),
                decimals(
                        henk.firstText().percentile(99)
                                - row.model().firstText().percentile(99),
                        1),
                decimals(henk.whole().percentile(50), 0),
                decimals(henk.whole().percentile(99), 0),
                row.peakMemory(),
                henk.errors().size());
        if (!henk.errors().isEmpty()) {
            System.out.println("      " + summary(henk.errors()));
        }
        if (row.load().talk()) {
            System.out.printf(Locale.ROOT, "      on average message %.1f of its conversation%n", henk.message());
        }
    }

    /** @param counted the number of turns, then every statement that ran for them */
    void statements(List<String> counted, boolean tool) {
        double turns = Math.max(1, Integer.parseInt(counted.getFirst()));
        Map<String, Long> by = counted.stream()
                .skip(1)
                .map(sql -> sql.strip().replaceAll("'[0-9a-f]{8}-[^']*'", "'…'").replaceAll("\\s+", " "))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        System.out.printf(
                Locale.ROOT,
                "%n  Statements of a %s turn: %.1f%n",
                tool ? "tool" : "plain",
                (counted.size() - 1) / turns);
        by.forEach((sql, times) -> {
            if (times / turns >= 0.05) {
                System.out.printf(
                        Locale.ROOT, "    %4.1f  %s%n", times / turns, sql.substring(0, Math.min(110, sql.length())));
            }
        });
    }

    /** @param nginx what it needs here, burst and paced; empty where it is not installed */
    void foot(List<Row> rows, double[] nginx) {
        System.out.printf(
                """

                  1. text +: until the first text, over the same of the model asked directly by as many streams.
                  Every byte of every answer was compared with the model's.

                  CPU ms a turn at 50 streams            burst   paced    tool
                  wanted at most                           1.7     4.0     2.2
                  here                                 %s %s %s
                  The same work without security, log and grounding, measured elsewhere on 2 cores:
                  Vercel AI SDK                            4.5    16.5     5.9
                  FastAPI                                  5.8     9.5     5.3
                  Spring AI 2                              1.7     7.4     2.2
                  Quarkus LangChain4j                      2.4     8.9     2.3
                  nginx, passing the bare stream on       0.04    0.64       -
                  nginx, doing that here               %s %s       -

                """,
                at50(rows, false, false), at50(rows, false, true), at50(rows, true, false), of(nginx, 0), of(nginx, 1));
        if (nginx.length == 2) {
            System.out.printf(
                    Locale.ROOT,
                    "  A stream in pieces costs nginx %.1f times as much on this machine as there.%n%n",
                    nginx[1] / NGINX_PACED_THERE);
        }
    }

    private static String of(double[] figures, int index) {
        return index < figures.length ? String.format(Locale.ROOT, "%7.2f", figures[index]) : "      -";
    }

    private static String at50(List<Row> rows, boolean tool, boolean paced) {
        return rows.stream()
                .filter(row -> row.load().streams() == 50 && !row.load().talk())
                .filter(row -> row.load().tool() == tool && row.load().isPaced() == paced)
                .map(row -> String.format(Locale.ROOT, "%7.1f", row.cpu()))
                .findFirst()
                .orElse("      -");
    }

    /** The commonest errors and how often they came. */
    static String summary(List<String> errors) {
        return errors.stream()
                .map(error -> error.replaceAll("\\s+", " "))
                .map(error -> error.substring(0, Math.min(240, error.length())))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining("\n      "));
    }

    private static String decimals(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private static String machine() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        String name = Files.exists(info)
                ? Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.replaceFirst(".*: ", ""))
                        .findFirst()
                        .orElse("")
                : "";
        String load = Files.exists(Path.of("/proc/loadavg"))
                ? ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + " at the start"
                : "";
        return Runtime.getRuntime().availableProcessors() + " cores " + name + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.version") + load;
    }
}
