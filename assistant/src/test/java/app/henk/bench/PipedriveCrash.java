package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * Whether Pipedrive and Henk agree after everything that can break has broken: two instances and their database are
 * killed again and again while people sell on both sides and Pipedrive misbehaves; then both sides are compared record by
 * record and field by field.
 *
 * <pre>
 * --kills=500        of the assistant, at named points and by chance, and of PostgreSQL every twenty-fifth time
 * --changes=5000     from both sides together
 * --faults=0.03      of the requests to Pipedrive that something goes wrong with
 * --seed=1           another course of events
 * --within=2700      seconds in which all this happens; what has not happened by then is left out
 * --patience=300     seconds until both must agree
 * --sellers=6        people who sell at the same time, a third of them in Pipedrive
 * --app=folder       the application as ./run unpacks it; without it the classes that this runs from
 * </pre>
 */
public final class PipedriveCrash {

    private static final Duration SEARCH_LAG = Duration.ofSeconds(3);
    private static final int SHOWN = 25;
    private static final int REHEARSED = 100;
    /** So many changes may be made in Pipedrive before as many were made in Henk. */
    private static final int LEAD = 10;

    private final Options options;
    private final Path folder;
    private final Ledger ledger = new Ledger();
    private int rehearsed;
    private volatile long end = Long.MAX_VALUE;

    private PipedriveCrash(Options options) {
        this.options = options;
        this.folder = Path.of(options.text("folder", "target/bench/pipedrive")).toAbsolutePath();
    }

    public static void main(String[] arguments) throws Exception {
        Options options = new Options(arguments);
        Quiet.http();
        System.exit(new PipedriveCrash(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        try (var database = new RestartableDatabase(folder.resolve("database"));
                FakePipedrive pipedrive = FakePipedrive.start().forgetful();
                Pair pair = pair(database, pipedrive)) {
            pipedrive
                    .limits(options.number("burst", 400), 10, Long.MAX_VALUE)
                    .searchLag(SEARCH_LAG)
                    .webhooks(0.03, 0.05, 0.2);
            HenkApi henk = new HenkApi(pair.url());
            SellerHere here = new SellerHere(henk, ledger);
            SellerThere there = new SellerThere(pipedrive, ledger);
            pair.rehearse(() -> rehearsal(henk, here, there));
            rehearsed = ledger.done();
            pair.begin();
            say("%d changes from both sides, %d kills of 2 instances", changes(), wanted());
            long begun = System.nanoTime();
            end = begun + Duration.ofSeconds(options.number("within", 2_700)).toNanos();
            Nemesis nemesis = new Nemesis(pair, database, pipedrive);
            nemesis.misbehave(
                    Double.parseDouble(options.text("faults", "0.03")), new Random(options.number("seed", 1)));
            List<Thread> people = people(here, there, nemesis);
            Thread caretaker = Thread.ofPlatform().daemon().start(() -> resume(henk));
            nemesis.kill(
                    wanted(),
                    kills -> made() >= due(kills),
                    this::isLate,
                    () -> say("  %d kills, %d changes, %d s", nemesis.kills(), made(), seconds(begun)));
            for (Thread person : people) {
                person.join();
            }
            caretaker.interrupt();
            nemesis.end();
            if (isLate()) {
                say("time is over: %d of %d changes, %d of %d kills", made(), changes(), nemesis.kills(), wanted());
            }
            say(
                    "%d changes made (%d of them made no sense any more), %d kills, in %d s; a start took %.1f s",
                    made(),
                    ledger.refusals(),
                    nemesis.kills(),
                    seconds(begun),
                    pair.start().toMillis() / 1_000.0);
            long healed = System.nanoTime();
            BothSides.Difference difference = agreement(database, pipedrive, henk);
            long agreement = seconds(healed);
            report(pipedrive, nemesis);
            report(difference);
            say("agreement after %d s; the whole took %d s", agreement, seconds(begun));
            return difference.none() && pipedrive.violations().isEmpty();
        }
    }

    /** Some changes of every kind, until all of them have arrived. */
    private static void rehearsal(HenkApi henk, SellerHere here, SellerThere there) {
        try {
            while (!henk.overview().path("state").asString("").equals("connected")) {
                Thread.sleep(100);
            }
            Random chance = new Random(0);
            for (int i = 0; i < REHEARSED; i++) {
                (i % 3 < 2 ? here : there).change(chance);
            }
            for (int look = 0; look < 100 && henk.overview().path("waiting").asInt(0) > 0; look++) {
                Thread.sleep(200);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLate() {
        return System.nanoTime() > end;
    }

    /** Since instances are killed. */
    private int made() {
        return ledger.done() - rehearsed;
    }

    private int changes() {
        return options.number("changes", 5_000);
    }

    private int wanted() {
        return options.number("kills", 500);
    }

    private Pair pair(RestartableDatabase database, FakePipedrive pipedrive) {
        Pair[] self = new Pair[1];
        // nobody lives long enough for the second compiler, or for what no seller asks for
        List<String> quick = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmn120m",
                "-Dspring.backgroundpreinitializer.ignore=true",
                "-Dspring.main.lazy-initialization=true",
                "-Dspring.data.r2dbc.repositories.enabled=false",
                "-Dspringdoc.api-docs.enabled=false",
                "-Dspringdoc.swagger-ui.enabled=false",
                "-Dspring.jmx.enabled=false");
        AtomicInteger started = new AtomicInteger();
        self[0] = new Pair(options, folder, quick, number -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("DATABASE_URL", database.url());
            settings.put("HENK_OFFLINE", "true");
            // the demo company is made once
            settings.put("HENK_DEMO", Boolean.toString(started.getAndIncrement() == 0));
            settings.put("HENK_DATABASE_CONNECTIONS", "12");
            settings.put(
                    "HENK_LIMITS",
                    Options.NO_LIMITS + ",sign-in=1000000,sign-in-account=1000000,api-address=100000000");
            settings.put("HENK_PUBLIC_URL", self[0].url());
            settings.put("PIPEDRIVE_API_TOKEN", pipedrive.token());
            settings.put("PIPEDRIVE_BASE_URL", pipedrive.baseUrl());
            return settings;
        });
        return self[0];
    }

    private List<Thread> people(SellerHere here, SellerThere there, Nemesis nemesis) {
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < options.number("sellers", 6); i++) {
            Seller seller = i % 3 < 2 ? here : there;
            Random chance = new Random(options.number("seed", 1) * 100L + i);
            people.add(Thread.ofPlatform().name("seller-" + i).start(() -> {
                while (made() < changes() && !isLate()) {
                    pace(nemesis, seller == there);
                    seller.change(chance);
                }
            }));
        }
        return people;
    }

    /** Changes on both sides and kills go side by side and end together. */
    private void pace(Nemesis nemesis, boolean there) {
        try {
            while (!isLate()
                    && (nemesis.kills() < wanted() && made() > due(nemesis.kills() + 1)
                            || there && ledger.ahead() > LEAD && made() < changes())) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many changes there are to be when so many were killed. */
    private long due(int killed) {
        return wanted() == 0 ? changes() : (long) changes() * Math.min(killed, wanted()) / wanted();
    }

    /** Somebody sees that it has stopped for the day, or was shut out for minutes, and lets it go on. */
    private static void resume(HenkApi henk) {
        try {
            while (true) {
                Thread.sleep(2_000);
                String why = henk.overview().path("why").asString("");
                if (why.equals("daily") || why.equals("blocked")) {
                    Thread.sleep(2_000);
                    henk.resume();
                }
            }
        } catch (InterruptedException over) {
            // nobody is needed any more
        }
    }

    /** Everything works again: until both say the same, or patience ends. */
    private BothSides.Difference agreement(RestartableDatabase database, FakePipedrive pipedrive, HenkApi henk)
            throws Exception {
        long begun = System.nanoTime();
        BothSides.Difference difference;
        int looks = 0;
        do {
            // what no webhook told is found by comparing, as it is once a day, and what failed is tried again
            if (looks++ % 10 == 0) {
                henk.resume();
                henk.retry();
                henk.compare();
            }
            Thread.sleep(1_000);
            difference = BothSides.compare(database, pipedrive, ledger);
        } while (!difference.none() && seconds(begun) < options.number("patience", 300));
        return difference;
    }

    private void report(FakePipedrive pipedrive, Nemesis nemesis) {
        Map<String, Long> lines = new LinkedHashMap<>();
        nemesis.killed().forEach((point, times) -> lines.put("killed: " + words(point), times.longValue()));
        pipedrive.happened().forEach((fault, times) -> lines.put("Pipedrive: " + words(fault), times.get()));
        lines.put("Pipedrive: search behind by 3 s", pipedrive.searches());
        new TreeMap<>(pipedrive.webhookFaults()).forEach((what, times) -> lines.put("webhooks " + what, times));
        new TreeMap<>(ledger.kinds()).forEach((what, times) -> lines.put(what, times.longValue()));
        lines.put("merged there with nobody hearing", ledger.untraced());
        lines.put("webhooks answered at the latest, ms", pipedrive.slowestWebhook());
        lines.forEach((what, times) -> say("  %-36s %6d", what, times));
        say(
                "  requests %d, of which validated against OpenAPI %d: violations %d",
                pipedrive.callCount(),
                pipedrive.checked(),
                pipedrive.violations().size());
        pipedrive.violations().stream().limit(5).forEach(wrong -> say("    %s", wrong));
    }

    private static void report(BothSides.Difference difference) {
        difference.compared().forEach((sort, pairs) -> say("  compared: %-24s %6d", words(sort), pairs));
        difference.parked().forEach(why -> say("  parked: %s", why));
        say(
                "fields compared %d; lost %d, doubled %d, differing %d, still waiting %d",
                difference.fields(),
                difference.lost().size(),
                difference.doubled().size(),
                difference.differing().size(),
                difference.waiting());
        for (List<String> wrong : List.of(difference.lost(), difference.doubled(), difference.differing())) {
            wrong.stream().limit(SHOWN).forEach(one -> say("    %s", one));
        }
        difference.told().entrySet().stream().limit(SHOWN).forEach(one -> {
            say("  %s", one.getKey());
            one.getValue().forEach(line -> say("      %s", line));
        });
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
