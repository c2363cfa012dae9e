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
 * @param stage key of its stage
 * @param probability of that stage, in percent
 * @param weighted value × probability, as the database keeps it
 * @param blockedAt since when the person does not want to be contacted any more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Deal(
        UUID id,
        String title,
        String contact,
        Optional<String> email,
        Optional<UUID> lead,
        BigDecimal value,
        String currency,
        String stage,
        String status,
        int probability,
        BigDecimal weighted,
        Optional<LocalDate> expectedClose,
        Optional<UUID> conversation,
        Optional<Instant> blockedAt,
        int version,
        Instant createdAt) {}
