package app.henk.knowledge;

import app.henk.identity.Tenant;
import app.henk.identity.TenantSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A demo tenant's documents: {@code knowledge/<language>/*.md} and {@code thesaurus.yaml} in its folder. Questions are
 * answered by words and concepts at once; vectors follow in the background, so that no start waits for a model.
 */
@Component
@Order(40)
class KnowledgeSeed implements TenantSeed {

    private static final Logger log = LoggerFactory.getLogger(KnowledgeSeed.class);

    private final Documents documents;
    private final Embeddings embeddings;

    KnowledgeSeed(Documents documents, Embeddings embeddings) {
        this.documents = documents;
        this.embeddings = embeddings;
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return Mono.fromCallable(() -> Folder.read(demoFolder))
                .subscribeOn(Workers.VIRTUAL)
                .flatMap(folder -> documents.replace(tenant.id(), folder.thesaurus(), folder.sources()))
                .doOnSuccess(changed -> embedInBackground(tenant))
                .then();
    }

    private void embedInBackground(Tenant tenant) {
        embeddings
                .refresh(tenant.id())
                .subscribeOn(Workers.VIRTUAL)
                .subscribe(
                        count -> {
                            if (count > 0) {
                                log.info("Embedded {} passages of {}", count, tenant.slug());
                            }
                        },
                        e -> log.warn("Passages of {} wait for their vectors", tenant.slug(), e));
    }

    /** What a demo folder holds for this module. */
    record Folder(String thesaurus, List<String> sources) {

        static Folder read(String path) throws IOException {
            var thesaurus = new ClassPathResource(path + "/thesaurus.yaml");
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + path + "/knowledge/*/*.md");
            Arrays.sort(files, Comparator.comparing(Resource::getDescription));
            List<String> sources = new java.util.ArrayList<>();
            for (Resource file : files) {
                sources.add(file.getContentAsString(StandardCharsets.UTF_8));
            }
            return new Folder(thesaurus.exists() ? thesaurus.getContentAsString(StandardCharsets.UTF_8) : "", sources);
        }
    }
}
