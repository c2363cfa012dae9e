package app.henk.booking;

import app.henk.crm.Contacts;
import app.henk.identity.Audit;
import app.henk.identity.Principal;
import app.henk.platform.Wording;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells sales and the audit book what became of an appointment, in the transaction in which it became so. */
@Component
class MeetingNotes {

    private final Contacts contacts;
    private final Audit audit;
    private final Wording wording;

    MeetingNotes(Contacts contacts, Audit audit, Wording wording) {
        this.contacts = contacts;
        this.audit = audit;
        this.wording = wording;
    }

    Mono<Void> booked(Principal who, House house, Appointment appointment) {
        return note("booked", who, house, appointment);
    }

    Mono<Void> moved(Principal who, House house, Appointment appointment) {
        return note("moved", who, house, appointment);
    }

    Mono<Void> cancelled(Principal who, House house, Appointment appointment) {
        return note("cancelled", who, house, appointment);
    }

    private Mono<Void> note(String what, Principal who, House house, Appointment appointment) {
        String language = house.tenant().language();
        String subject = wording.say(
                "booking.activity." + what,
                language,
                Map.of(
                        "type", house.rules().typeName(appointment.type(), language),
                        "at",
                                appointment
                                        .start(house.tenant().zone())
                                        .format(DateTimeFormatter.ofPattern("d.M.yyyy HH:mm", Locale.ROOT)),
                        "name", appointment.name()));
        @Nullable UUID colleague = who instanceof Principal.Staff staff ? staff.user() : null;
        return contacts.noteMeeting(
                        who.tenant(),
                        appointment.contact(),
                        appointment.conversation().orElse(null),
                        subject,
                        colleague)
                .then(audit.append(new Audit.Entry(
                                appointment.conversation().isPresent() ? "chat" : "api",
                                "appointment." + what,
                                appointment.id().toString())
                        .after("{\"version\":" + appointment.version() + "}")));
    }
}
