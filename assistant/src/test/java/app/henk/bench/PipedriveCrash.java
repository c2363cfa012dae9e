package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.fakes.pipedrive.Fault;
import app.henk.fakes.pipedrive.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.util.FileSystemUtils;

/**
 * Whether Pipedrive and Henk agree after everything that can break has broken: two instances and their database are
 * killed again and again while people sell on both sides and Pipedrive misbehaves; then both sides are compared record by
 * record.
 *
 * <pre>
 * --kills=500        of the assistant, at named points and by chance, and of PostgreSQL every twentieth time
 * --changes=5000     from both sides together
 * --faults=0.03      of the requests to Pipedrive that something goes wrong with
 * --seed=1           another course of events
 * --patience=600     seconds until both must agree
 * --sellers=6        people who sell at the same time, a third of them in Pipedrive
 * --app=folder       the application as ./run unpacks it; without it the classes that this runs from
 * </pre>
 */
public final class PipedriveCrash {

    private static final List<String> STAGES_THERE =
            List.of("Qualified", "Contact Made", "Demo Scheduled", "Proposal Made", "Negotiations Started");
    private static final Fault[] FAULTS = {
        Fault.CUT_AFTER,
        Fault.CUT_BEFORE,
        Fault.BURST,
        Fault.BURST_SILENT,
        Fault.MAINTENANCE,
        Fault.BROKEN_AFTER,
        Fault.HTML,
        Fault.EMPTY,
        Fault.HALF_JSON,
        Fault.WRONG_JSON
    };
    // each of these stops everything for minutes, so they are rare
    private static final Fault[] RARE = {Fault.BLOCKED, Fault.DAILY, Fault.DRIP};

    /** Where an instance dies. */
    private enum Point {
        REQUEST_ARRIVED,
        WORK_DONE,
        ANSWERED,
        WEBHOOK_ARRIVED,
        WEBHOOK_ANSWERED,
        BY_CHANCE,
        DATABASE
    }

    private static final Duration LONGEST_ARMED = Duration.ofSeconds(4);

    private final Options options;
    private final Path folder;
    private final Map<Point, Integer> killed = new EnumMap<>(Point.class);
    private final AtomicReference<Optional<Point>> armed = new AtomicReference<>(Optional.empty());
    private final AtomicInteger kills = new AtomicInteger();
    private volatile boolean faulty = true;

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
            pipedrive.limits(options.number("burst", 400), 10, Long.MAX_VALUE).webhooks(0.03, 0.05, 0.2);
            pair.start();
            Sellers sellers = new Sellers(pair.url(), pipedrive, STAGES_THERE);
            connected(sellers);
            say("%d changes from both sides, %d kills of 2 instances", changes(), wanted());
            misbehave(pipedrive);
            pipedrive.watch((moment, call, client) -> at(pair, moment, call, client));
            pair.onWebhook(before -> webhook(pair, before));
            long begun = System.nanoTime();
            List<Thread> people = people(sellers);
            Thread caretaker = Thread.ofPlatform().daemon().start(() -> resume(sellers));
            kill(pair, database, sellers);
            for (Thread person : people) {
                person.join();
            }
            caretaker.interrupt();
            say(
                    "%d changes made (%d made no sense any more), %d kills, in %d s",
                    sellers.done(), sellers.refused(), kills.get(), seconds(begun));
            return agreed(database, pipedrive, pair, sellers);
        }
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
        List<String> quick = List.of("-XX:TieredStopAtLevel=1", "-Dspring.main.lazy-initialization=true");
        self[0] = new Pair(options, folder, quick, number -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("DATABASE_URL", database.url());
            settings.put("HENK_OFFLINE", "true");
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

    private static void connected(Sellers sellers) throws InterruptedException {
        while (!sellers.overview().path("state").asString("").equals("connected")) {
            Thread.sleep(200);
        }
    }

    private void misbehave(FakePipedrive pipedrive) {
        double share = Double.parseDouble(options.text("faults", "0.03"));
        Random chance = new Random(options.number("seed", 1));
        pipedrive.faults(call -> {
            if (!faulty) {
                return Optional.empty();
            }
            synchronized (chance) {
                if (chance.nextDouble() >= share) {
                    return Optional.empty();
                }
                Fault[] kinds = chance.nextInt(200) == 0 ? RARE : FAULTS;
                return Optional.of(kinds[chance.nextInt(kinds.length)]);
            }
        });
    }

    private List<Thread> people(Sellers sellers) {
        AtomicInteger left = new AtomicInteger(changes());
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < options.number("sellers", 6); i++) {
            boolean here = i % 3 < 2;
            Random chance = new Random(options.number("seed", 1) * 100L + i);
            people.add(Thread.ofPlatform().name("seller-" + i).start(() -> {
                while (left.getAndDecrement() > 0) {
                    pace(sellers);
                    if (here) {
                        sellers.changeHere(chance);
                    } else {
                        sellers.changeThere(chance);
                    }
                }
            }));
        }
        return people;
    }

    /** Changes and kills go side by side and end together. */
    private void pace(Sellers sellers) {
        try {
            while (sellers.done() > due(kills.get() + 1)) {
                Thread.sleep(10);
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
    private static void resume(Sellers sellers) {
        try {
            while (true) {
                Thread.sleep(3_000);
                String why = sellers.overview().path("why").asString("");
                if (why.equals("daily") || why.equals("blocked")) {
                    Thread.sleep(2_000);
                    sellers.resume();
                }
            }
        } catch (InterruptedException over) {
            // nobody is needed any more
        }
    }

    private void kill(Pair pair, RestartableDatabase database, Sellers sellers) throws Exception {
        Point[] points = Point.values();
        while (kills.get() < wanted()) {
            while (pair.living() == 0 || sellers.done() < due(kills.get())) {
                Thread.sleep(10);
            }
            int number = kills.get();
            Point point = number % 20 == 19 ? Point.DATABASE : points[number % (points.length - 1)];
            if (point == Point.DATABASE) {
                database.killAndRestart();
                count(point);
            } else if (point == Point.BY_CHANCE) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(300));
                if (pair.killAny()) {
                    count(point);
                }
            } else {
                armed.set(Optional.of(point));
                long until = System.nanoTime() + LONGEST_ARMED.toNanos();
                while (armed.get().isPresent() && System.nanoTime() < until) {
                    Thread.sleep(5);
                }
                // nothing came by: somebody dies all the same
                if (armed.getAndSet(Optional.empty()).isPresent() && pair.killAny()) {
                    count(Point.BY_CHANCE);
                }
            }
            if (number % 50 == 49) {
                say("  %d kills, %d changes", number + 1, sellers.done());
            }
        }
    }

    private void count(Point point) {
        synchronized (killed) {
            killed.merge(point, 1, Integer::sum);
        }
        kills.incrementAndGet();
    }

    private void at(Pair pair, Moment moment, String call, int client) {
        Point point = switch (moment) {
            case ARRIVED -> Point.REQUEST_ARRIVED;
            case DONE -> Point.WORK_DONE;
            case ANSWERED -> Point.ANSWERED;
        };
        if (call.startsWith("GET") || !armed.get().equals(Optional.of(point))) {
            return;
        }
        PortOwner.of(client, pair.pids()).ifPresent(pid -> {
            if (armed.compareAndSet(armed.get(), Optional.empty()) && pair.kill(pid)) {
                count(point);
            }
        });
    }

    private void webhook(Pair pair, boolean before) {
        Point point = before ? Point.WEBHOOK_ARRIVED : Point.WEBHOOK_ANSWERED;
        if (armed.get().equals(Optional.of(point))
                && armed.compareAndSet(armed.get(), Optional.empty())
                && pair.killAny()) {
            count(point);
        }
    }

    /** Everything works again: how long until both say the same. */
    private boolean agreed(RestartableDatabase database, FakePipedrive pipedrive, Pair pair, Sellers sellers)
            throws Exception {
        faulty = false;
        pipedrive.webhooks(0, 0, 0);
        long begun = System.nanoTime();
        BothSides sides = new BothSides(database, pipedrive);
        BothSides.Difference difference;
        int looks = 0;
        do {
            // what no webhook told is found by comparing, as it is once a day
            if (looks++ % 10 == 0) {
                sellers.resume();
                sellers.compare();
            }
            Thread.sleep(1_000);
            difference = sides.compare(sellers.made(), sellers.gone(), sellers.people());
        } while (!difference.none() && seconds(begun) < options.number("patience", 600));
        report(pipedrive, difference, sellers, seconds(begun));
        return difference.none() && pipedrive.violations().isEmpty();
    }

    private void report(FakePipedrive pipedrive, BothSides.Difference difference, Sellers sellers, long seconds) {
        Map<String, Long> lines = new LinkedHashMap<>();
        killed.forEach((point, times) -> lines.put("killed: " + words(point), times.longValue()));
        pipedrive.happened().forEach((fault, times) -> lines.put("Pipedrive: " + words(fault), times.get()));
        pipedrive.webhookFaults().forEach((what, times) -> lines.put("webhooks " + what, times));
        lines.forEach((what, times) -> say("  %-32s %6d", what, times));
        say(
                "  requests %d, of which validated against OpenAPI %d: violations %d",
                pipedrive.callCount(),
                pipedrive.checked(),
                pipedrive.violations().size());
        pipedrive.violations().stream().limit(5).forEach(wrong -> say("    %s", wrong));
        say("deals, notes and leads with a word of their own %d", sellers.made().size());
        say(
                "lost %d, doubled %d, differing %d, still waiting %d",
                difference.lost().size(),
                difference.doubled().size(),
                difference.differing().size(),
                difference.waiting());
        for (List<String> wrong : List.of(difference.lost(), difference.doubled(), difference.differing())) {
            wrong.stream().limit(12).forEach(one -> say("    %s", one));
        }
        say("agreement after %d s", seconds);
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
