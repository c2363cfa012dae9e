package app.henk.agent.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** Figures of every model call under the names of OpenTelemetry's GenAI conventions, and what they lack: cost, fallbacks. */
final class ModelMetrics {

    private static final String REQUEST_MODEL = "gen_ai.request.model";
    private static final String OPERATION = "gen_ai.operation.name";

    private final MeterRegistry registry;
    private final ModelCosts costs;

    ModelMetrics(MeterRegistry registry, ModelCosts costs) {
        this.registry = registry;
        this.costs = costs;
    }

    /** The same stream, measured; whoever asked is told what it used. */
    Flux<ModelSignal> observe(String model, ModelRequest request, Flux<ModelSignal> call) {
        return Flux.defer(() -> {
            Call measured = new Call(model, request.usage(), System.nanoTime());
            return call.doOnNext(measured::signal).doOnError(measured::failed).doFinally(end -> {
                if (end == SignalType.CANCEL) {
                    measured.took("cancelled");
                }
            });
        });
    }

    /** The next model took over. */
    void fellBack(String from, String to, ModelFailure.Kind why) {
        Counter.builder("henk.model.fallbacks")
                .description("Calls that the next model took over")
                .tag("from", from)
                .tag("to", to)
                .tag("reason", why.name())
                .register(registry)
                .increment();
    }

    /** What a call has used, whether it was heard to its end or not. */
    void count(String model, String answered, Usage usage, UsageListener asking) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        asking.used(answered, usage);
        tokens(model, answered, "input", usage.inputTokens());
        tokens(model, answered, "output", usage.outputTokens() + usage.thoughtTokens());
        tokens(model, answered, "cached", usage.cachedTokens());
        Counter.builder("henk.model.cost")
                .description("Price of the model calls by the configured list")
                .baseUnit("usd")
                .tag(REQUEST_MODEL, model)
                .register(registry)
                .increment(costs.of(answered, usage).doubleValue());
    }

    private void tokens(String model, String answered, String type, int count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tag(OPERATION, "chat")
                .tag(REQUEST_MODEL, model)
                .tag("gen_ai.response.model", answered)
                .tag("gen_ai.token.type", type)
                .register(registry)
                .record(count);
    }

    private void time(String meter, String model, String error, long startedAt) {
        Timer.builder(meter)
                .tag(OPERATION, "chat")
                .tag(REQUEST_MODEL, model)
                .tag("error.type", error)
                .register(registry)
                .record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
    }

    private final class Call {

        private final String model;
        private final UsageListener asking;
        private final long startedAt;
        private boolean spoke;

        Call(String model, UsageListener asking, long startedAt) {
            this.model = model;
            this.asking = asking;
            this.startedAt = startedAt;
        }

        void signal(ModelSignal signal) {
            if (!spoke) {
                spoke = true;
                time("gen_ai.client.operation.time_to_first_chunk", model, "none", startedAt);
            }
            if (signal instanceof ModelSignal.Finished finished) {
                took("none");
                count(model, finished.modelName(), finished.usage(), asking);
            }
        }

        void failed(Throwable error) {
            took(error instanceof ModelFailure failure ? failure.kind().name() : "other");
            if (error instanceof ModelFailure failure) {
                count(model, model, failure.usage(), asking);
            }
        }

        void took(String error) {
            time("gen_ai.client.operation.duration", model, error, startedAt);
        }
    }
}
