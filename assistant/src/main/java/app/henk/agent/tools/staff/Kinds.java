package app.henk.agent.tools.staff;

import app.henk.agent.tools.Shown.Item;
import app.henk.crm.Entity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Kinds of records, as tools name them. */
final class Kinds {

    static final String PROMISE = "promise";
    static final String QUESTION = "question";
    static final String APPOINTMENT = "appointment";
    static final String CONVERSATION = "conversation";
    static final String GROUP = "group";

    private Kinds() {}

    static String of(Entity entity) {
        return entity.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Entity> entity(String kind) {
        return Stream.of(Entity.values())
                .filter(entity -> of(entity).equals(kind))
                .findFirst();
    }

    static boolean isAmong(Item item, Set<Entity> kinds) {
        return entity(item.kind()).filter(kinds::contains).isPresent();
    }

    static Item deal(UUID id, String title) {
        return new Item(0, of(Entity.DEAL), id, title);
    }

    static Item item(Entity entity, UUID id, String label) {
        return new Item(0, of(entity), id, label);
    }
}
