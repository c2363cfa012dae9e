package app.henk.crm;

import java.util.Optional;
import java.util.UUID;

/**
 * Through which door and for which request something is changed.
 *
 * @param message the chat message that led to it
 * @param request key of the request, 1 to 200 characters: the same person with the same key asks for the same thing and
 *     gets the first result; with the same key for something else the second one is refused
 */
public record Door(Channel channel, Optional<UUID> conversation, Optional<UUID> message, Optional<String> request) {

    public static Door of(Channel channel) {
        return new Door(channel, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Said in a conversation. */
    public static Door chat(UUID conversation) {
        return new Door(Channel.CHAT, Optional.of(conversation), Optional.empty(), Optional.empty());
    }

    public Door request(Optional<String> key) {
        return new Door(channel, conversation, message, key);
    }
}
