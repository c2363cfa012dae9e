package app.henk.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the operating system, run to its end before Henk serves anybody. */
record Command(List<String> line) {

    private static final int LONGEST_SECONDS = 120;

    /** What the program said, both streams together. */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }

    static Command of(String... line) {
        return new Command(List.of(line));
    }

    /** The same program, started through another one that changes what it may do. */
    Command behind(List<String> prefix) {
        return new Command(Stream.concat(prefix.stream(), line.stream()).toList());
    }

    Result run() {
        try {
            Process process = builder().redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, output + "\nno end after " + LONGEST_SECONDS + " seconds");
            }
            return new Result(process.exitValue(), output.strip());
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while running " + line.getFirst(), e));
        }
    }

    /** Without the {@code PG…} variables of the caller's shell, which would redirect PostgreSQL's programs. */
    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_MESSAGES", "C");
        return builder;
    }
}
