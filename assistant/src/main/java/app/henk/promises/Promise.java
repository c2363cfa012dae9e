package app.henk.promises;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Something that was promised by a day.
 *
 * @param kind samples, callback, offer, answer or other
 * @param madeBy assistant or staff
 * @param name to whom; empty for whom it is made to, who knows
 * @param state open, kept or withdrawn
 * @param overdue the day went by and it was not kept; stays so when it is kept later
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Promise(
        UUID id,
        String kind,
        String about,
        String madeBy,
        Optional<UUID> staff,
        String name,
        Optional<String> email,
        Optional<String> phone,
        Optional<UUID> contact,
        Optional<UUID> lead,
        Optional<UUID> deal,
        Optional<UUID> conversation,
        String language,
        LocalDate due,
        String state,
        boolean overdue,
        Optional<Instant> closedAt,
        String note,
        int version,
        Instant createdAt) {

    public boolean isOpen() {
        return state.equals("open");
    }

    /** Without what sales knows: whoever typed an address has not proved that it is theirs. */
    Promise asSeenByPerson() {
        return new Promise(
                id,
                kind,
                about,
                madeBy,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                conversation,
                language,
                due,
                state,
                overdue,
                closedAt,
                note,
                version,
                createdAt);
    }
}
