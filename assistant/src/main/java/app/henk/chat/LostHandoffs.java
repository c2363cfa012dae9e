package app.henk.chat;

import app.henk.platform.jobs.Job;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets conversations wait again whose holders have gone without handing back. */
@Component
class LostHandoffs implements Job {

    private final Handoffs handoffs;

    LostHandoffs(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public String name() {
        return "lost-handoffs";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Void> run() {
        return handoffs.expire();
    }
}
