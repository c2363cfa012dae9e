package app.henk.customers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that is known of a person.
 *
 * @param section whose it is, see {@link app.henk.identity.PersonalFacts}
 * @param ref names it within the section
 * @param topic what it is about
 * @param at since when it is known
 * @param message in which it was told
 */
public record KnownFact(
        String section,
        String ref,
        String topic,
        String value,
        Instant at,
        Optional<UUID> conversation,
        Optional<UUID> message) {}
