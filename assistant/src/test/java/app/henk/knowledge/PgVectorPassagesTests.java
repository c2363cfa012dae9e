package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.VectorSupport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;

/** LangChain4j's store below row-level security. */
@HenkTest
class PgVectorPassagesTests {

    static final Duration LONGEST = Duration.ofSeconds(60);

    @Autowired
    VectorSupport support;

    @Autowired
    PassageVectors vectors;

    @Autowired
    Embeddings embeddings;

    @Autowired
    Profiles profiles;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    @Qualifier("vectorDataSource")
    DataSource pool;

    Scope tailor;
    Scope maker;

    @BeforeEach
    void two_tenants_with_embedded_documents() {
        assumeTrue(support.pgvector(), "this machine's PostgreSQL has no pgvector");
        tailor = scope("henk");
        maker = scope("works");
        embeddings.refresh(tailor.tenant()).block(LONGEST);
        embeddings.refresh(maker.tenant()).block(LONGEST);
    }

    Scope scope(String slug) {
        return Scope.system(tenants.all()
                .filter(tenant -> tenant.slug().equals(slug))
                .map(tenant -> new TenantId(tenant.id().value()))
                .blockFirst(LONGEST));
    }

    String model(Scope scope) {
        return embeddings.model(profiles.profile(scope.tenant()).block(LONGEST));
    }

    List<UUID> nearest(Scope scope, String model, String... languages) {
        float[] anything = new float[PassageVectors.DIMENSION];
        java.util.Arrays.fill(anything, 1);
        return vectors.nearest(scope, anything, model, List.of(languages), 20)
                .map(all -> all.stream().map(PassageVectors.Near::passage).toList())
                .block(LONGEST);
    }

    @Test
    void only_the_tenants_own_passages_are_near() {
        var own = new HashSet<>(transactions
                .manyIn(
                        maker,
                        () -> database.sql("select id from passage")
                                .map(row -> row.get(0, UUID.class))
                                .all())
                .collectList()
                .block(LONGEST));

        assertThat(nearest(maker, model(maker), "en")).isNotEmpty().isSubsetOf(own);
        assertThat(nearest(maker, model(tailor), "de", "en", "fr")).isEmpty();
    }

    @Test
    void a_value_is_never_read_as_sql() {
        assertThat(nearest(maker, "x' or '1'='1", "en")).isEmpty();
        assertThat(nearest(maker, model(maker), "en') or ('1'='1")).isEmpty();
    }

    @Test
    void a_connection_that_was_given_back_speaks_for_nobody() throws SQLException {
        nearest(tailor, model(tailor), "de");

        try (var connection = pool.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from passage_vector")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void every_passage_has_its_vector_once() {
        String waiting = "select (select count(*) from passage) - (select count(*) from passage_vector)";
        assertThat(transactions
                        .in(
                                tailor,
                                () -> database.sql(waiting)
                                        .map(row -> row.get(0, Long.class))
                                        .one())
                        .block(LONGEST))
                .isZero();
        assertThat(embeddings.refresh(tailor.tenant()).block(LONGEST)).isZero();
    }
}
