package app.henk.crm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A piece of business under way.
 *
 * @param contact name of the contact; empty while nobody is known
 * @param company name of the organisation, else what the contact says
 * @param value empty while nobody knows it, which is not nothing
 * @param stage key of its stage
 * @param status {@code open}, {@code won} or {@code lost}
 * @param probability of that stage, in percent
 * @param weighted value × probability, as the database keeps it
 * @param assigneeName of the salesperson
 * @param health of now; only an open deal has one
 * @param blockedAt since when the person does not want to be contacted any more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Deal(
        UUID id,
        String title,
        Optional<UUID> contactId,
        Optional<String> contact,
        Optional<String> email,
        Optional<UUID> organisationId,
        Optional<String> company,
        Optional<UUID> lead,
        Optional<BigDecimal> value,
        String currency,
        String pipeline,
        String stage,
        String status,
        int probability,
        Optional<BigDecimal> weighted,
        Optional<LocalDate> expectedClose,
        Optional<String> sector,
        Optional<String> product,
        Optional<String> source,
        String notes,
        Optional<UUID> assignee,
        Optional<String> assigneeName,
        Instant stageSince,
        Optional<Instant> lastContactAt,
        Optional<Instant> closedAt,
        Optional<String> lostReason,
        Optional<UUID> conversation,
        Optional<Instant> blockedAt,
        Optional<Health> health,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    public boolean isOpen() {
        return status.equals("open");
    }
}
