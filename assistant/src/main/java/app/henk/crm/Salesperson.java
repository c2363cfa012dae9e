package app.henk.crm;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Somebody who sells.
 *
 * @param team empty for none
 * @param manager to whom they report
 * @param account with which they sign in; its id is theirs
 * @param active whether something can still be given to them
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Salesperson(
        UUID id, String name, String team, Optional<UUID> manager, Optional<UUID> account, boolean active, int version)
        implements Versioned {}
