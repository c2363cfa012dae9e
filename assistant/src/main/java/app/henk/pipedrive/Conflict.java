package app.henk.pipedrive;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Both sides had changed one field.
 *
 * @param winner {@code henk} or {@code pipedrive}
 * @param because {@code later}, {@code person}, {@code first} where each had its own before they became one, {@code unfit} or
 *     {@code deleted}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Conflict(
        String entity,
        UUID record,
        String field,
        String ours,
        String theirs,
        String winner,
        String because,
        Instant at) {}
