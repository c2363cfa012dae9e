package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Jobs;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

    @Autowired
    Jobs jobs;

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

    @Test
    void what_waits_for_its_vector_gets_it_without_a_new_start() {
        Scope system = Scope.system(tenant());
        Supplier<Long> with = () -> transactions
                .in(system, () -> one("select count(*) as n from passage_vector"))
                .block();
        jobs.runNow("missing-vectors").block();
        long all = with.get();
        transactions
                .in(
                        system,
                        () -> database.sql("delete from passage_vector where embedding_id in"
                                        + " (select embedding_id from passage_vector limit 3)")
                                .then())
                .block();
        assertThat(with.get()).isEqualTo(all - 3);

        jobs.runNow("missing-vectors").block();

        assertThat(with.get()).isEqualTo(all);
    }

    private Mono<Long> one(String sql) {
        return database.sql(sql).map(row -> row.get("n", Long.class)).one();
    }

    private TenantId tenant() {
        return new TenantId(database.sql("select id from henk.tenants() where slug = 'henk'")
                .map(row -> row.get("id", java.util.UUID.class))
                .one()
                .block());
    }
}
