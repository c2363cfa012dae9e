package app.henk.knowledge;

import app.henk.identity.Tenants;
import app.henk.platform.jobs.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Embeds what could not be embedded when it came because the model was gone: found by its words until then. A model that
 * is still gone fails the run, which is tried again.
 */
@Component
class MissingVectors implements Job {

    private final Tenants tenants;
    private final Embeddings embeddings;

    MissingVectors(Tenants tenants, Embeddings embeddings) {
        this.tenants = tenants;
        this.embeddings = embeddings;
    }

    @Override
    public String name() {
        return "missing-vectors";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Void> run() {
        return tenants.all()
                .concatMapDelayError(tenant -> embeddings.refresh(tenant.id()))
                .then();
    }
}
