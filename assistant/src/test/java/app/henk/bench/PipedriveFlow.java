package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * How many changes a second reach a Pipedrive that sets no limits, how long one takes to get there when nothing is in the
 * way and when one of two instances has just been killed, and whether the changes of each record arrive in order.
 *
 * <pre>
 * --deals=2000       made, changed, and changed again, all at once
 * --warm=2000        the same before with so many, until Java is warm
 * --seconds=20       of changes one by one, so many a second as --rate=20 says
 * </pre>
 */
public final class PipedriveFlow {

    private final Options options;
    private final RestartableDatabase database;
    private final FakePipedrive pipedrive;
    private final Pair pair;

    private PipedriveFlow(Options options, RestartableDatabase database, FakePipedrive pipedrive, Pair pair) {
        this.options = options;
        this.database = database;
        this.pipedrive = pipedrive;
        this.pair = pair;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        Quiet.http();
        Path folder =
                Path.of(options.text("folder", "target/bench/pipedrive-flow")).toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        try (var database = new RestartableDatabase(folder.resolve("database"));
                FakePipedrive pipedrive =
                        FakePipedrive.start().forgetful().limits(1_000_000, 1_000_000, Long.MAX_VALUE);
                Pair pair = pair(options, folder, database, pipedrive)) {
            pair.begin();
            new PipedriveFlow(options, database, pipedrive, pair).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        HenkApi henk = new HenkApi(pair.url());
        while (!henk.overview().path("state").asString("").equals("connected")) {
            Thread.sleep(200);
        }
        int deals = options.number("deals", 2_000);
        threeTimes("Warm", options.number("warm", 2_000), "until Java is warm: ");
        threeTimes("Flow", deals, "");
        var arrivals = new Arrivals(henk, pipedrive);
        Duration length = Duration.ofSeconds(options.number("seconds", 20));
        int rate = options.number("rate", 20);
        // whoever comes first finds the way to the deals cold
        arrivals.measured(rate, length.dividedBy(2), () -> {});
        say("one by one, %s", arrivals.measured(rate, length, () -> {}));
        say("one of two instances killed, %s", arrivals.measured(rate, length, pair::killAny));
    }

    private void threeTimes(String name, int deals, String when) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            flow(statement, when + "made", name, deals, """
                    insert into deal (tenant_id, id, title, value, currency, stage_key, probability)
                    select t.id, gen_random_uuid(), '%s ' || n, n, 'EUR', 'initial_contact', 10
                      from tenant t, generate_series(1, %d) n where t.slug = 'henk'""".formatted(name, deals));
            flow(
                    statement,
                    when + "changed",
                    name,
                    deals,
                    "update deal set title = title || '!', version = version + 1 where title like '" + name + " %'");
            flow(
                    statement,
                    when + "changed again",
                    name,
                    deals,
                    "update deal set value = value + 1, version = version + 1 where title like '" + name + " %'");
        }
    }

    private Connection connection() throws SQLException {
        var address = database.administrator();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private void flow(Statement statement, String what, String name, int deals, String sql) throws Exception {
        statement.execute(sql);
        long calls = pipedrive.callCount();
        Processors before = Processors.now(pair.pids(), database.pid());
        long begun = System.nanoTime();
        // as the listener marks them
        statement.execute("insert into pipedrive_record as r (tenant_id, entity, id, rank)"
                + " select tenant_id, 'deal', id, 3 from deal where title like '" + name + " %'"
                + " on conflict (tenant_id, entity, id) do update set state = 'waiting', changes = r.changes + 1,"
                + " waiting_since = now(), due_at = now(), attempts = 0");
        statement.execute("select set_config('app.tenant', id::text, false) from tenant where slug = 'henk'");
        statement.execute("select henk.push('pipedrive', '')");
        while (isWaiting(statement)) {
            Thread.sleep(50);
        }
        double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
        say(
                "%s, %d deals in %.1f s: %.0f a second, %d requests",
                what, deals, seconds, deals / seconds, pipedrive.callCount() - calls);
        say("  %s", Processors.now(pair.pids(), database.pid()).since(before));
    }

    private static boolean isWaiting(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select from pipedrive_record where state = 'waiting' limit 1")) {
            return rows.next();
        }
    }

    private static Pair pair(Options options, Path folder, RestartableDatabase database, FakePipedrive pipedrive) {
        return new Pair(options, folder, List.of(), number -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("DATABASE_URL", database.directUrl());
            settings.put("HENK_OFFLINE", "true");
            settings.put(
                    "HENK_LIMITS",
                    Options.NO_LIMITS + ",sign-in=1000000,sign-in-account=1000000,api-address=100000000");
            settings.put("PIPEDRIVE_API_TOKEN", pipedrive.token());
            settings.put("PIPEDRIVE_BASE_URL", pipedrive.baseUrl());
            return settings;
        });
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
