package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
    private static final int MOST = 2_000;

    private final ContactStore contacts;
    private final Clock clock;

    ContactMerge(ContactStore contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    /** @param gone is found no more; what it knows better goes to {@code keep} */
    Mono<UUID> into(Writing writing, UUID keep, UUID gone) {
        if (keep.equals(gone)) {
            return Mono.error(FieldErrors.of("gone", "must be another contact"));
        }
        return writing.lockAll(Entity.CONTACT, List.of(keep, gone))
                .filter(both -> both.size() == 2)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("contact")))
                .flatMap(both -> {
                    Stored kept = both.get(both.getFirst().id().equals(keep) ? 0 : 1);
                    Stored left = both.get(both.getFirst().id().equals(keep) ? 1 : 0);
                    return Flux.fromIterable(MOVED)
                            .concatMap(entity -> moved(writing, entity, "contact_id", keep, gone))
                            .then(moved(writing, Entity.CONTACT, "merged_into", keep, gone))
                            .then(Mono.defer(() -> left(writing, kept, left)))
                            .then(Mono.defer(() -> writing.update(kept, better(kept, left))))
                            .map(Stored::id);
                });
    }

    private Mono<Void> moved(Writing writing, Entity entity, String column, UUID keep, UUID gone) {
        return contacts.pointing(entity, writing.tenant(), gone)
                .take(MOST + 1L)
                .collectList()
                .flatMap(ids -> {
                    if (ids.size() > MOST) {
                        return Mono.error(Problem.conflict(
                                "too-many-records",
                                "More than " + MOST + " records belong to this contact: merge the other one into it."));
                    }
                    return Flux.fromIterable(ids)
                            .concatMap(id -> writing.lockAny(entity, id))
                            .concatMap(record -> writing.update(record, Map.of(column, Optional.of(keep))))
                            .then();
                });
    }

    private Mono<Stored> left(Writing writing, Stored kept, Stored gone) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        HANDED_OVER.stream()
                .filter(column -> isBetter(column, kept, gone))
                .forEach(column -> fields.put(column, Optional.empty()));
        fields.put("merged_into", Optional.of(kept.id()));
        fields.put("deleted_at", Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return writing.update(gone, fields);
    }

    private static Map<String, Optional<?>> better(Stored kept, Stored gone) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        // a name is taken as a whole
        boolean named = kept.text("first_name").filter(name -> !name.isEmpty()).isPresent()
                || kept.text("last_name").filter(name -> !name.isEmpty()).isPresent();
        TAKEN_OVER.stream()
                .filter(column -> isBetter(column, kept, gone))
                .filter(column -> !named || !column.endsWith("_name"))
                .forEach(column -> fields.put(column, gone.text(column)));
        HANDED_OVER.stream()
                .filter(column -> isBetter(column, kept, gone))
                .forEach(column -> fields.put(column, gone.text(column)));
        // whoever asked not to be contacted asked for all of it
        if (kept.text("blocked_at").isEmpty()) {
            fields.put("blocked_at", gone.text("blocked_at"));
        }
        return fields;
    }

    private static boolean isBetter(String column, Stored kept, Stored gone) {
        return kept.text(column).filter(value -> !value.isEmpty()).isEmpty()
                && gone.text(column).filter(value -> !value.isEmpty()).isPresent();
    }
}
