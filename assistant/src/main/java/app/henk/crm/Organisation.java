package app.henk.crm;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A company; there is one of each name. */
@JsonNaming(SnakeCaseStrategy.class)
public record Organisation(
        UUID id,
        String name,
        Optional<String> sector,
        Optional<Integer> employees,
        Optional<String> country,
        Optional<String> website,
        int version,
        Instant createdAt)
        implements Versioned {}
