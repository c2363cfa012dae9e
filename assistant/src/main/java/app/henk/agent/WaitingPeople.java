package app.henk.agent;

import app.henk.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Visitors and customers who asked for a person of the house. Implemented by whoever keeps conversations. */
public interface WaitingPeople {

    /**
     * One who waits, or with whom a colleague speaks.
     *
     * @param since when a person was asked for
     * @param reason why, in a sentence for staff; may be empty
     * @param words what the visitor said last, at most 280 characters; empty where nothing was said
     * @param holder the colleague who has taken it; empty while nobody has
     * @param lines what was said last by whom, the earliest first
     */
    record Waiting(
            UUID conversation, Instant since, String reason, String words, Optional<String> holder, List<Line> lines) {}

    /**
     * @param role user, assistant or staff
     * @param name of a colleague
     */
    record Line(String role, String text, Optional<String> name, Instant at) {}

    /**
     * @param first at most a hundred: those who were there within a day before all others, and who waits longest before
     *     the others
     * @param more how many wait besides these
     */
    record Queue(List<Waiting> first, long more) {}

    Mono<Queue> of(Principal.Staff staff);
}
