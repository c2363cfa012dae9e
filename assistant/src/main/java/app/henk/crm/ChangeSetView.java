package app.henk.crm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One request that changed something, as it is shown.
 *
 * @param actor the colleague; empty for the system
 * @param action object and verb, such as {@code deal.moved}
 * @param size how many changes there are
 * @param changes the first two hundred of them
 * @param undoes the change-set that it took back
 * @param undoneBy the change-set that took it back
 */
public record ChangeSetView(
        UUID id,
        Optional<UUID> actor,
        Channel channel,
        String action,
        Optional<UUID> message,
        Optional<UUID> undoes,
        Optional<UUID> undoneBy,
        Instant at,
        int size,
        List<Change> changes) {

    static final int MOST_SHOWN = 200;

    /** Whether it is too large to be shown or taken back record by record. */
    boolean isLarge() {
        return size > MOST_SHOWN;
    }

    ChangeSetView with(List<Change> seen) {
        return new ChangeSetView(id, actor, channel, action, message, undoes, undoneBy, at, size, List.copyOf(seen));
    }
}
