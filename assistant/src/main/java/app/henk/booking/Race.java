package app.henk.booking;

import app.henk.booking.Booking.Refused;
import app.henk.platform.Problem;
import java.time.LocalDateTime;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import reactor.core.publisher.Mono;

/** Several people want the same time at once: the database lets one have it, the others look again. */
final class Race {

    private static final int TRIES = 4;
    private static final int NEAREST = 4;

    private Race() {}

    /** Somebody else took person or place while this one was being made. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("taken meanwhile", null, false, false);
        }
    }

    /** Each look knows what the one before did not. */
    static Mono<Booking> run(Supplier<Mono<Booking>> attempt) {
        return run(attempt, TRIES);
    }

    /** For what may break the rule that two never share a person or a place. */
    static Throwable lost(Throwable error) {
        return error instanceof DataIntegrityViolationException || error instanceof ConcurrencyFailureException
                ? new Lost()
                : error;
    }

    static Mono<Booking> refused(Agenda.View view, Refusal why, LocalDateTime at) {
        return Mono.just(new Refused(why, at, view.timetable().type(), view.nearest(at, NEAREST)));
    }

    private static Mono<Booking> run(Supplier<Mono<Booking>> attempt, int tries) {
        return Mono.defer(attempt)
                .onErrorResume(
                        Lost.class,
                        lost -> tries > 1
                                ? run(attempt, tries - 1)
                                : Mono.error(Problem.conflict(
                                        "slot-taken",
                                        "This time is much wanted and was just taken. Choose another one.")));
    }
}
