package app.henk.crm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A change-set as other programs read it, with its first two hundred changes. */
@JsonNaming(SnakeCaseStrategy.class)
record ChangeSetJson(
        UUID id,
        Optional<UUID> actor,
        String channel,
        String action,
        Optional<UUID> message,
        Optional<UUID> undoes,
        Optional<UUID> undoneBy,
        Instant at,
        int size,
        List<ChangeJson> changes) {

    @JsonNaming(SnakeCaseStrategy.class)
    record ChangeJson(
            String entity,
            UUID id,
            String operation,
            Map<String, Object> before,
            Map<String, Object> after,
            int version) {}

    static ChangeSetJson of(ChangeSetView set) {
        return new ChangeSetJson(
                set.id(),
                set.actor(),
                set.channel().sqlName(),
                set.action(),
                set.message(),
                set.undoes(),
                set.undoneBy(),
                set.at(),
                set.size(),
                set.changes().stream()
                        .map(change -> new ChangeJson(
                                change.entity().table(),
                                change.id(),
                                change.operation().sqlName(),
                                change.before(),
                                change.after(),
                                change.version()))
                        .toList());
    }
}
