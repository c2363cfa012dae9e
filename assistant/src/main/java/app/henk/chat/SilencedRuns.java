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
import reactor.core.publisher.Mono;

/** Lets the answers of this instance fall silent where a person takes over, whichever instance that person is with. */
@Component
class SilencedRuns {

    private static final Logger LOG = LoggerFactory.getLogger(SilencedRuns.class);

    private final Runs runs;
    private final PushHub hub;
    private final Disposable.Swap work = Disposables.swap();

    SilencedRuns(Runs runs, PushHub hub) {
        this.runs = runs;
        this.hub = hub;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.update(hub.inEveryTenant(Handoffs.SILENCE)
                .filter(push -> !push.detail().isEmpty())
                .concatMap(push -> silence(UUID.fromString(push.detail())))
                .subscribe());
    }

    @PreDestroy
    void stop() {
        work.dispose();
    }

    private Mono<Void> silence(UUID conversation) {
        return Mono.justOrEmpty(runs.inConversation(conversation))
                .flatMap(run -> runs.stop(run, "en"))
                .onErrorResume(error -> {
                    LOG.warn("An answer could not be stopped: {}", error.toString());
                    return Mono.empty();
                });
    }
}
