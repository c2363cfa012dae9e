package app.henk.pipedrive.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.henk.fakes.pipedrive.FakePipedrive;
import app.henk.fakes.pipedrive.Fault;
import app.henk.platform.Ids;
import app.henk.platform.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is repeated by itself, and what only whoever asked may decide. */
class HttpTests {

    private static final Duration LONGEST = Duration.ofMillis(700);

    private final Http http = new Http(
            (tenant, requests, search, tokens) -> Mono.just(Collections.nCopies(requests, Duration.ZERO)),
            new SimpleMeterRegistry(),
            LONGEST);
    private FakePipedrive fake;
    private Access access;

    @BeforeEach
    void start() {
        fake = FakePipedrive.start();
        access = new Access(new TenantId(Ids.next()), fake.baseUrl(), fake.token(), false);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void an_answer_that_drips_is_given_up_and_a_post_is_not_repeated() {
        fake.faults(call -> Optional.of(Fault.DRIP));
        long begun = System.nanoTime();

        assertThatThrownBy(() -> http.send(access, deal()).block(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNKNOWN));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(LONGEST, LONGEST.multipliedBy(8));
        assertThat(fake.calls()).containsExactly("POST /api/v2/deals");
        assertThat(fake.all("deal")).hasSize(1);
    }

    @Test
    void what_does_no_harm_twice_is_repeated_a_few_times() {
        fake.next(Fault.HTML, Fault.CUT_AFTER);
        assertThat(http.send(access, Call.get("/api/v1/users/me", 2))
                        .block()
                        .record()
                        .path("name")
                        .asString())
                .isEqualTo("Henk");
        assertThat(fake.calls()).hasSize(3);
    }

    @Test
    void what_is_refused_is_asked_once() {
        for (Fault fault : new Fault[] {Fault.CAP, Fault.BURST, Fault.DAILY, Fault.BLOCKED, Fault.UNAUTHORIZED}) {
            fake.forget();
            fake.next(fault);
            assertThatThrownBy(() ->
                            http.send(access, Call.get("/api/v1/users/me", 2)).block())
                    .as(fault.name())
                    .isInstanceOf(Failure.class);
            assertThat(fake.calls()).as(fault.name()).hasSize(1);
        }
    }

    private static Call deal() {
        return Call.post("/api/v2/deals", JsonMapper.shared().createObjectNode().put("title", "Anzug"), 5);
    }
}
