package app.henk.crm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two companies become one: people, leads and deals of the one stand with the other. */
@Component
class OrganisationMerge {

    private static final List<Entity> MOVED = List.of(Entity.CONTACT, Entity.LEAD, Entity.DEAL);
    /** Those that write the company's name down themselves. */
    private static final List<Entity> NAMING = List.of(Entity.CONTACT, Entity.LEAD);

    private static final List<String> TAKEN_OVER = List.of("sector", "country", "website");

    private final Merging merging;

    OrganisationMerge(Merging merging) {
        this.merging = merging;
    }

    /** @param gone is found no more; what it knows better goes to {@code keep} */
    Mono<UUID> into(Writing writing, UUID keep, UUID gone) {
        return merging.both(writing, Entity.ORGANISATION, keep, gone)
                .flatMap(pair -> Flux.fromIterable(MOVED)
                        .concatMap(entity -> merging.moved(
                                writing, entity, "organisation_id", pair, record -> renamed(entity, record, pair)))
                        .then(Mono.defer(() -> merging.left(writing, pair, Map.of())))
                        .then(Mono.defer(() -> writing.update(pair.kept(), better(pair))))
                        .map(Stored::id));
    }

    private static Map<String, Optional<?>> renamed(Entity entity, Stored record, Merging.Pair pair) {
        boolean named = NAMING.contains(entity)
                && record.text("company").equals(pair.left().text("name"));
        return named ? Map.of("company", pair.kept().text("name")) : Map.of();
    }

    private static Map<String, Optional<?>> better(Merging.Pair pair) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        TAKEN_OVER.stream()
                .filter(pair::knowsBetter)
                .forEach(column -> fields.put(column, pair.left().text(column)));
        if (pair.kept().number("employees").isEmpty()) {
            fields.put("employees", pair.left().number("employees"));
        }
        return fields;
    }
}
