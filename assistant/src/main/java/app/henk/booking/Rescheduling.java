package app.henk.booking;

import app.henk.crm.Contacts;
import app.henk.identity.Principal;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moves and cancels appointments. See {@link Appointments} for what is promised. */
@Component
class Rescheduling {

    private final TenantTransactions transactions;
    private final AppointmentStore appointments;
    private final Agenda agenda;
    private final Contacts contacts;
    private final AppointmentMail mail;
    private final MeetingNotes notes;
    private final Limits limits;
    private final Clock clock;

    Rescheduling(
            TenantTransactions transactions,
            AppointmentStore appointments,
            Agenda agenda,
            Contacts contacts,
            AppointmentMail mail,
            MeetingNotes notes,
            Limits limits,
            Clock clock) {
        this.transactions = transactions;
        this.appointments = appointments;
        this.agenda = agenda;
        this.contacts = contacts;
        this.mail = mail;
        this.notes = notes;
        this.limits = limits;
        this.clock = clock;
    }

    Mono<Booking> move(Principal who, House house, UUID id, LocalDateTime at, Optional<Integer> version) {
        return counted(who).then(own(who, id)).flatMap(known -> {
            requireUnchanged(known, version);
            AppointmentType type = house.type(known.type());
            if (known.start(house.tenant().zone()).toLocalDateTime().equals(at)) {
                return Mono.just(new Booking.Booked(known, type, house.place(type), false));
            }
            return Race.run(() -> moveOnce(who, house, type, known, at));
        });
    }

    private Mono<Booking> moveOnce(
            Principal who, House house, AppointmentType type, Appointment known, LocalDateTime at) {
        return agenda.around(house.tenant(), house.rules(), type, at.toLocalDate())
                .map(view -> view.without(known.id()))
                .flatMap(view -> view.refusal(at)
                        .map(why -> Race.refused(view, why, at))
                        .orElseGet(() -> {
                            Slot slot = view.slot(at);
                            return transactions
                                    .in(
                                            Scope.system(who.tenant()),
                                            () -> appointments
                                                    .move(
                                                            who.tenant(),
                                                            known.id(),
                                                            known.version(),
                                                            view.seat(slot).orElseThrow(),
                                                            slot,
                                                            slot.start()
                                                                    .plus(type.occupies())
                                                                    .toInstant())
                                                    .switchIfEmpty(Mono.error(Rescheduling::changedMeanwhile))
                                                    .flatMap(moved -> notes.moved(who, house, moved)
                                                            .then(contacts.find(who.tenant(), moved.contact()))
                                                            .flatMap(contact ->
                                                                    mail.moved(house, contact, moved, known.startsAt()))
                                                            .thenReturn((Booking) new Booking.Booked(
                                                                    moved, type, house.place(type), true))))
                                    .onErrorMap(Race::lost);
                        }));
    }

    Mono<Appointment> cancel(Principal who, House house, UUID id) {
        return counted(who).then(find(who, id)).flatMap(known -> {
            if (known.status() == Appointment.Status.CANCELLED) {
                return Mono.just(known);
            }
            requireUnchanged(known, Optional.empty());
            return transactions.in(
                    Scope.system(who.tenant()),
                    () -> appointments
                            .cancel(who.tenant(), id)
                            .flatMap(cancelled -> notes.cancelled(who, house, cancelled)
                                    .then(contacts.find(who.tenant(), cancelled.contact()))
                                    .flatMap(contact -> mail.cancelled(house, contact, cancelled))
                                    .thenReturn(cancelled))
                            .switchIfEmpty(Mono.defer(() -> appointments.find(who.tenant(), id))));
        });
    }

    private Mono<Appointment> own(Principal who, UUID id) {
        return find(who, id)
                .flatMap(known -> known.status() == Appointment.Status.BOOKED
                        ? Mono.just(known)
                        : Mono.error(Problem.conflict(
                                "appointment-cancelled", "This appointment was cancelled. Make a new one.")));
    }

    private Mono<Appointment> find(Principal who, UUID id) {
        return transactions
                .in(who.scope(), () -> appointments.find(who.tenant(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("appointment")));
    }

    private void requireUnchanged(Appointment known, Optional<Integer> version) {
        Instant now = clock.instant();
        if (!known.startsAt().isAfter(now)) {
            throw Problem.conflict("appointment-over", "This appointment has begun or is over.");
        }
        if (version.isPresent() && version.get() != known.version()) {
            throw changedMeanwhile();
        }
    }

    private static Problem changedMeanwhile() {
        return Problem.conflict("version-conflict", "This appointment has changed meanwhile. Read it again.");
    }

    private Mono<Void> counted(Principal who) {
        return who instanceof Principal.Staff
                ? Mono.empty()
                : limits.check(Limit.BOOKING, who.scope().actor().toString());
    }
}
