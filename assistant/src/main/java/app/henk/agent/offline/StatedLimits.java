package app.henk.agent.offline;

import app.henk.agent.TurnContext;
import app.henk.catalog.CustomerLimits;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What the person has set as limits in this conversation, read from the person's own words and not from what a model
 * makes of them.
 */
@Component
public class StatedLimits {

    private static final Logger LOG = LoggerFactory.getLogger(StatedLimits.class);

    private final OfflineModel engine;

    StatedLimits(OfflineModel engine) {
        this.engine = engine;
    }

    /**
     * Understands the whole conversation again, away from the event loop: a few milliseconds for a long one.
     *
     * @param messages of the conversation up to the one that is being answered
     */
    public Mono<CustomerLimits> of(List<ChatMessage> messages, TurnContext turn) {
        return Mono.fromCallable(() -> limits(engine.dialogue(messages, turn).brief, engine.consultation(turn)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(fault -> {
                    // whoever cannot be understood has set no limit
                    LOG.error("the limits of a conversation could not be read", fault);
                    return Mono.just(CustomerLimits.NONE);
                });
    }

    private static CustomerLimits limits(Brief brief, Consultation consultation) {
        return new CustomerLimits(
                brief.budget().flatMap(Budget::max),
                brief.when().map(When::from),
                values(brief.wanted("season"), consultation),
                values(brief.avoided("colour"), consultation),
                values(brief.avoided("pattern"), consultation),
                crease(brief, consultation));
    }

    private static List<String> values(List<String> concepts, Consultation consultation) {
        return concepts.stream()
                .filter(consultation::isLimit)
                .map(consultation::value)
                .distinct()
                .toList();
    }

    private static Optional<Integer> crease(Brief brief, Consultation consultation) {
        Stream<Map<String, Integer>> wanted =
                brief.wanted().stream().map(id -> consultation.limits().getOrDefault(id, Map.of()));
        Stream<Map<String, Integer>> avoided =
                brief.avoided().stream().map(id -> consultation.avoidedLimits().getOrDefault(id, Map.of()));
        return Stream.concat(wanted, avoided)
                .filter(limits -> limits.containsKey("crease_min"))
                .map(limits -> limits.get("crease_min"))
                .max(Integer::compare);
    }
}
