package app.henk.knowledge;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import app.henk.platform.Scope;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.MetadataStorageMode;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import reactor.core.publisher.Mono;

/**
 * Vectors in pgvector, through LangChain4j's store. Its filters are told apart from values by it alone, so only
 * equality on keys that are constants here is used, and row-level security stands below whatever it makes of them.
 */
final class PgVectorPassages implements PassageVectors {

    private static final String TENANT = "tenant_id";
    private static final String LANGUAGE = "language";
    private static final String MODEL = "model";
    private static final String SIZE = "dimension";

    private final DataSource dataSource;

    PgVectorPassages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Mono<List<Near>> nearest(Scope scope, float[] question, String model, List<String> languages, int limit) {
        Filter filter = metadataKey(TENANT)
                .isEqualTo(scope.tenant().value())
                .and(metadataKey(MODEL).isEqualTo(model))
                .and(metadataKey(LANGUAGE).isIn(languages));
        var request = EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(PassageVectors.fitted(question)))
                .filter(filter)
                .maxResults(limit)
                .minScore(0.0)
                .build();
        return Mono.fromCallable(() -> store(scope).search(request).matches().stream()
                        // the store says (1 + cosine) / 2
                        .map(match -> new Near(UUID.fromString(match.embeddingId()), 2 * match.score() - 1))
                        .toList())
                .subscribeOn(Workers.VIRTUAL);
    }

    @Override
    public Mono<Void> put(Scope scope, List<Vector> vectors) {
        return Mono.<Void>fromRunnable(() -> store(scope)
                        .addAll(
                                vectors.stream()
                                        .map(v -> v.passage().toString())
                                        .toList(),
                                vectors.stream()
                                        .map(v -> Embedding.from(PassageVectors.fitted(v.values())))
                                        .toList(),
                                vectors.stream().map(v -> segment(scope, v)).toList()))
                .subscribeOn(Workers.VIRTUAL);
    }

    /** The passage's text stands in its own table; the store insists on some. */
    private static TextSegment segment(Scope scope, Vector vector) {
        return TextSegment.from(
                vector.passage().toString(),
                new Metadata()
                        .put(TENANT, scope.tenant().value())
                        .put(LANGUAGE, vector.language())
                        .put(MODEL, vector.model())
                        .put(SIZE, vector.dimension()));
    }

    /** Made for each call, because the connections that it borrows speak for one scope; it holds nothing else. */
    private PgVectorEmbeddingStore store(Scope scope) {
        return PgVectorEmbeddingStore.datasourceBuilder()
                .datasource(new ScopedDataSource(dataSource, scope))
                .table("passage_vector")
                .dimension(DIMENSION)
                .createTable(false)
                .skipCreateVectorExtension(true)
                .metadataStorageConfig(DefaultMetadataStorageConfig.builder()
                        .storageMode(MetadataStorageMode.COLUMN_PER_KEY)
                        .columnDefinitions(
                                List.of(TENANT + " uuid", LANGUAGE + " text", MODEL + " text", SIZE + " integer"))
                        .build())
                .build();
    }
}
