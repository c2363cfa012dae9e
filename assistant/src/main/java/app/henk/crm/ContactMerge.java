package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Two contacts become one. Each step is a recorded change of a row, so that an undo puts every one of them back exactly.
 * Whatever cannot be changed, such as the history, and whatever other modules keep, finds the one through the other.
 */
@Component
class ContactMerge {

    private static final List<Entity> MOVED = List.of(Entity.LEAD, Entity.DEAL, Entity.TASK);
    private static final List<String> TAKEN_OVER =
            List.of("first_name", "last_name", "phone", "company", "organisation_id", "job_title", "language");
    // each stands in one row at most
    private static final List<String> HANDED_OVER = List.of("email", "account_id");

    private final Merging merging;

    ContactMerge(Merging merging) {
        this.merging = merging;
    }

    /** @param gone is found no more; what it knows better goes to {@code keep} */
    Mono<UUID> into(Writing writing, UUID keep, UUID gone) {
        return merging.both(writing, Entity.CONTACT, keep, gone)
                .flatMap(pair -> Flux.fromIterable(MOVED)
                        // activities stay: they are read through the pointer
                        .concatMap(entity -> merging.moved(writing, entity, "contact_id", pair, record -> Map.of()))
                        .then(Mono.defer(() -> merging.left(writing, pair, handedOver(pair))))
                        .then(Mono.defer(() -> writing.update(pair.kept(), better(pair))))
                        .map(Stored::id));
    }

    private static Map<String, Optional<?>> handedOver(Merging.Pair pair) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        HANDED_OVER.stream().filter(pair::knowsBetter).forEach(column -> fields.put(column, Optional.empty()));
        return fields;
    }

    private static Map<String, Optional<?>> better(Merging.Pair pair) {
        Stored kept = pair.kept();
        Stored gone = pair.left();
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        // a name is taken as a whole
        boolean named = kept.text("first_name").filter(name -> !name.isEmpty()).isPresent()
                || kept.text("last_name").filter(name -> !name.isEmpty()).isPresent();
        TAKEN_OVER.stream()
                .filter(pair::knowsBetter)
                .filter(column -> !named || !column.endsWith("_name"))
                .forEach(column -> fields.put(column, gone.text(column)));
        HANDED_OVER.stream().filter(pair::knowsBetter).forEach(column -> fields.put(column, gone.text(column)));
        // whoever asked not to be contacted asked for all of it
        if (kept.text("blocked_at").isEmpty()) {
            fields.put("blocked_at", gone.text("blocked_at"));
        }
        return fields;
    }
}
