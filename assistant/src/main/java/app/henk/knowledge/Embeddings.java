package app.henk.knowledge;

import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Turns questions and passages into vectors: by a company's model when one is configured, else by the tenant's own
 * {@link TradeEmbedding}.
 */
class Embeddings {

    private static final Logger log = LoggerFactory.getLogger(Embeddings.class);
    private static final int BATCH = 100;
    /** Of passages in one go: what is left is embedded by the next one. */
    private static final int MOST = 20_000;

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);

    private static final String WITHOUT_VECTOR = """
            select p.id, p.language, p.title, array_to_string(d.tags, ' ') as tags, p.headings, p.text, cast(p.asked as text) as asked
            from passage p
            join document d on d.tenant_id = p.tenant_id and d.id = p.document_id
            left join passage_vector v on v.tenant_id = p.tenant_id and v.embedding_id = p.id
                and v.model = :model
            where v.embedding_id is null order by p.id limit :batch
            """;

    private final Optional<EmbeddingModel> external;
    // nobody waits for a company that has just not answered twice
    private final CircuitBreaker health = CircuitBreaker.of(
            "embedding",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(2)
                    .failureRateThreshold(50)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .waitDurationInOpenState(Duration.ofSeconds(30))
                    .build());
    private final PassageVectors vectors;
    private final Profiles profiles;
    private final TenantTransactions transactions;
    private final DatabaseClient database;

    Embeddings(
            Optional<EmbeddingModel> external,
            PassageVectors vectors,
            Profiles profiles,
            TenantTransactions transactions,
            DatabaseClient database) {
        this.external = external;
        this.vectors = vectors;
        this.profiles = profiles;
        this.transactions = transactions;
        this.database = database;
    }

    /** Stands with every vector: only those of one model are compared. */
    String model(Profile profile) {
        return external.map(model -> model.modelName() + "/" + model.dimension())
                .orElse(profile.embedding().modelName());
    }

    /** Whether a cosine means what the cut-off takes it for; every company's model has a scale of its own. */
    boolean comparable() {
        return external.isEmpty();
    }

    /** Empty when the company's model does not answer in time: words and concepts must do then. */
    Mono<float[]> question(Profile profile, String question, List<Features.Asked> asked) {
        if (external.isEmpty()) {
            return Mono.fromSupplier(() -> profile.embedding().question(asked).vector());
        }
        return Mono.fromCallable(() -> external.get().embed(question).content().vector())
                .subscribeOn(Workers.VIRTUAL)
                .timeout(LONGEST_QUESTION)
                .transformDeferred(CircuitBreakerOperator.of(health))
                .onErrorResume(CallNotPermittedException.class, resting -> Mono.empty())
                .onErrorResume(e -> {
                    log.warn("Question not embedded, searching by words alone: {}", e.toString());
                    return Mono.empty();
                });
    }

    /** Embeds what has no vector of the present model yet, in batches; says how many passages that were. */
    Mono<Integer> refresh(TenantId tenant) {
        return profiles.profile(tenant)
                .flatMap(profile -> batch(tenant, profile)
                        .repeat(MOST / BATCH)
                        .takeUntil(size -> size < BATCH)
                        .reduce(0, Integer::sum));
    }

    private record Waiting(UUID id, Section section) {}

    private Mono<Integer> batch(TenantId tenant, Profile profile) {
        String model = model(profile);
        Scope scope = Scope.system(tenant);
        return waiting(scope, model)
                .flatMap(waiting -> waiting.isEmpty()
                        ? Mono.just(0)
                        : Mono.fromCallable(() -> embed(profile, model, waiting))
                                .subscribeOn(Workers.VIRTUAL)
                                .flatMap(embedded -> vectors.put(scope, embedded))
                                .thenReturn(waiting.size()));
    }

    private Mono<List<Waiting>> waiting(Scope scope, String model) {
        return transactions.in(
                scope,
                () -> database.sql(WITHOUT_VECTOR)
                        .bind("model", model)
                        .bind("batch", BATCH)
                        .map((row, meta) -> new Waiting(
                                Objects.requireNonNull(row.get("id", UUID.class)),
                                new Section(
                                        Language.of(String.valueOf(row.get("language", String.class))),
                                        String.valueOf(row.get("title", String.class)),
                                        String.valueOf(row.get("tags", String.class)),
                                        String.valueOf(row.get("headings", String.class)),
                                        String.valueOf(row.get("text", String.class)),
                                        AskedJson.read(String.valueOf(row.get("asked", String.class))))))
                        .all()
                        .collectList());
    }

    private List<PassageVectors.Vector> embed(Profile profile, String model, List<Waiting> waiting) {
        EmbeddingModel embedding = external.orElse(profile.embedding());
        List<Embedding> embeddings = embedding
                .embedAll(waiting.stream().map(w -> segment(w.section())).toList())
                .content();
        List<PassageVectors.Vector> embedded = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            float[] values = embeddings.get(i).vector();
            embedded.add(new PassageVectors.Vector(
                    waiting.get(i).id(), waiting.get(i).section().language().code(), model, values.length, values));
        }
        return embedded;
    }

    /** A company's model sees the headings in the text; the trade embedding knows what to make of the metadata. */
    private TextSegment segment(Section section) {
        List<String> asked = section.asked().stream()
                .map(one -> one.language().code() + " " + one.text())
                .toList();
        String text = external.isPresent()
                ? section.path() + "\n" + section.text() + "\n"
                        + section.asked().stream().map(Section.Asked::text).collect(Collectors.joining("\n"))
                : section.text();
        return TextSegment.from(
                text,
                new Metadata()
                        .put(TradeEmbedding.LANGUAGE, section.language().code())
                        .put(TradeEmbedding.TITLE, section.title())
                        .put(TradeEmbedding.TAGS, section.tags())
                        .put(TradeEmbedding.HEADINGS, section.headings())
                        .put(TradeEmbedding.ASKED, String.join("\n", asked)));
    }
}
