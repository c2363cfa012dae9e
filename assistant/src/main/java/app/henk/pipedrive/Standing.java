package app.henk.pipedrive;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one of our records stands with Pipedrive.
 *
 * @param entity organisation, contact, lead, deal, task or activity
 * @param state {@code synced}, {@code waiting}, {@code failed}, {@code left} (not to be there) or {@code unknown} (nobody
 *     has tried)
 * @param remoteKind what it is there
 * @param reason why it waits, failed or was left, as a word
 * @param detail what Pipedrive said
 * @param until when it is tried again
 */
public record Standing(
        String entity,
        UUID id,
        String state,
        Optional<String> remoteKind,
        Optional<String> remoteId,
        Optional<String> reason,
        Optional<String> detail,
        Optional<Instant> waitingSince,
        Optional<Instant> until,
        int attempts,
        Optional<Instant> syncedAt) {

    /** The kind of record of the CRM's that it is about: of a note of its own the lead or deal itself. */
    public String record() {
        return entity.replace("_note", "");
    }

    static Standing unknown(String entity, UUID id) {
        return new Standing(
                entity,
                id,
                "unknown",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
