package app.henk.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A time that is agreed.
 *
 * @param type by key, see {@link AppointmentType}
 * @param staff by key, who takes it
 * @param contact with whom
 * @param name of that person, as told for this appointment
 * @param calendarKey opens the calendar entry without any other proof
 * @param version grows with each change
 */
public record Appointment(
        UUID id,
        String type,
        String staff,
        Instant startsAt,
        Instant endsAt,
        Status status,
        UUID contact,
        Optional<UUID> conversation,
        Optional<UUID> account,
        String name,
        String language,
        String calendarKey,
        int version) {

    public enum Status {
        BOOKED,
        CANCELLED
    }

    public ZonedDateTime start(ZoneId zone) {
        return startsAt.atZone(zone);
    }

    public ZonedDateTime end(ZoneId zone) {
        return endsAt.atZone(zone);
    }

    /** Where its calendar entry can be fetched from, without any other proof. */
    public String calendarLink() {
        return "/api/appointments/" + id + "/calendar?key=" + calendarKey;
    }

    public boolean isAhead(Instant now) {
        return status == Status.BOOKED && endsAt.isAfter(now);
    }

    /** Without the key: a record's own text would put it into logs. */
    @Override
    public String toString() {
        return "Appointment[" + id + ", " + type + ", " + startsAt + ", " + status + "]";
    }
}
