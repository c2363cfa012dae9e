package app.henk.knowledge;

import app.henk.platform.Row;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every tenant's {@link Profile}, read once and looked after: another instance may have changed it. */
@Component
class Profiles implements Vocabulary {

    private static final Duration FRESH = Duration.ofSeconds(20);
    private static final Duration UNUSED = Duration.ofHours(1);
    private static final int MOST = 200;
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private static final int MOST_ASKED = 60_000;
    private static final String ASKED = """
            select p.id, l.key as language, q.question from passage p, jsonb_each(p.asked) l, jsonb_array_elements_text(l.value) q(question)
            order by p.id limit :most
            """;

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncLoadingCache<TenantId, Profile> cache;

    Profiles(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
        this.cache = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfterAccess(UNUSED)
                .maximumSize(MOST)
                .buildAsync(new Loading());
    }

    @Override
    public Mono<Thesaurus> of(TenantId tenant) {
        return profile(tenant).map(Profile::thesaurus);
    }

    Mono<Profile> profile(TenantId tenant) {
        return Mono.fromFuture(() -> cache.get(tenant), true);
    }

    /** The profile of now: what another instance has added is known at once. */
    Mono<Profile> latest(TenantId tenant) {
        return Mono.zip(profile(tenant), fingerprint(tenant))
                .flatMap(both -> both.getT1().fingerprint().equals(both.getT2())
                        ? Mono.just(both.getT1())
                        : Mono.fromFuture(() -> cache.synchronous().refresh(tenant), true));
    }

    /** After this instance changed the tenant's documents. */
    void forget(TenantId tenant) {
        cache.synchronous().invalidate(tenant);
    }

    private Mono<Profile> read(TenantId tenant) {
        return transactions
                .in(
                        Scope.system(tenant),
                        () -> asked().zipWhen(
                                        asked -> database.sql("select * from vocabulary")
                                                .map((row, meta) -> new Stored(
                                                        text(row, "thesaurus"),
                                                        text(row, "passages"),
                                                        text(row, "frequencies"),
                                                        asked,
                                                        text(row, "fingerprint")))
                                                .one(),
                                        (asked, stored) -> stored))
                // a large thesaurus is read for some milliseconds, which an event loop has not
                .publishOn(Workers.VIRTUAL)
                .map(Stored::profile)
                .defaultIfEmpty(Profile.EMPTY);
    }

    private Mono<List<KnownQuestions.Known>> asked() {
        return database.sql(ASKED)
                .bind("most", MOST_ASKED)
                .map((row, meta) -> new KnownQuestions.Known(
                        Row.value(row, "id", UUID.class), Language.of(text(row, "language")), text(row, "question")))
                .all()
                .collectList();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    private record Stored(
            String thesaurus,
            String passages,
            String frequencies,
            List<KnownQuestions.Known> asked,
            String fingerprint) {

        Profile profile() {
            var statistics = new Statistics(
                    JsonMapper.shared().readValue(passages, COUNTS),
                    JsonMapper.shared().readValue(frequencies, COUNTS));
            return Profile.of(Thesaurus.read(thesaurus), statistics, asked, fingerprint);
        }
    }

    private Mono<String> fingerprint(TenantId tenant) {
        return transactions.in(
                Scope.system(tenant),
                () -> database.sql("select fingerprint from vocabulary")
                        .map((row, meta) -> text(row, "fingerprint"))
                        .one()
                        .defaultIfEmpty(Profile.EMPTY.fingerprint()));
    }

    private final class Loading implements AsyncCacheLoader<TenantId, Profile> {

        @Override
        public CompletableFuture<Profile> asyncLoad(TenantId tenant, Executor executor) {
            return read(tenant).toFuture().thenApply(Objects::requireNonNull);
        }

        @Override
        public CompletableFuture<Profile> asyncReload(TenantId tenant, Profile old, Executor executor) {
            return fingerprint(tenant)
                    .flatMap(now -> now.equals(old.fingerprint()) ? Mono.just(old) : read(tenant))
                    .toFuture()
                    .thenApply(Objects::requireNonNull);
        }
    }
}
