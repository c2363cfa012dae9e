package app.henk.bench;

import app.henk.fakes.pipedrive.FakePipedrive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long a change of a deal takes from its acknowledgement until it stands in Pipedrive. A deal that changes again before
 * has arrived with what it is then: the older change has arrived with it. A deal must never go back to what it was.
 */
final class Arrivals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DEALS = 100;
    private static final Pattern TITLE = Pattern.compile("Schritt (\\d+) (\\d+)");

    private final HenkApi henk;
    private final List<String> deals = new ArrayList<>();
    /** The step in which each deal is there, and which it reached when. */
    private final Map<Integer, Integer> there = new ConcurrentHashMap<>();

    private final Map<Integer, Map<Integer, Long>> reached = new ConcurrentHashMap<>();
    private final List<Integer> backwards = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> steps = new HashMap<>();

    Arrivals(HenkApi henk, FakePipedrive pipedrive) {
        this.henk = henk;
        pipedrive.changes(this::arrived);
    }

    private void arrived(String kind, ObjectNode row) {
        Matcher title = TITLE.matcher(row.path("title").asString(""));
        if (kind.equals("deal") && title.matches()) {
            long now = System.nanoTime();
            int deal = Integer.parseInt(title.group(1));
            int step = Integer.parseInt(title.group(2));
            int before = Optional.ofNullable(there.put(deal, step)).orElse(0);
            if (step < before) {
                backwards.add(deal);
            }
            Map<Integer, Long> times = reached.computeIfAbsent(deal, any -> new ConcurrentHashMap<>());
            for (int passed = before + 1; passed <= step; passed++) {
                times.put(passed, now);
            }
        }
    }

    private record Change(int deal, int step, long acknowledged) {}

    /** @param middle what happens when half of the time is over */
    String measured(int rate, Duration length, Runnable middle) throws InterruptedException {
        List<Change> changes = Collections.synchronizedList(new ArrayList<>());
        Random chance = new Random(1);
        long pause = TimeUnit.SECONDS.toNanos(1) / rate;
        int many = Math.toIntExact(length.toSeconds() * rate);
        Map<Integer, CompletableFuture<Void>> last = new HashMap<>();
        makeAll();
        long begun = System.nanoTime();
        // whoever waits for an answer keeps nobody else from changing another deal
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < many; i++) {
                if (i == many / 2) {
                    middle.run();
                }
                int deal = chance.nextInt(DEALS);
                int step = steps.merge(deal, 1, Integer::sum);
                String title = "Schritt " + deal + " " + step;
                Runnable change = () -> henk.call("PATCH", "/api/deals/" + deals.get(deal), Map.of("title", title))
                        .ifPresent(done -> changes.add(new Change(deal, step, System.nanoTime())));
                last.compute(
                        deal,
                        (same, before) -> before == null
                                ? CompletableFuture.runAsync(change, people)
                                : before.thenRunAsync(change, people));
                TimeUnit.NANOSECONDS.sleep(Math.max(0, begun + (i + 1) * pause - System.nanoTime()));
            }
            last.values().forEach(CompletableFuture::join);
        }
        return told(changes, arrivals(changes));
    }

    private void makeAll() {
        while (deals.size() < DEALS) {
            henk.call("POST", "/api/deals", Map.of("title", "Vor dem Anfang " + deals.size(), "value", 1))
                    .ifPresent(made -> deals.add(made.path("id").asString()));
        }
    }

    private List<Long> arrivals(List<Change> changes) throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Change change : changes) {
            Map<Integer, Long> times = reached.computeIfAbsent(change.deal(), any -> new ConcurrentHashMap<>());
            while (!times.containsKey(change.step()) && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            Optional.ofNullable(times.get(change.step()))
                    .ifPresent(
                            at -> millis.add(Math.max(0, TimeUnit.NANOSECONDS.toMillis(at - change.acknowledged()))));
        }
        return millis.stream().sorted().toList();
    }

    private String told(List<Change> changes, List<Long> millis) {
        return String.format(
                Locale.ROOT,
                "%d changes: p50 %d ms, p99 %d ms, the latest %d ms; %d not there, %d deals went backwards",
                changes.size(),
                at(millis, 0.5),
                at(millis, 0.99),
                at(millis, 1),
                changes.size() - millis.size(),
                backwards.size());
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
