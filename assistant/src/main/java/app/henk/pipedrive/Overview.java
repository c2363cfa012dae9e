package app.henk.pipedrive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How it stands between Henk and Pipedrive.
 *
 * @param state {@code not_connected}, {@code connected}, {@code paused}, {@code stopped} or {@code refused}
 * @param why of a pause: daily, burst, blocked or unreachable; of a refusal what Pipedrive said
 * @param waiting changes here that are not there yet
 * @param incoming records there that are to be read
 * @param unread records there that could not be kept here
 * @param tokens of the day's budget that were spent
 * @param webhook whether Pipedrive tells us by itself
 * @param missed a message of the last days that was too large to be kept
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Overview(
        String state,
        Optional<String> company,
        Optional<String> why,
        Optional<Instant> until,
        long waiting,
        Optional<Instant> waitingSince,
        long failed,
        long synced,
        long incoming,
        long unread,
        long conflicts,
        long tokens,
        Optional<Long> tokenLimit,
        long calls,
        boolean webhook,
        Optional<Missed> missed,
        Optional<Instant> reconciledAt,
        List<StageMapping> stages) {

    /** @param found whether what it was about has been found by comparing */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Missed(Instant at, boolean found) {}

    /** @param here the stage's key; none when nobody has said */
    @JsonNaming(SnakeCaseStrategy.class)
    public record StageMapping(long remoteId, String remoteName, Optional<String> here, boolean outward) {}
}
