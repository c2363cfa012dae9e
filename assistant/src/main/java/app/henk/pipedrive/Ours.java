package app.henk.pipedrive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A record of ours as it is now.
 *
 * @param presence whether and as what it is to stand there
 * @param need another record of ours that must be there first
 * @param version of the record, where it has one: what is taken over is meant for this one
 */
record Ours(
        Kind kind, UUID id, Presence presence, Values values, Optional<RecordStore.OurKey> need, OptionalInt version) {

    Ours(Kind kind, UUID id, Presence presence, Values values, Optional<RecordStore.OurKey> need) {
        this(kind, id, presence, values, need, OptionalInt.empty());
    }

    Ours at(int known) {
        return new Ours(kind, id, presence, values, need, OptionalInt.of(known));
    }

    /** Whether and as what a record is to stand in Pipedrive. */
    sealed interface Presence {

        record There(Remote as) implements Presence {}

        /** Not, and what stands for it goes. */
        record Away(Outcome.Reason reason) implements Presence {}

        /** Not, but what stands for it stays. */
        record Aside(Outcome.Reason reason) implements Presence {}

        /**
         * Merged into another one here, and so there.
         *
         * @param with the other one
         * @param into what stands there for it; empty where nothing does
         * @param soon whether something is about to, when nothing does
         */
        record Merged(RecordStore.OurKey with, Optional<String> into, boolean soon) implements Presence {}

        /** A deal that comes from a lead which is a lead there still. */
        record Converted(String lead, Optional<String> stage) implements Presence {}
    }

    /** Whether what stands for it there is to be kept like it. */
    boolean isShown() {
        return presence instanceof Presence.There || presence instanceof Presence.Converted;
    }

    /** Nothing is left of it here. */
    static Ours missing(Kind kind, UUID id) {
        return new Ours(kind, id, new Presence.Away(Outcome.Reason.DELETED), Values.NONE, Optional.empty());
    }

    static Map<UUID, Ours> byId(List<Ours> all) {
        return all.stream().collect(Collectors.toMap(Ours::id, one -> one));
    }
}
