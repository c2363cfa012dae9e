package app.henk.promises;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts for the operator's metrics what became of promises; figures for the tenant come from the rows. */
@Component
class PromiseCounts {

    private final MeterRegistry registry;

    PromiseCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome made, kept, broken or withdrawn */
    void count(String outcome, Promise promise) {
        Counter.builder("henk.promises")
                .description("Promises to visitors and customers")
                .tag("outcome", outcome)
                .tag("by", promise.madeBy())
                .register(registry)
                .increment();
    }
}
