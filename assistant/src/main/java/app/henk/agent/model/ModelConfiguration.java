package app.henk.agent.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiEmbeddingModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Puts the chain of models together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {

    private static final Duration EMBEDDING_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    ModelCosts modelCosts(ModelProperties properties) {
        return new ModelCosts(properties, Clock.systemUTC());
    }

    @Bean
    ModelConnections modelConnections(ModelProperties properties) {
        return new ModelConnections(
                properties.maxConnections(), properties.timeouts().connect());
    }

    @Bean
    ModelChain modelChain(
            ModelProperties properties,
            ModelConnections connections,
            ModelCosts costs,
            MeterRegistry registry,
            @Qualifier("offlineModel") ObjectProvider<StreamingChatModel> offlineModel) {
        ModelMetrics metrics = new ModelMetrics(registry, costs);
        Clock clock = Clock.systemUTC();
        List<GuardedModel> models = names(properties)
                .map(name -> GuardedModel.of(name, properties, connections, metrics, clock))
                .toList();
        return new ModelChain(
                models, new BridgedModel("offline", offlineModel::getObject), properties.timeouts(), metrics);
    }

    private static Stream<String> names(ModelProperties properties) {
        return properties.online()
                ? Stream.of(properties.primary(), properties.second())
                        .filter(name -> !name.isBlank())
                        .distinct()
                : Stream.empty();
    }

    /** For every LangChain4j model that someone adds: its own client would hold a thread for each stream. */
    @Bean
    @Scope("prototype")
    HttpClientBuilder modelHttpClient(ModelConnections connections) {
        return new NettyHttpClientBuilder(connections.http());
    }

    @Bean
    @Conditional(GeminiIsReachable.class)
    EmbeddingModel geminiEmbeddings(ModelProperties properties, HttpClientBuilder http) {
        ModelProperties.Embeddings settings = properties.embeddings();
        return new GeminiEmbeddings(GoogleAiEmbeddingModel.builder()
                .httpClientBuilder(http)
                .baseUrl(properties.apiUrl())
                .apiKey(properties.apiKey())
                .modelName(settings.model())
                .outputDimensionality(settings.dimension())
                .timeout(EMBEDDING_TIMEOUT)
                .build());
    }

    /** A key is set and nobody wants to be offline; the same question as {@link ModelProperties#online()}. */
    static final class GeminiIsReachable implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment settings = context.getEnvironment();
            boolean offline = settings.getProperty("henk.model.offline", Boolean.class, false);
            return !offline && !settings.getProperty("henk.model.api-key", "").isBlank();
        }
    }
}
