package app.henk.chat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whether a person of the house is wanted in a conversation, or speaks in it. */
record Handoff(Status status, Optional<String> name) {

    enum Status {
        /** The assistant answers and nobody has asked for a person. */
        NONE,
        /** A person was asked for; the assistant answers until one comes. */
        WAITING,
        /** A person has taken over; the assistant is silent. */
        HELD;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final Handoff NONE = new Handoff(Status.NONE, Optional.empty());

    /** As clients get it. */
    Map<String, Object> wire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("status", status.wire());
        wire.put("active", status == Status.HELD);
        name.ifPresent(who -> wire.put("name", who));
        return wire;
    }

    /**
     * Those who wait for a person or speak with one, as far as they are shown.
     *
     * @param more who are not shown
     */
    record Queue(List<Open> first, long more) {}

    /**
     * A conversation that waits for a person or is held by one, as staff see it.
     *
     * @param notes what colleagues left when they handed it back before, the latest first
     */
    record Open(
            UUID conversation,
            String status,
            Instant waiting_since,
            String cause,
            String reason,
            String language,
            Optional<String> page,
            Optional<UUID> held_by,
            Optional<String> held_name,
            Optional<Instant> held_until,
            List<Line> lines,
            List<Note> notes) {}

    record Note(String name, String text, Instant at) {}

    /** @param role user, assistant or staff */
    record Line(String role, String text, Optional<String> name, Instant at) {}
}
