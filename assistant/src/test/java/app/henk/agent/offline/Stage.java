package app.henk.agent.offline;

import app.henk.Henk;
import app.henk.TestDatabase;
import app.henk.faults.Tables;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.knowledge.Answerable;
import app.henk.knowledge.Knowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole product without a model, on a database of its own, at the hour at which the scripts were written. */
final class Stage implements AutoCloseable {

    static final Instant NOW = Rehearsal.NOW.toInstant();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String LIMITS = "register=1000000,sign-in=1000000,chat-session-address=1000000,"
            + "chat-conversation=1000000,chat-address=1000000,chat-user=1000000,chat-tenant=1000000,"
            + "api-address=1000000,booking=1000000,booking-address=1000000,chat-link=1000000";

    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Map<String, Set<String>> goods = new ConcurrentHashMap<>();
    final Tables tables;

    Stage() {
        var product = new SpringApplication(Henk.class);
        product.addInitializers(
                new TestDatabase(),
                context -> ((GenericApplicationContext) context)
                        .registerBean("scriptedClock", Clock.class, () -> clock(now), bean -> bean.setPrimary(true)));
        product.setDefaultProperties(Map.of("PORT", "0", "logging.level.root", "warn"));
        // before the limits that stand for all tests
        application = product.run("--henk.limits=" + LIMITS);
        tables = new Tables(String.valueOf(application.getEnvironment().getProperty("DATABASE_URL")));
    }

    OfflineModel engine() {
        return application.getBean(OfflineModel.class);
    }

    /** What a tenant sells, by name, as a turn is told. */
    Set<String> goods(Tenant tenant) {
        return goods.computeIfAbsent(
                tenant.slug(),
                slug -> tables
                        .rows(
                                "select name from product where titles = '{}' and tenant_id = cast(? as uuid)",
                                tenant.id().value().toString())
                        .stream()
                        .map(row -> row.path("name").asString())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What a tenant's documents are known to answer, as a turn is told. */
    Answerable answerable(Tenant tenant) {
        return Objects.requireNonNull(
                application.getBean(Knowledge.class).answerable(tenant.id()).block(PATIENCE));
    }

    Tenants tenants() {
        return application.getBean(Tenants.class);
    }

    app.henk.platform.Wording wording() {
        return application.getBean(app.henk.platform.Wording.class);
    }

    Instant now() {
        return now.get();
    }

    /** As it was when the first script began: what one conversation has booked takes no time from the next. */
    void reset() {
        now.set(NOW);
        tables.change("update appointment set status = 'cancelled' where conversation_id is not null");
    }

    void wait(Duration pause) {
        now.updateAndGet(before -> before.plus(pause));
    }

    /** The status is part of the answer, so that a refusal reads as one. */
    JsonNode post(String path, Map<String, ?> body, String token) {
        String port = String.valueOf(application.getEnvironment().getProperty("local.server.port"));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(path + " answers " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(now.get(), zone);
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
