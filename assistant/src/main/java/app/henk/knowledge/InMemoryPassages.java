package app.henk.knowledge;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Vectors for a server without pgvector: kept as plain numbers in the same table and compared one by one in memory, which
 * is exact. Each tenant's are read when first needed and again after half a minute, so that every instance sees what
 * another one wrote; a tenant has at most {@link #MOST} of them here, 80 MB.
 */
final class InMemoryPassages implements PassageVectors {

    static final int MOST = 20_000;
    private static final long MOST_IN_ALL = 60_000;
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Kept(UUID passage, String language, String model, float[] values) {}

    private final TenantTransactions transactions;
    private final DatabaseClient database;
    private final AsyncCache<TenantId, List<Kept>> cache = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumWeight(MOST_IN_ALL)
            .weigher((TenantId tenant, List<Kept> kept) -> kept.size() + 1)
            .buildAsync();

    InMemoryPassages(TenantTransactions transactions, DatabaseClient database) {
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Mono<List<Near>> nearest(Scope scope, float[] question, String model, List<String> languages, int limit) {
        float[] fitted = PassageVectors.fitted(question);
        return kept(scope)
                .publishOn(Workers.VIRTUAL)
                .map(all -> all.stream()
                        .filter(kept -> kept.model().equals(model) && languages.contains(kept.language()))
                        .map(kept -> new Near(kept.passage(), cosine(fitted, kept.values())))
                        .sorted(Comparator.comparingDouble(Near::cosine).reversed())
                        .limit(limit)
                        .toList());
    }

    private Mono<List<Kept>> kept(Scope scope) {
        return Mono.fromFuture(
                () -> cache.get(
                        scope.tenant(),
                        (tenant, executor) ->
                                read(Scope.system(tenant)).collectList().toFuture()),
                true);
    }

    private Flux<Kept> read(Scope scope) {
        return transactions.manyIn(
                scope,
                () -> database.sql("select embedding_id, language, model, embedding from passage_vector limit :most")
                        .bind("most", MOST)
                        .map((row, meta) -> new Kept(
                                Objects.requireNonNull(row.get("embedding_id", UUID.class)),
                                Objects.requireNonNull(row.get("language", String.class)),
                                Objects.requireNonNull(row.get("model", String.class)),
                                plain(Objects.requireNonNull(row.get("embedding", Float[].class)))))
                        .all());
    }

    private static float[] plain(Float[] values) {
        float[] plain = new float[values.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = values[i];
        }
        return plain;
    }

    /** Both are of unit length. */
    private static double cosine(float[] one, float[] other) {
        double product = 0;
        for (int i = 0; i < one.length && i < other.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }

    @Override
    public Mono<Void> put(Scope scope, List<Vector> vectors) {
        return transactions
                .in(
                        scope,
                        () -> Flux.fromIterable(vectors)
                                .concatMap(vector -> put(vector))
                                .then())
                .doOnSuccess(done -> cache.synchronous().invalidate(scope.tenant()));
    }

    private Mono<Void> put(Vector vector) {
        return database.sql("""
                        insert into passage_vector (embedding_id, tenant_id, embedding, language, model, dimension)
                        values (:passage, henk.tenant(), :embedding, :language, :model, :dimension)
                        on conflict (embedding_id) do update set embedding = excluded.embedding,
                            model = excluded.model, dimension = excluded.dimension""")
                .bind("passage", vector.passage())
                .bind("embedding", boxed(PassageVectors.fitted(vector.values())))
                .bind("language", vector.language())
                .bind("model", vector.model())
                .bind("dimension", vector.dimension())
                .then();
    }

    private static Float[] boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
