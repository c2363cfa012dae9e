package app.henk.agent.model;

import app.henk.agent.model.ModelFailure.Kind;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * The models in the order in which they are asked, the offline engine last. The next one takes over as long as no word
 * has been shown; after that a failure is passed on with what was said, for only the caller knows how to go on.
 */
public final class ModelChain implements ModelStream {

    private static final Logger log = LoggerFactory.getLogger(ModelChain.class);

    /** So that not every step of a turn waits for the same model that hangs; about as long as a turn may take. */
    private static final Duration STAYS_WITH_MODEL = Duration.ofSeconds(20);

    private static final Duration TOO_SHORT_TO_TRY = Duration.ofSeconds(1);

    private final List<Candidate> models;
    private final Candidate offline;
    private final ModelProperties.Timeouts timeouts;
    private final ModelMetrics metrics;
    private final Cache<String, Integer> tookOver = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(STAYS_WITH_MODEL)
            .build();

    ModelChain(
            List<? extends Candidate> models,
            Candidate offline,
            ModelProperties.Timeouts timeouts,
            ModelMetrics metrics) {
        this.models = List.copyOf(models);
        this.offline = offline;
        this.timeouts = timeouts;
        this.metrics = metrics;
    }

    @Override
    public Flux<ModelSignal> stream(ModelRequest request) {
        return Flux.defer(() -> {
            Integer stayed = tookOver.getIfPresent(request.conversationKey());
            return ask(stayed == null ? 0 : stayed, request, Deadline.startingNow(timeouts));
        });
    }

    /** The offline engine alone: when no model may be asked, or to finish what one began. */
    public ModelStream offline() {
        return request -> Flux.defer(() -> engine(request, Deadline.startingNow(timeouts)));
    }

    /**
     * The models alone: completes without a word where none of them can answer, and the engine is not asked. One that
     * broke off is followed by no other, as in the chain: the failure is passed on.
     */
    public ModelStream withoutEngine() {
        return request -> Flux.defer(() -> alone(0, request, Deadline.startingNow(timeouts)));
    }

    private Flux<ModelSignal> alone(int position, ModelRequest request, Deadline deadline) {
        return position >= models.size()
                ? Flux.empty()
                : models.get(position).stream(request, deadline)
                        .onErrorResume(
                                ModelFailure.class,
                                failure -> failure.partialText().isEmpty()
                                        ? alone(next(failure, position, deadline), request, deadline)
                                        : Flux.error(failure));
    }

    /** For the start banner and the health page; asks nobody. */
    public ModelStatus status() {
        List<ModelStatus.Model> all = Stream.concat(models.stream(), Stream.of(offline))
                .map(Candidate::status)
                .toList();
        String inUse = all.stream()
                .filter(ModelStatus.Model::available)
                .findFirst()
                .orElseThrow()
                .name();
        return new ModelStatus(inUse, models.isEmpty(), all);
    }

    private Flux<ModelSignal> ask(int position, ModelRequest request, Deadline deadline) {
        if (position >= models.size()) {
            return engine(request, deadline);
        }
        return models.get(position).stream(request, deadline)
                .onErrorResume(ModelFailure.class, failure -> takeOver(failure, position, request, deadline));
    }

    private Flux<ModelSignal> engine(ModelRequest request, Deadline deadline) {
        return metrics.observe(offline.name(), request, offline.stream(request, deadline))
                .map(signal -> signal instanceof ModelSignal.ToolCalls calls ? calls.ofEngine() : signal);
    }

    private Flux<ModelSignal> takeOver(ModelFailure failure, int from, ModelRequest request, Deadline deadline) {
        if (!failure.partialText().isEmpty()) {
            return Flux.error(failure);
        }
        int next = next(failure, from, deadline);
        String to = next < models.size() ? models.get(next).name() : offline.name();
        log.info("{} takes over from {}: {} {}", to, models.get(from).name(), failure.kind(), failure.getMessage());
        metrics.fellBack(models.get(from).name(), to, failure.kind());
        tookOver.put(request.conversationKey(), next);
        return ask(next, request, deadline);
    }

    /** The sister of a model that refused a subject refuses it too; and the person has waited long enough at some time. */
    private int next(ModelFailure failure, int from, Deadline deadline) {
        boolean timeLeft = deadline.untilHandover().compareTo(TOO_SHORT_TO_TRY) > 0;
        return failure.kind() == Kind.BLOCKED || !timeLeft ? models.size() : from + 1;
    }
}
