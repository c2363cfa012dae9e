package app.henk.knowledge;

import app.henk.platform.TenantTransactions;
import app.henk.platform.VectorSupport;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Chooses what the server and the settings allow. */
@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    @Bean
    PassageVectors passageVectors(
            VectorSupport support,
            @Qualifier("vectorDataSource") DataSource dataSource,
            TenantTransactions transactions,
            DatabaseClient database) {
        return support.pgvector()
                ? new PgVectorPassages(dataSource)
                : new InMemoryPassages(transactions, database);
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
