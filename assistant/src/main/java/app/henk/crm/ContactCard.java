package app.henk.crm;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A person as staff keep them.
 *
 * @param company as it was told
 * @param organisation the company as a record, when there is one
 * @param account with which this person signs in, if they have one
 * @param blockedAt since when the person does not want to be contacted any more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ContactCard(
        UUID id,
        String firstName,
        String lastName,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> company,
        Optional<UUID> organisation,
        Optional<String> jobTitle,
        Optional<String> language,
        Optional<UUID> account,
        Optional<Instant> blockedAt,
        int version,
        Instant createdAt)
        implements Versioned {}
