package app.henk.chat;

import app.henk.platform.PushHub;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens to handoffs by itself: answers fall silent when a person takes over, lost conversations wait again. */
@Component
class HandoffWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HandoffWatch.class);

    private final Handoffs handoffs;
    private final Runs runs;
    private final PushHub hub;
    private final ChatProperties properties;
    private final Disposable.Composite work = Disposables.composite();

    HandoffWatch(Handoffs handoffs, Runs runs, PushHub hub, ChatProperties properties) {
        this.handoffs = handoffs;
        this.runs = runs;
        this.hub = hub;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.add(hub.inEveryTenant(Handoffs.SILENCE)
                .filter(push -> !push.detail().isEmpty())
                .concatMap(push -> silence(UUID.fromString(push.detail())))
                .subscribe());
        work.add(Flux.interval(properties.sweep())
                .onBackpressureDrop()
                .concatMap(tick -> quietly(handoffs.expire()), 1)
                .subscribe());
    }

    @PreDestroy
    void stop() {
        work.dispose();
    }

    private Mono<Void> silence(UUID conversation) {
        return Mono.justOrEmpty(runs.inConversation(conversation)).flatMap(run -> quietly(runs.stop(run, "en")));
    }

    private static Mono<Void> quietly(Mono<Void> work) {
        return work.onErrorResume(error -> {
            LOG.warn("Handoffs could not be looked after: {}", error.toString());
            return Mono.empty();
        });
    }
}
