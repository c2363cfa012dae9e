package app.henk.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A next step: what somebody means to do by a day. */
@JsonNaming(SnakeCaseStrategy.class)
public record Task(
        UUID id,
        String subject,
        LocalDate due,
        UUID assignee,
        Optional<UUID> contact,
        Optional<UUID> lead,
        Optional<UUID> deal,
        Optional<Instant> doneAt,
        int version,
        Instant createdAt)
        implements Versioned {}
