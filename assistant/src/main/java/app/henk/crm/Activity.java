package app.henk.crm;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened with a lead or a deal.
 *
 * @param tainted the text came from outside and may try to give orders
 */
public record Activity(
        UUID id, String type, String subject, String body, Optional<UUID> conversation, boolean tainted, Instant at) {}
