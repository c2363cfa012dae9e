package app.henk.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A file of leads on its way in, each scored as it lands: the first one of a program that has just started, and the same
 * once more when the program is warm. What came in goes again, so that the next run begins alike.
 */
record ImportMeasure(Path home, DatabaseProbe probe, Connection database, String tenant) {

    boolean run(SalesHttp http, int rows) throws Exception {
        Path file = file(rows);
        return run(http, "first file", file, rows) && run(http, "second file", file, rows);
    }

    private boolean run(SalesHttp http, String name, Path file, int rows) throws Exception {
        long before = memory();
        long begun = System.nanoTime();
        JsonNode read = http.send(file);
        double received = (System.nanoTime() - begun) / 1e9;
        Duration program = ProcFigures.cpu(ProcessHandle.current().pid());
        Duration postgres = probe.cpu();
        JsonNode done = http.run(read.path("id").asString());
        double running = Duration.between(
                                Instant.parse(done.path("started_at").asString()),
                                Instant.parse(done.path("finished_at").asString()))
                        .toNanos()
                / 1e9;
        System.out.printf(
                "%nImport of %,d leads (%s, %,d kB): read in %.1f s, written in %.1f s: %,.0f rows/s; %,d created, %,d refused%n",
                rows,
                name,
                Files.size(file) / 1024,
                received,
                running,
                rows / running,
                done.at("/counts/created").asInt(),
                done.at("/counts/refused").asInt());
        System.out.printf(
                "Processor time of a row written: %,.0f µs of the program, %,.0f µs of PostgreSQL%n",
                ProcFigures.cpu(ProcessHandle.current().pid()).minus(program).toNanos() / 1e3 / rows,
                probe.cpu().minus(postgres).toNanos() / 1e3 / rows);
        System.out.printf(
                "Memory: heap %,d MiB before and %,d MiB after, process at most %,d MiB%n",
                before, memory(), ProcFigures.peakMemory(ProcessHandle.current().pid()));
        clear();
        return done.at("/counts/created").asInt() == rows;
    }

    private Path file(int rows) throws IOException {
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
        return file;
    }

    private void clear() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String gone : List.of(
                    "change where tenant_id = '%s'",
                    "change_set where tenant_id = '%s'",
                    "lead where tenant_id = '%s' and origin like 'id:b%%'",
                    "contact where tenant_id = '%s' and email like 'bench%%@mail.example'",
                    "data_import where tenant_id = '%s'")) {
                statement.execute("delete from " + gone.formatted(tenant));
            }
            for (String table : List.of("change", "lead", "contact")) {
                statement.execute("vacuum " + table);
            }
        }
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024 * 1024);
    }
}
