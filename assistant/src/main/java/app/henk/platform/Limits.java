package app.henk.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts what one client may do, in this instance's memory: n instances allow n times as much. Keys that are not heard
 * of for a while are forgotten, and at most a hundred thousand are remembered, so that counting cannot be used to fill
 * the memory.
 */
@Component
public class Limits {

    private static final int MOST_KEYS = 100_000;

    private record Key(Limit limit, String of) {}

    private final Map<Limit, Bandwidth> bandwidths = new EnumMap<>(Limit.class);
    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofMinutes(15))
            .build();

    /** @param settings other numbers than the limits' own, e.g. {@code sign-in=60} */
    public Limits(@Value("${henk.limits:}") List<String> settings) {
        Map<Limit, Integer> numbers = numbers(settings);
        for (Limit limit : Limit.values()) {
            int times = numbers.getOrDefault(limit, limit.times());
            bandwidths.put(
                    limit,
                    Bandwidth.builder()
                            .capacity(times)
                            .refillGreedy(times, limit.within())
                            .build());
        }
    }

    /** Counts one. Fails with 429 and says how many seconds to wait when it was one too many. */
    public Mono<Void> check(Limit limit, String key) {
        return Mono.defer(() -> {
            ConsumptionProbe probe =
                    buckets.get(new Key(limit, key), this::bucket).tryConsumeAndReturnRemaining(1);
            return probe.isConsumed() ? Mono.empty() : Mono.error(tooMany(probe.getNanosToWaitForRefill()));
        });
    }

    private static Map<Limit, Integer> numbers(List<String> settings) {
        Map<Limit, Integer> numbers = new EnumMap<>(Limit.class);
        for (String pair : settings) {
            String[] both = pair.split("=", 2);
            try {
                numbers.put(Limit.named(both[0].strip()), Math.max(1, Integer.parseInt(both[1].strip())));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new StartRefused(
                        "HENK_LIMITS: \"" + pair + "\" is not a limit and a number.",
                        "It looks like sign-in=60,chat-tenant=2000.",
                        e);
            }
        }
        return numbers;
    }

    private Bucket bucket(Key key) {
        return Bucket.builder().addLimit(bandwidths.get(key.limit())).build();
    }

    private static Problem tooMany(long nanosToWait) {
        long seconds = Math.max(1, Duration.ofNanos(nanosToWait).plusMillis(999).toSeconds());
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests. Wait " + seconds + " s and try again.")
                .with("retry_after", seconds);
    }
}
