package app.henk.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.HenkTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Two instances share a database: whatever they do, a job runs once at a time. */
@HenkTest
class JobsTests {

    @Autowired
    JobLeases leases;

    @Autowired
    DatabaseClient database;

    private final String name = "test-" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    private final AtomicInteger runs = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void a_job_runs_and_is_due_again_after_its_time() {
        instance(counting()).runNow(name).block();

        assertThat(runs).hasValue(1);
        assertThat(leases.due(List.of(name)).collectList().block()).isEmpty();
        assertThat(leases.take(name, UUID.randomUUID(), false).block()).isFalse();
        assertThat(registry.get("henk.job").tag("outcome", "done").timer().count())
                .isEqualTo(1);
    }

    @Test
    void of_two_instances_one_runs_it() {
        Sinks.One<Boolean> gate = Sinks.one();
        Job slow =
                job(Mono.fromRunnable(runs::incrementAndGet).then(gate.asMono()).then());

        AtomicInteger refused = new AtomicInteger();
        List<Boolean> ran = Flux.range(0, 3)
                .flatMap(i -> instance(slow).runNow(name))
                .doOnNext(mine -> {
                    if (refused.incrementAndGet() == 2) {
                        gate.tryEmitEmpty();
                    }
                })
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(ran).containsOnlyOnce(true);
        assertThat(runs).hasValue(1);
    }

    @Test
    void what_a_dead_instance_left_is_taken_over() {
        leases.know(List.of(name), Duration.ZERO).block();
        assertThat(leases.take(name, UUID.randomUUID(), true).block()).isTrue();
        assertThat(instance(counting()).runNow(name).block()).isFalse();

        database.sql("update henk_job set lease_until = now() - interval '1 second' where name = $1")
                .bind(0, name)
                .then()
                .block();

        assertThat(instance(counting()).runNow(name).block()).isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_failure_is_counted_and_tried_again_soon() {
        Jobs instance = instance(job(Mono.error(new IllegalStateException("no luck"))));

        assertThatThrownBy(() -> instance.runNow(name).block()).hasMessageContaining("no luck");

        assertThat(registry.get("henk.job").tag("outcome", "failed").timer().count())
                .isEqualTo(1);
        assertThat(database.sql("select failures from henk_job where name = $1 and problem like '%no luck%'"
                                + " and lease is null and due_at < now() + interval '2 minutes'")
                        .bind(0, name)
                        .map(row -> row.get("failures", Integer.class))
                        .one()
                        .block())
                .isEqualTo(1);
    }

    private Jobs instance(Job job) {
        return new Jobs(List.of(job), leases, registry, false);
    }

    private Job counting() {
        return job(Mono.fromRunnable(runs::incrementAndGet));
    }

    private Job job(Mono<Void> work) {
        return new Job() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration every() {
                return Duration.ofHours(1);
            }

            @Override
            public Mono<Void> run() {
                return work;
            }
        };
    }
}
