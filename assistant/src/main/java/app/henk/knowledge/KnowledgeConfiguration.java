package app.henk.knowledge;

import app.henk.platform.TenantTransactions;
import app.henk.platform.VectorSupport;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Chooses what the server and the settings allow. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeConfiguration.class);

    @Bean
    PassageVectors passageVectors(
            VectorSupport support,
            @Qualifier("vectorDataSource") DataSource dataSource,
            TenantTransactions transactions,
            DatabaseClient database)
            throws SQLException {
        return support.pgvector() && keepsVectors(dataSource)
                ? new PgVectorPassages(dataSource)
                : new InMemoryPassages(transactions, database);
    }

    /** The extension may have come after the table, which then still keeps plain numbers. */
    private static boolean keepsVectors(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection();
                var sql = connection.createStatement();
                var type = sql.executeQuery("""
                        select format_type(atttypid, null) = 'vector' from pg_attribute
                        where attrelid = 'passage_vector'::regclass and attname = 'embedding'""")) {
            boolean vectors = type.next() && type.getBoolean(1);
            if (!vectors) {
                log.warn("pgvector came after this database was made: its vectors are still compared in memory");
            }
            return vectors;
        }
    }

    @Bean
    Embeddings embeddings(
            ObjectProvider<EmbeddingModel> external,
            PassageVectors vectors,
            Profiles profiles,
            TenantTransactions transactions,
            DatabaseClient database) {
        return new Embeddings(
                Optional.ofNullable(external.getIfAvailable()), vectors, profiles, transactions, database);
    }
}
