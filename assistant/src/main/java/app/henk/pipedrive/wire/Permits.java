package app.henk.pipedrive.wire;

import app.henk.platform.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Room under Pipedrive's limits, shared by all instances: asked for before each request, so that no 429 has to come. */
public interface Permits {

    /**
     * How long each of these requests has to wait before it may go out, one after the other. Fails with {@link Failure.Kind#DAILY} when the day's tokens do
     * not suffice.
     *
     * @param requests how many
     * @param tokens what they take off the day's budget, all of them
     */
    Mono<List<Duration>> reserve(TenantId tenant, int requests, boolean search, int tokens);

    /**
     * What an answer said about the limits, as far as it did. Must not wait for anything.
     *
     * @param burst requests in two seconds
     * @param daily tokens a day
     */
    default void seen(TenantId tenant, Optional<Integer> burst, Optional<Long> daily) {}
}
