package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * How many changes a second reach a Pipedrive that sets no limits: deals that are there already are all changed at once,
 * and the clock runs until the last one has arrived.
 *
 * <pre>
 * --deals=2000
 * </pre>
 */
public final class PipedriveFlow {

    private PipedriveFlow() {}

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        Path folder =
                Path.of(options.text("folder", "target/bench/pipedrive-flow")).toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        int deals = options.number("deals", 2_000);
        try (var database = new RestartableDatabase(folder.resolve("database"));
                FakePipedrive pipedrive =
                        FakePipedrive.start().forgetful().limits(1_000_000, 1_000_000, Long.MAX_VALUE);
                Pair pair = pair(options, folder, database, pipedrive)) {
            pair.start();
            Sellers sellers = new Sellers(pair.url(), pipedrive, java.util.List.of());
            while (!sellers.overview().path("state").asString("").equals("connected")) {
                Thread.sleep(200);
            }
            flow("made", database, pipedrive, deals, """
                    insert into deal (tenant_id, id, title, value, currency, stage_key, probability)
                    select t.id, gen_random_uuid(), 'Flow ' || n, n, 'EUR', 'initial_contact', 10
                      from tenant t, generate_series(1, %d) n where t.slug = 'henk'""".formatted(deals));
            flow(
                    "changed",
                    database,
                    pipedrive,
                    deals,
                    "update deal set title = title || '!' where title like 'Flow %'");
            flow(
                    "changed again",
                    database,
                    pipedrive,
                    deals,
                    "update deal set value = value + 1 where title like 'Flow %'");
        }
    }

    private static void flow(String what, RestartableDatabase database, FakePipedrive pipedrive, int deals, String sql)
            throws Exception {
        var address = database.administrator();
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
            long calls = pipedrive.callCount();
            long begun = System.nanoTime();
            // as the listener marks them
            statement.execute("insert into pipedrive_record as r (tenant_id, entity, id, rank)"
                    + " select tenant_id, 'deal', id, 3 from deal where title like 'Flow %'"
                    + " on conflict (tenant_id, entity, id) do update set state = 'waiting', changes = r.changes + 1,"
                    + " waiting_since = now(), due_at = now(), attempts = 0");
            long waiting = deals;
            while (waiting > 0) {
                Thread.sleep(50);
                try (var rows =
                        statement.executeQuery("select count(*) from pipedrive_record where state = 'waiting'")) {
                    rows.next();
                    waiting = rows.getLong(1);
                }
            }
            double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
            System.out.printf(
                    Locale.ROOT,
                    "%d deals %s in %.1f s: %.0f a second, %d requests%n",
                    deals,
                    what,
                    seconds,
                    deals / seconds,
                    pipedrive.callCount() - calls);
        }
    }

    private static Pair pair(Options options, Path folder, RestartableDatabase database, FakePipedrive pipedrive) {
        return new Pair(options, folder, java.util.List.of(), number -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("DATABASE_URL", database.url());
            settings.put("HENK_OFFLINE", "true");
            settings.put(
                    "HENK_LIMITS",
                    Options.NO_LIMITS + ",sign-in=1000000,sign-in-account=1000000,api-address=100000000");
            settings.put("PIPEDRIVE_API_TOKEN", pipedrive.token());
            settings.put("PIPEDRIVE_BASE_URL", pipedrive.baseUrl());
            return settings;
        });
    }
}
