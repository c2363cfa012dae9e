package app.henk.pipedrive;

import app.henk.pipedrive.Merging.Touch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A record of ours as it was claimed to be sent.
 *
 * @param lease under which it was
 * @param remote what stands for it there
 * @param base what both sides had when they last agreed
 * @param sent what was on its way there when somebody died: each value may stand there by our own hand
 * @param erase the person behind it was erased
 * @param unsure since when it may have been made there without our knowing
 * @param disputed something was heard of it there that was not read yet, or it has waited so long that it may have changed
 */
record Item(
        Kind kind,
        UUID id,
        UUID lease,
        long changes,
        Optional<Link> remote,
        Values base,
        Map<String, Touch> touched,
        Map<String, List<String>> sent,
        boolean erase,
        int attempts,
        Optional<Instant> unsure,
        boolean disputed) {

    /** A record there. */
    record Link(Remote kind, String id) {}

    Item linked(Link link, Values agreed) {
        return new Item(
                kind,
                id,
                lease,
                changes,
                Optional.of(link),
                agreed,
                touched,
                sent,
                erase,
                attempts,
                Optional.empty(),
                disputed);
    }

    /** What both sides had last: where we wrote ourselves and never heard of it, what we wrote. */
    Values baseGiven(Values there) {
        Values known = base;
        for (var field : sent.entrySet()) {
            String found = there.fields().get(field.getKey());
            if (found != null && field.getValue().contains(found)) {
                known = known.with(field.getKey(), found);
            }
        }
        return known;
    }
}
