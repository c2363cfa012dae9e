package app.henk.crm;

import app.henk.platform.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Two deals become one: tasks and notes of the one stand with the other, whose stage, status and value stay. What happened
 * cannot be changed and is read through the one that goes.
 */
@Component
class DealMerge {

    private final Merging merging;

    DealMerge(Merging merging) {
        this.merging = merging;
    }

    /**
     * Fails with the conflict {@code notes-too-long} where the notes of both do not fit into one deal.
     *
     * @param gone is found no more; what it knows better goes to {@code keep}
     */
    Mono<UUID> into(Writing writing, UUID keep, UUID gone) {
        return merging.both(writing, Entity.DEAL, keep, gone)
                .flatMap(pair -> {
                    Map<String, Optional<?>> better = better(pair);
                    return merging.moved(writing, Entity.TASK, "deal_id", pair, record -> Map.of())
                            .then(Mono.defer(() -> merging.left(writing, pair, Map.of("notes", Optional.of("")))))
                            .then(Mono.defer(() -> writing.update(pair.kept(), better)));
                })
                .map(Stored::id);
    }

    private static Map<String, Optional<?>> better(Merging.Pair pair) {
        Stored kept = pair.kept();
        Stored gone = pair.left();
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        Stream.concat(Stream.of(TakenOver.values()).map(TakenOver::column), Stream.of("conversation_id"))
                .filter(pair::knowsBetter)
                .forEach(column -> fields.put(column, gone.text(column)));
        if (fields.containsKey(TakenOver.VALUE.column())) {
            fields.put(TakenOver.VALUE.column(), gone.number("value"));
            fields.put("currency", gone.text("currency"));
        }
        fields.put("notes", Optional.of(notes(pair)));
        Stream.of(kept, gone)
                .flatMap(deal -> deal.instant("last_contact_at").stream())
                .max(Instant::compareTo)
                .ifPresent(latest -> fields.put("last_contact_at", Optional.of(latest)));
        // whoever asked not to be contacted asked for all of it
        if (kept.text("blocked_at").isEmpty()) {
            fields.put("blocked_at", gone.text("blocked_at"));
        }
        return fields;
    }

    private static String notes(Merging.Pair pair) {
        String both = Stream.of(pair.kept(), pair.left())
                .map(deal -> deal.text("notes").orElse("").strip())
                .filter(notes -> !notes.isEmpty())
                .distinct()
                .reduce((one, other) -> one + "\n\n" + other)
                .orElse("");
        if (both.codePointCount(0, both.length()) > DealFields.LONGEST_NOTES) {
            throw Problem.conflict(
                    "notes-too-long",
                    "The notes of both have more than " + DealFields.LONGEST_NOTES
                            + " characters together: shorten them first.");
        }
        return both;
    }
}
