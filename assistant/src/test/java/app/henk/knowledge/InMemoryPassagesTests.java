package app.henk.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.TestDatabase;
import app.henk.knowledge.PassageVectors.Near;
import app.henk.knowledge.PassageVectors.Vector;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.ScopedConnections;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import app.henk.platform.TransactionsOn;
import app.henk.platform.database.DatabaseAddress;
import app.henk.platform.database.DatabaseSetup;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.r2dbc.core.DatabaseClient;

/** On a database as a server without pgvector has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InMemoryPassagesTests {

    static final Duration LONGEST = Duration.ofSeconds(30);

    DatabaseClient database;
    TenantTransactions transactions;
    InMemoryPassages vectors;

    @BeforeAll
    void a_database_without_pgvector() throws SQLException {
        DatabaseAddress owner = TestDatabase.create();
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                var sql = connection.createStatement()) {
            sql.execute("alter table passage_vector drop column embedding");
            sql.execute("alter table passage_vector add column embedding real[] not null");
        }
        DatabaseAddress application = new DatabaseSetup(owner).application();
        var connections =
                new ScopedConnections(new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(application.host())
                        .port(application.port())
                        .database(application.database())
                        .username(application.user())
                        .password(application.password())
                        .build()));
        database = DatabaseClient.create(connections);
        transactions = TransactionsOn.connections(connections);
        vectors = new InMemoryPassages(transactions, database);
    }

    Scope tenant() {
        Scope scope = Scope.system(new TenantId(Ids.next()));
        transactions.in(scope, () -> database.sql("""
                                insert into tenant (id, slug, name, profile, daily_model_budget)
                                values (henk.tenant(), 't' || henk.tenant(), 'Shop', '{}', 1)""").then()).block(LONGEST);
        return scope;
    }

    UUID passage(Scope scope, String language, String text) {
        UUID document = Ids.next();
        UUID passage = Ids.next();
        transactions
                .in(
                        scope,
                        () -> database.sql("""
                                insert into document (tenant_id, id, slug, language, title, source, content_hash)
                                values (henk.tenant(), :id, 'd' || :id, :language, 'Title', 'source', 'hash')""")
                                .bind("id", document)
                                .bind("language", language)
                                .then()
                                .then(database.sql("""
                                        insert into passage (tenant_id, id, document_id, ordinal, language, title,
                                            headings, text, features)
                                        values (henk.tenant(), :id, :document, 0, :language, 'Title', '', :text, '{}')
                                        """)
                                        .bind("id", passage)
                                        .bind("document", document)
                                        .bind("language", language)
                                        .bind("text", text)
                                        .then()))
                .block(LONGEST);
        return passage;
    }

    static float[] direction(double... values) {
        float[] vector = new float[values.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) values[i];
        }
        return vector;
    }

    List<UUID> nearest(Scope scope, String model, String... languages) {
        return vectors.nearest(scope, direction(1, 0), model, List.of(languages), 5)
                .map(all -> all.stream().map(Near::passage).toList())
                .block(LONGEST);
    }

    @Test
    void the_smallest_angle_comes_first_among_one_models_vectors_in_the_languages_asked_for() {
        Scope shop = tenant();
        UUID same = passage(shop, "de", "same");
        UUID near = passage(shop, "de", "near");
        UUID french = passage(shop, "fr", "french");
        UUID old = passage(shop, "de", "embedded by another model");
        vectors.put(
                        shop,
                        List.of(
                                new Vector(near, "de", "m", 2, direction(1, 1)),
                                new Vector(same, "de", "m", 2, direction(3, 0)),
                                new Vector(french, "fr", "m", 2, direction(1, 0.1)),
                                new Vector(old, "de", "before", 2, direction(1, 0))))
                .block(LONGEST);

        assertThat(nearest(shop, "m", "de")).containsExactly(same, near);
        assertThat(nearest(shop, "m", "de", "fr")).containsExactly(same, french, near);
    }

    @Test
    void another_tenants_vectors_are_neither_found_nor_replaced() {
        Scope shop = tenant();
        Scope stranger = tenant();
        UUID passage = passage(shop, "de", "ours");
        vectors.put(shop, List.of(new Vector(passage, "de", "m", 2, direction(1, 0))))
                .block(LONGEST);

        assertThat(nearest(stranger, "m", "de")).isEmpty();
        var theft = vectors.put(stranger, List.of(new Vector(passage, "de", "m", 2, direction(0, 1))));
        assertThat(theft.then().materialize().block(LONGEST).hasError()).isTrue();
        assertThat(nearest(shop, "m", "de")).containsExactly(passage);
    }
}
