package app.henk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the operating system knows of a process: on Linux from /proc, elsewhere what Java can tell. */
final class ProcFigures {

    // utime and stime count hundredths of a second on every Linux that Java runs on
    private static final long TICK_NANOS = 10_000_000;
    private static final Path PROC = Path.of("/proc");

    private ProcFigures() {}

    /** What all its threads have used so far, zero where nobody knows. */
    static Duration cpu(long pid) {
        return fields(pid)
                .map(fields -> ticks(fields, 11) + ticks(fields, 12))
                .map(ticks -> Duration.ofNanos(ticks * TICK_NANOS))
                .findFirst()
                .or(() ->
                        ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()))
                .orElse(Duration.ZERO);
    }

    /** The same with all of its children, those that have ended included. */
    static Duration cpuOfFamily(long pid) {
        long own = fields(pid)
                .mapToLong(fields -> ticks(fields, 11) + ticks(fields, 12) + ticks(fields, 13) + ticks(fields, 14))
                .sum();
        long children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .flatMap(child -> fields(child.pid()))
                .mapToLong(fields -> ticks(fields, 11) + ticks(fields, 12))
                .sum();
        return Duration.ofNanos((own + children) * TICK_NANOS);
    }

    /** What the threads that compile a Java program while it runs have used so far, zero where nobody knows. */
    static Duration compilers(long pid) {
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            long ticks = threads.flatMap(thread -> stat(thread.resolve("stat")))
                    .filter(stat -> stat.contains(" CompilerThre"))
                    .map(ProcFigures::behindName)
                    .mapToLong(fields -> ticks(fields, 11) + ticks(fields, 12))
                    .sum();
            return Duration.ofNanos(ticks * TICK_NANOS);
        } catch (IOException notHere) {
            return Duration.ZERO;
        }
    }

    /** From here on the peak is counted anew; where that cannot be, it stays the peak since the start. */
    static void forgetPeak(long pid) {
        try {
            Files.writeString(PROC.resolve(pid + "/clear_refs"), "5");
        } catch (IOException notHere) {
            // the peak since the start is an upper bound
        }
    }

    /** Most memory that it had at once, in MiB; 0 where nobody knows. */
    static long peakMemory(long pid) {
        try {
            return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException notHere) {
            return 0;
        }
    }

    private static Stream<List<String>> fields(long pid) {
        return stat(PROC.resolve(pid + "/stat")).map(ProcFigures::behindName);
    }

    private static Stream<String> stat(Path file) {
        try {
            return Stream.of(Files.readString(file));
        } catch (IOException notHere) {
            return Stream.empty();
        }
    }

    /** The name may contain anything. */
    private static List<String> behindName(String stat) {
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    }

    private static long ticks(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }
}
