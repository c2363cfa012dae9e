package app.henk.fakes.pipedrive;

import app.henk.fakes.pipedrive.Company.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends events to whoever subscribed: over HTTP with Basic credentials, at least once, in no order. Some are lost, come
 * twice or late when a test says so.
 */
final class Deliveries implements AutoCloseable {

    private static final int[] RETRIES_AFTER_MILLIS = {300, 3_000, 15_000};

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("webhooks-", 0).factory());
    private final Clock clock;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Set<String> mergers = ConcurrentHashMap.newKeySet();
    private final Random chance = new Random(1);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    volatile double lose;
    volatile double repeat;
    volatile double delay;
    /** Bodies are kept for a test only while they are few. */
    volatile boolean keep = true;

    Deliveries(Clock clock) {
        this.clock = clock;
    }

    void tell(Event event, Iterable<ObjectNode> webhooks) {
        for (ObjectNode webhook : webhooks) {
            String wanted = webhook.path("event_object").asString();
            if (!event.entity().equals("webhook") && (wanted.equals("*") || wanted.equals(event.entity()))) {
                deliver(webhook, body(event, webhook), merged(event));
            }
        }
    }

    long lost() {
        return lost.get();
    }

    long doubled() {
        return doubled.get();
    }

    long late() {
        return late.get();
    }

    /** How long the slowest answer took, in milliseconds. */
    long slowest() {
        return slowest.get();
    }

    AtomicLong accepted() {
        return accepted;
    }

    List<String> sent() {
        return List.copyOf(sent);
    }

    /** Whether somebody took one of the messages that this one was merged into another. */
    boolean toldThatMerged(String kind, String gone) {
        return mergers.contains(kind + "/" + gone);
    }

    private static Optional<String> merged(Event event) {
        return event.meta().containsKey("merged_to_id")
                ? Optional.of(event.entity() + "/" + event.data().path("id").asString())
                : Optional.ofNullable(event.meta().get("merged_from_id")).map(gone -> event.entity() + "/" + gone);
    }

    private void deliver(ObjectNode webhook, String body, Optional<String> merged) {
        if (keep) {
            sent.add(body);
        }
        synchronized (chance) {
            if (chance.nextDouble() < lose) {
                lost.incrementAndGet();
                return;
            }
            if (chance.nextDouble() < repeat) {
                doubled.incrementAndGet();
                later.schedule(() -> send(webhook, body, merged, 1), chance.nextInt(200), TimeUnit.MILLISECONDS);
            }
            boolean delayed = chance.nextDouble() < delay;
            if (delayed) {
                late.incrementAndGet();
            }
            later.schedule(
                    () -> send(webhook, body, merged, 1), delayed ? chance.nextInt(2_000) : 0, TimeUnit.MILLISECONDS);
        }
    }

    private void send(ObjectNode webhook, String body, Optional<String> merged, int attempt) {
        String credentials = webhook.path("http_auth_user").asString("") + ":"
                + webhook.path("http_auth_password").asString("");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(webhook.path("subscription_url").asString()))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body.replace("\"attempt\":1", "\"attempt\":" + attempt)))
                .build();
        long asked = System.nanoTime();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        slowest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked), Math::max);
                    }
                })
                .handle((answer, failure) -> answer != null && answer.statusCode() / 100 == 2)
                .thenAccept(taken -> {
                    if (taken) {
                        accepted.incrementAndGet();
                        merged.ifPresent(mergers::add);
                    }
                    if (!taken && attempt <= RETRIES_AFTER_MILLIS.length && !later.isShutdown()) {
                        later.schedule(
                                () -> send(webhook, body, merged, attempt + 1),
                                RETRIES_AFTER_MILLIS[attempt - 1],
                                TimeUnit.MILLISECONDS);
                    }
                });
    }

    private String body(Event event, ObjectNode webhook) {
        ObjectNode body = Company.JSON.createObjectNode();
        ObjectNode meta = body.putObject("meta");
        meta.put("action", event.action())
                .put("entity", event.entity())
                .put("entity_id", event.data().path("id").asString())
                .put("company_id", "4711")
                .put("correlation_id", UUID.randomUUID().toString())
                .put("id", UUID.randomUUID().toString())
                .put("is_bulk_edit", false)
                .put("timestamp", clock.instant().toString())
                .put("type", "general")
                .put("user_id", Long.toString(event.by().user()))
                .put("version", "2.0")
                .put("webhook_id", webhook.path("id").asString())
                .put("change_source", event.by().source())
                .put("attempt", 1)
                .put("host", "probe.pipedrive.com");
        event.meta().forEach((name, value) -> meta.put(name, value.toString()));
        if (event.action().equals("delete")) {
            body.putNull("data");
        } else {
            body.set("data", event.data());
        }
        body.set(
                "previous",
                event.previous().map(previous -> (JsonNode) previous).orElse(Company.JSON.nullNode()));
        return body.toString();
    }

    @Override
    public void close() {
        later.shutdownNow();
        http.close();
    }
}
