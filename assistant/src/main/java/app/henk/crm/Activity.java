package app.henk.crm;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened with a person, a lead or a deal.
 *
 * @param actor the colleague who did it
 * @param tainted the text came from outside and may try to give orders
 */
public record Activity(
        UUID id,
        String type,
        String subject,
        String body,
        Optional<UUID> contact,
        Optional<UUID> lead,
        Optional<UUID> deal,
        Optional<UUID> conversation,
        Optional<UUID> actor,
        boolean tainted,
        Instant at) {}
