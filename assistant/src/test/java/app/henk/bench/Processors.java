package app.henk.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Who has used how much processor time so far.
 *
 * @param henk all instances
 * @param compilers what of it Java compiled with
 * @param bench this process, which plays whatever is not measured
 */
record Processors(Duration henk, Duration compilers, Duration database, Duration bench) {

    static Processors now(List<Long> henk, long database) {
        return new Processors(
                henk.stream().map(ProcFigures::cpu).reduce(Duration.ZERO, Duration::plus),
                henk.stream().map(ProcFigures::compilers).reduce(Duration.ZERO, Duration::plus),
                ProcFigures.cpuOfFamily(database),
                ProcFigures.cpu(ProcessHandle.current().pid()));
    }

    Processors since(Processors before) {
        return new Processors(
                henk.minus(before.henk),
                compilers.minus(before.compilers),
                database.minus(before.database),
                bench.minus(before.bench));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "processor seconds: Henk %.1f (%.1f of them compiling), its database %.1f, the fake Pipedrive %.1f",
                seconds(henk),
                seconds(compilers),
                seconds(database),
                seconds(bench));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
