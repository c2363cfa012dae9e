package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.TenantTransactions;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** A company's embedding service that has gone away. */
@HenkTest
class EmbeddingServiceGoneTests {

    @Autowired
    PassageVectors vectors;

    @Autowired
    Profiles profiles;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Test
    void is_asked_twice_and_then_left_alone_for_a_while() {
        AtomicInteger asked = new AtomicInteger();
        EmbeddingModel gone = new EmbeddingModel() {
            @Override
            public Response<Embedding> embed(String question) {
                asked.incrementAndGet();
                throw new IllegalStateException("connection refused");
            }

            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> passages) {
                throw new IllegalStateException("connection refused");
            }
        };
        var embeddings = new Embeddings(Optional.of(gone), vectors, profiles, transactions, database);
        var profile = profiles.profile(tenant()).block();

        Long found = Flux.range(0, 20)
                .concatMap(i -> embeddings.question(profile, "Wann haben Sie auf?", List.of()))
                .count()
                .block(Duration.ofSeconds(10));

        assertThat(found).isZero();
        assertThat(asked).hasValue(2);
    }

    private app.henk.platform.TenantId tenant() {
        return new app.henk.platform.TenantId(database.sql("select id from henk.tenants() where slug = 'henk'")
                .map(row -> row.get("id", java.util.UUID.class))
                .one()
                .block());
    }
}
