package app.henk.platform.database;

import app.henk.platform.VectorSupport;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up when a statement comes back. Says how vectors are searched, and to strangers nothing about hosts or faults. */
@Component("databaseHealthIndicator")
record DatabaseHealth(DatabaseClient database, VectorSupport vector) implements ReactiveHealthIndicator {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    @Override
    public Mono<Health> health() {
        return database.sql("select 1")
                .fetch()
                .one()
                .timeout(LONGEST)
                .map(row -> Health.up())
                .onErrorResume(e -> Mono.just(Health.down()))
                .map(health ->
                        health.withDetail("vectors", vector.description()).build());
    }
}
