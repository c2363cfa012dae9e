package app.henk.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accounts as requests need them: remembered for so short a time that a deactivated one is refused within a minute. */
@Component
class Accounts {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST_CACHED = 20_000;

    private final AccountStore store;
    private final AsyncCache<AccountStore.Key, Optional<Account>> cache = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_CACHED)
            .buildAsync();

    Accounts(AccountStore store) {
        this.store = store;
    }

    /** Empty when the account does not exist or may not sign in any more. */
    Mono<Account> active(AccountStore.Key key) {
        return Mono.fromFuture(
                        () -> cache.get(
                                key,
                                (k, executor) -> store.find(k)
                                        .map(Optional::of)
                                        .defaultIfEmpty(Optional.empty())
                                        .toFuture()),
                        true)
                .flatMap(Mono::justOrEmpty)
                .filter(Account::active);
    }

    void forget(AccountStore.Key key) {
        cache.synchronous().invalidate(key);
    }
}
