package app.henk.booking;

import app.henk.crm.Contact;
import app.henk.identity.Principal;
import app.henk.mail.Attachment;
import app.henk.mail.Mail;
import app.henk.mail.MailConsents;
import app.henk.mail.MailPurpose;
import app.henk.mail.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is written to whoever has an appointment. Everything here joins the caller's transaction. */
@Component
class AppointmentMail {

    private static final LocalTime REMINDED_AT = LocalTime.of(10, 0);

    private final Outbox outbox;
    private final MailConsents consents;
    private final CalendarFile calendar;
    private final Clock clock;

    AppointmentMail(Outbox outbox, MailConsents consents, CalendarFile calendar, Clock clock) {
        this.outbox = outbox;
        this.consents = consents;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Whoever makes an appointment with an address asks for mail about it. In the speaker's own scope. */
    Mono<Void> welcome(Principal who, Optional<String> address) {
        return address.isEmpty() || who instanceof Principal.Staff
                ? Mono.empty()
                : consents.agree(who, address.get(), MailPurpose.APPOINTMENT).then();
    }

    Mono<Void> booked(House house, Contact contact, Appointment appointment) {
        return post("appointment-confirmed", house, contact, appointment, Map.of())
                .then(remind(house, contact, appointment));
    }

    Mono<Void> moved(House house, Contact contact, Appointment appointment, Instant before) {
        var values = Map.<String, Object>of("before", before.atZone(zone(house)));
        return forget(appointment)
                .then(post("appointment-moved", house, contact, appointment, values))
                .then(remind(house, contact, appointment));
    }

    Mono<Void> cancelled(House house, Contact contact, Appointment appointment) {
        return forget(appointment).then(post("appointment-cancelled", house, contact, appointment, Map.of()));
    }

    private Mono<Void> post(
            String template, House house, Contact contact, Appointment appointment, Map<String, Object> more) {
        return Mono.justOrEmpty(contact.email())
                .flatMap(address -> calendar.of(house, appointment, contact.email())
                        .flatMap(file -> outbox.post(new Mail(
                                template + ":" + appointment.id() + ":" + appointment.version(),
                                address,
                                template,
                                appointment.language(),
                                values(house, appointment, more),
                                List.of(new Attachment(
                                        "invite.ics",
                                        CalendarFile.contentType(CalendarFile.method(appointment, true)),
                                        file)),
                                Optional.empty())))
                        .then());
    }

    /** The day before, unless that has passed. */
    private Mono<Void> remind(House house, Contact contact, Appointment appointment) {
        ZonedDateTime at = appointment
                .start(zone(house))
                .toLocalDate()
                .minusDays(1)
                .atTime(REMINDED_AT)
                .atZone(zone(house));
        if (contact.email().isEmpty() || !at.toInstant().isAfter(clock.instant())) {
            return Mono.empty();
        }
        return outbox.post(new Mail(
                        reminder(appointment.id(), appointment.version()),
                        contact.email().get(),
                        "appointment-reminder",
                        appointment.language(),
                        values(house, appointment, Map.of()),
                        List.of(),
                        Optional.of(at.toInstant())))
                .then();
    }

    /** Takes back the reminder of what it was before this change. */
    private Mono<Void> forget(Appointment appointment) {
        return outbox.withdraw(reminder(appointment.id(), appointment.version() - 1))
                .then();
    }

    /** The key of the mail that reminds of an appointment as it was in this version. */
    static String reminder(UUID appointment, int version) {
        return "appointment-reminder:" + appointment + ":" + version;
    }

    private static Map<String, Object> values(House house, Appointment appointment, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("type", house.rules().typeName(appointment.type(), appointment.language()));
        values.put("at", appointment.start(zone(house)));
        values.put("name", appointment.name());
        values.put("with", house.rules().staffName(appointment.staff()));
        values.put(
                "place",
                house.rules().type(appointment.type()).map(house::place).orElse(""));
        return values;
    }

    private static ZoneId zone(House house) {
        return house.tenant().zone();
    }
}
