package app.henk.agent.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which model would be asked now. Always up: while Gemini is down the offline engine answers, and an instance that
 * still serves its visitors must not be taken out of the balancer.
 */
@Component("modelHealthIndicator")
record ModelHealth(ModelChain chain) implements ReactiveHealthIndicator {

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> {
            ModelStatus status = chain.status();
            Map<String, String> models = new LinkedHashMap<>();
            status.models().forEach(model -> models.put(model.name(), model.available() ? "available" : "resting"));
            return Health.up()
                    .withDetail("in_use", status.inUse())
                    .withDetail("models", models)
                    .build();
        });
    }
}
