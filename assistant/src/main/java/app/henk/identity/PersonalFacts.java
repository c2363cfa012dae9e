package app.henk.identity;

import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * What a module knows of a person that the person would call a fact: shown, corrected and forgotten one by one, and what
 * advice may lean on. A module has one bean for each kind of such facts. All of them are read in one query.
 */
public interface PersonalFacts {

    /** Conversations of the person, for the condition of a {@link #query}. */
    String CONVERSATIONS = "any((select conversations from who)::uuid[])";

    /** Accounts of the person, likewise; none for a visitor. */
    String ACCOUNTS = "any((select accounts from who)::uuid[])";

    /** Addresses that the person has proved, in lower case. */
    String EMAILS = "any((select emails from who)::text[])";

    /** Under which heading they are shown; a word such as {@code wardrobe}. */
    String section();

    /**
     * A select of {@code ref} (text that names the fact among those of this section, for ever), {@code topic} (what it
     * is about, a word), {@code value} (text), {@code at} (timestamptz: since when it is known), {@code conversation_id}
     * and {@code message_id} (where it was told; null for elsewhere).
     */
    String query();

    /**
     * Whether what was known before reaches every turn of the person. Then row-level security must let the person read
     * it.
     */
    default boolean isForAdvice() {
        return false;
    }

    /** Whether the person may put something else in this fact's place. */
    default boolean isCorrectable(String topic) {
        return false;
    }

    /** Whether the person may have it forgotten alone, without everything else. */
    default boolean isForgettable(String topic) {
        return false;
    }

    /** @param message in which it was said; empty when it was entered elsewhere */
    record Correction(String value, Optional<UUID> message) {}

    /**
     * Puts another value in its place, in the caller's transaction, which speaks for the system. The caller has found the
     * fact among the speaker's own and asked whether it {@link #isCorrectable}. False when it is gone.
     */
    default Mono<Boolean> correct(Principal who, String ref, Correction correction) {
        return Mono.just(false);
    }

    /** Likewise takes it out. */
    default Mono<Boolean> forget(Principal who, String ref) {
        return Mono.just(false);
    }
}
