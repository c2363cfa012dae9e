package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.fakes.pipedrive.Fault;
import app.henk.fakes.pipedrive.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/** Kills instances at named points and by chance, restarts their database, and has Pipedrive answer wrongly. */
final class Nemesis {

    /** Where an instance dies. */
    enum Point {
        WRITE_ARRIVED_THERE,
        WRITE_DONE_THERE,
        WRITE_ANSWERED,
        READ_ANSWERED,
        CHANGE_ARRIVED_HERE,
        CHANGE_ACKNOWLEDGED,
        WEBHOOK_ARRIVED,
        WEBHOOK_ANSWERED,
        BY_CHANCE,
        /** The database is killed and restarted, and both instances with it as far as they cannot bear it. */
        DATABASE
    }

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
    // each of these stops everything until somebody lets it go on, or for many seconds: they come with every so many
    // kills
    private static final Fault[] LONG = {Fault.DAILY, Fault.BLOCKED, Fault.DRIP};
    private static final int LONG_EVERY = 40;
    private static final int DATABASE_EVERY = 25;
    private static final Duration LONGEST_ARMED = Duration.ofSeconds(2);

    private final Pair pair;
    private final RestartableDatabase database;
    private final FakePipedrive pipedrive;
    private final Map<Point, Integer> killed = new EnumMap<>(Point.class);
    private final AtomicReference<Optional<Point>> armed = new AtomicReference<>(Optional.empty());
    private final AtomicInteger kills = new AtomicInteger();
    private int databases;
    private volatile boolean over;

    Nemesis(Pair pair, RestartableDatabase database, FakePipedrive pipedrive) {
        this.pair = pair;
        this.database = database;
        this.pipedrive = pipedrive;
        pipedrive.watch(this::there);
        pair.watch(this::here);
    }

    /** @param share of the requests that something goes wrong with */
    void misbehave(double share, Random chance) {
        pipedrive.faults(call -> {
            synchronized (chance) {
                return over || chance.nextDouble() >= share
                        ? Optional.empty()
                        : Optional.of(FAULTS[chance.nextInt(FAULTS.length)]);
            }
        });
    }

    /** Of the assistant; those of the database come on top. */
    int kills() {
        return kills.get();
    }

    Map<Point, Integer> killed() {
        synchronized (killed) {
            return new EnumMap<>(killed);
        }
    }

    /** No more of it. */
    void end() {
        over = true;
        armed.set(Optional.empty());
        pipedrive.webhooks(0, 0, 0);
    }

    /**
     * Kills so many, each when it is time.
     *
     * @param time asked with the number of kills so far
     * @param enough whether nobody is killed any more, even if fewer were
     */
    void kill(int wanted, IntPredicate time, BooleanSupplier enough, Runnable everyFifty) throws Exception {
        Point[] points = Point.values();
        while (kills.get() < wanted) {
            while ((pair.living() == 0 || !time.test(kills.get())) && !enough.getAsBoolean()) {
                Thread.sleep(5);
            }
            if (enough.getAsBoolean()) {
                return;
            }
            int number = kills.get();
            if (number % LONG_EVERY == LONG_EVERY / 2) {
                pipedrive.next(LONG[number / LONG_EVERY % LONG.length]);
            }
            if (number / DATABASE_EVERY > databases) {
                databases++;
                database.killAndRestart();
                note(Point.DATABASE);
            }
            die(points[number % (points.length - 1)]);
            if (number % 50 == 49) {
                everyFifty.run();
            }
        }
    }

    private void die(Point point) throws Exception {
        if (point != Point.BY_CHANCE) {
            armed.set(Optional.of(point));
            long until = System.nanoTime() + LONGEST_ARMED.toNanos();
            while (armed.get().isPresent() && System.nanoTime() < until) {
                Thread.sleep(2);
            }
            if (armed.getAndSet(Optional.empty()).isEmpty()) {
                return;
            }
            // nothing came by: somebody dies all the same
        } else {
            Thread.sleep(ThreadLocalRandom.current().nextInt(150));
        }
        if (pair.killAny()) {
            count(Point.BY_CHANCE);
        }
    }

    private void count(Point point) {
        note(point);
        kills.incrementAndGet();
    }

    private void note(Point point) {
        synchronized (killed) {
            killed.merge(point, 1, Integer::sum);
        }
    }

    private void there(Moment moment, String call, int client) {
        boolean read = call.startsWith("GET");
        Optional<Point> point = switch (moment) {
            case ARRIVED -> read ? Optional.empty() : Optional.of(Point.WRITE_ARRIVED_THERE);
            case DONE -> read ? Optional.empty() : Optional.of(Point.WRITE_DONE_THERE);
            case ANSWERED -> Optional.of(read ? Point.READ_ANSWERED : Point.WRITE_ANSWERED);
        };
        if (point.isPresent() && armed.get().equals(point)) {
            PortOwner.of(client, pair.pids()).ifPresent(pid -> shoot(point.get(), pid));
        }
    }

    private void here(boolean webhook, boolean before, long pid) {
        Point point = webhook
                ? before ? Point.WEBHOOK_ARRIVED : Point.WEBHOOK_ANSWERED
                : before ? Point.CHANGE_ARRIVED_HERE : Point.CHANGE_ACKNOWLEDGED;
        if (armed.get().equals(Optional.of(point))) {
            shoot(point, pid);
        }
    }

    private void shoot(Point point, long pid) {
        Optional<Point> aimed = armed.get();
        if (aimed.equals(Optional.of(point)) && armed.compareAndSet(aimed, Optional.empty()) && pair.kill(pid)) {
            count(point);
        }
    }
}
