package app.henk.pipedrive;

import app.henk.pipedrive.wire.Failure;
import app.henk.platform.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How long an account is left alone after a failure that every other request would meet too. */
@Component
class Pauses {

    private static final Logger log = LoggerFactory.getLogger(Pauses.class);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(60);

    private final ConnectionStore store;
    private final Clock clock;

    Pauses(ConnectionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Mono<Void> after(TenantId tenant, Failure failure) {
        log.warn("Pipedrive of {} is left alone: {}", tenant, failure.kind());
        return switch (failure.kind()) {
            case UNAUTHORIZED, FORBIDDEN ->
                store.become(tenant, Connection.State.REFUSED, Optional.of(failure.detail()));
            case DAILY -> store.pause(tenant, untilTomorrow(), "daily");
            case BLOCKED -> store.pause(tenant, failure.retryAfter().orElse(Duration.ofMinutes(5)), "blocked");
            case BURST -> store.pause(tenant, burst(failure), "burst");
            default -> store.pause(tenant, jittered(Duration.ofSeconds(5)), "unreachable");
        };
    }

    /** The day begins anew at midnight; Pipedrive does not say in which zone, so a little later. */
    private Duration untilTomorrow() {
        Instant now = clock.instant();
        Instant midnight = LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return Duration.between(now, midnight)
                .plusSeconds(ThreadLocalRandom.current().nextLong(30, 120));
    }

    private static Duration burst(Failure failure) {
        Duration said = failure.retryAfter().orElseGet(() -> jittered(Duration.ofSeconds(2)));
        return said.compareTo(LONGEST_BURST) > 0 ? LONGEST_BURST : said;
    }

    private static Duration jittered(Duration about) {
        return about.plusMillis(ThreadLocalRandom.current().nextLong(about.toMillis() / 2 + 1));
    }
}
