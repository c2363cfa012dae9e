package app.henk.chat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A conversation came to an account, or was taken out of it.
 *
 * @param fromAccount whose it was; empty: of whoever held its key
 * @param undoes the move that this one takes back
 * @param byAccount who took a move back, an administrator or the account's owner; empty: it came by signing in
 * @param undone whether it was taken back
 */
@JsonNaming(SnakeCaseStrategy.class)
record SessionMove(
        UUID id,
        UUID conversation,
        Optional<UUID> fromAccount,
        Optional<UUID> toAccount,
        Optional<UUID> undoes,
        Optional<UUID> byAccount,
        boolean undone,
        Instant at) {}
