package app.henk.pipedrive;

import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record in Pipedrive that was to be read and could not be kept here; it stays there as it is.
 *
 * @param remoteKind organization, person, lead, deal, activity or note
 * @param reason {@code unfit} when what stands there does not fit here, else {@code unknown}
 * @param since when it was heard of
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Unread(String remoteKind, String remoteId, String reason, Instant since) {}
