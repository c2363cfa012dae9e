package app.henk.crm;

import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What making one record of two takes, whatever they are: both are held, and what points at the one that goes points at
 * the other from then on. Each step is a recorded change of a row, so that an undo puts every one of them back exactly.
 */
@Component
class Merging {

    private static final int MOST = 2_000;

    private final DatabaseClient database;
    private final Clock clock;

    Merging(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param left the one that is found no more */
    record Pair(Stored kept, Stored left) {

        boolean knowsBetter(String column) {
            return kept.text(column).filter(value -> !value.isEmpty()).isEmpty()
                    && left.text(column).filter(value -> !value.isEmpty()).isPresent();
        }
    }

    /** Fails with a not-found problem unless both are there. */
    Mono<Pair> both(Writing writing, Entity entity, UUID keep, UUID gone) {
        if (keep.equals(gone)) {
            return Mono.error(FieldErrors.of("gone", "must be another " + entity.table()));
        }
        return writing.lockAll(entity, List.of(keep, gone))
                .filter(both -> both.size() == 2)
                .switchIfEmpty(Mono.error(() -> Problem.notFound(entity.table())))
                .map(both -> both.getFirst().id().equals(keep)
                        ? new Pair(both.getFirst(), both.getLast())
                        : new Pair(both.getLast(), both.getFirst()));
    }

    /**
     * Fails with the conflict {@code too-many-records} where more than 2 000 records point at it.
     *
     * @param column of {@code entity} that points at the one that goes
     * @param also what else changes with a record that moves
     */
    Mono<Void> moved(
            Writing writing, Entity entity, String column, Pair pair, Function<Stored, Map<String, Optional<?>>> also) {
        return pointing(writing, entity, column, pair.left().id())
                .take(MOST + 1L)
                .collectList()
                .flatMap(ids -> {
                    if (ids.size() > MOST) {
                        return Mono.error(Problem.conflict(
                                "too-many-records",
                                "More than " + MOST + " records belong to this one: merge the other one into it."));
                    }
                    return Flux.fromIterable(ids)
                            .concatMap(id -> writing.lockAny(entity, id))
                            .concatMap(record -> {
                                Map<String, Optional<?>> fields = new LinkedHashMap<>(also.apply(record));
                                fields.put(column, Optional.of(pair.kept().id()));
                                return writing.update(record, fields);
                            })
                            .then();
                });
    }

    /**
     * Found no more, but through the one that stays; whatever was merged into it before follows.
     *
     * @param also what it hands over, and has no more
     */
    Mono<Stored> left(Writing writing, Pair pair, Map<String, Optional<?>> also) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>(also);
        fields.put("merged_into", Optional.of(pair.kept().id()));
        fields.put("deleted_at", Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return moved(writing, pair.left().entity(), "merged_into", pair, record -> Map.of())
                .then(Mono.defer(() -> writing.update(pair.left(), fields)));
    }

    private Flux<UUID> pointing(Writing writing, Entity entity, String column, UUID gone) {
        return database.sql("select id from " + entity.table() + " where tenant_id = :tenant and " + column
                        + " = :gone order by id")
                .bind("tenant", writing.tenant().value())
                .bind("gone", gone)
                .map(row -> Row.value(row, "id", UUID.class))
                .all();
    }
}
