package app.henk.booking;

import app.henk.booking.Refusal.Reason;
import app.henk.crm.Contact;
import app.henk.crm.Contacts;
import app.henk.identity.Principal;
import app.henk.platform.Ids;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes appointments. See {@link Appointments} for what is promised. */
@Component
class Reservation {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantTransactions transactions;
    private final AppointmentStore appointments;
    private final Agenda agenda;
    private final Contacts contacts;
    private final AppointmentMail mail;
    private final MeetingNotes notes;
    private final Limits limits;
    private final Clock clock;

    Reservation(
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

    private static final class TooMany extends RuntimeException {
        TooMany() {
            super("too many open appointments", null, false, false);
        }
    }

    Mono<Booking> book(Principal who, House house, BookingRequest wish) {
        AppointmentType type = house.type(wish.type());
        byte[] hash = hash(type.key() + "|" + wish.at() + "|" + wish.contact());
        return counted(who)
                .then(earlier(who, house, type, wish, hash))
                .switchIfEmpty(Mono.defer(() -> Race.run(() -> attempt(who, house, type, wish, hash))));
    }

    private Mono<Void> counted(Principal who) {
        return who instanceof Principal.Staff
                ? Mono.empty()
                : limits.check(Limit.BOOKING, who.scope().actor().toString());
    }

    private Mono<Booking> earlier(Principal who, House house, AppointmentType type, BookingRequest wish, byte[] hash) {
        return transactions
                .in(
                        Scope.system(who.tenant()),
                        () -> appointments.byRequest(who.tenant(), who.scope().actor(), wish.key()))
                .map(earlier -> {
                    if (!MessageDigest.isEqual(earlier.hash(), hash)) {
                        throw Problem.conflict(
                                "idempotency-key-reused",
                                "This Idempotency-Key was used for another appointment. Use a new one.");
                    }
                    return new Booking.Booked(earlier.appointment(), type, house.place(type), false);
                });
    }

    /** Time first, then the person: nobody tells an address for a time that is not free. */
    private Mono<Booking> attempt(Principal who, House house, AppointmentType type, BookingRequest wish, byte[] hash) {
        return agenda.around(house.tenant(), house.rules(), type, wish.at().toLocalDate())
                .flatMap(view -> view.refusal(wish.at())
                        .map(why -> Race.refused(view, why, wish.at()))
                        .orElseGet(() -> person(who, house, wish).flatMap(person -> switch (person) {
                            case Person.Ready ready ->
                                keep(who, house, view, wish, hash, ready)
                                        .onErrorResume(
                                                TooMany.class,
                                                no -> Race.refused(
                                                        view,
                                                        new Refusal(
                                                                Reason.TOO_MANY,
                                                                Map.of(
                                                                        "most",
                                                                        house.rules()
                                                                                .mostOpen())),
                                                        wish.at()));
                            case Person.Unclear unclear -> Mono.just(unclear.answer());
                        })))
                .onErrorResume(
                        Race.Lost.class,
                        lost -> earlier(who, house, type, wish, hash).switchIfEmpty(Mono.error(lost)));
    }

    /** Who comes, when it is clear; else what has to be asked. */
    private sealed interface Person {

        record Ready(String name, Optional<String> email, Supplier<Mono<Contact>> contact) implements Person {}

        record Unclear(Booking answer) implements Person {}
    }

    private Mono<Person> person(Principal who, House house, BookingRequest wish) {
        if (who instanceof Principal.Staff && wish.contact().isPresent()) {
            Scope system = Scope.system(who.tenant());
            return transactions
                    .in(system, () -> contacts.find(who.tenant(), wish.contact().get()))
                    .switchIfEmpty(Mono.error(() -> Problem.notFound("contact")))
                    .map(contact -> new Person.Ready(
                            contact.name(), contact.email(), () -> transactions.in(system, () -> Mono.just(contact))));
        }
        return contacts.read(who, house.tenant(), wish.person()).map(reading -> switch (reading) {
            case Contacts.Complete complete ->
                new Person.Ready(
                        complete.name(),
                        complete.email(),
                        () -> contacts.keep(who, complete).flatMap(id -> contacts.find(who.tenant(), id)));
            case Contacts.Incomplete incomplete -> new Person.Unclear(new Booking.Incomplete(incomplete.missing()));
            case Contacts.Invalid invalid -> new Person.Unclear(new Booking.Invalid(invalid.errors()));
        });
    }

    private Mono<Booking> keep(
            Principal who, House house, Agenda.View view, BookingRequest wish, byte[] hash, Person.Ready person) {
        Slot slot = view.slot(wish.at());
        Occupancy.Seat seat = view.seat(slot).orElseThrow();
        AppointmentType type = view.timetable().type();
        return transactions.in(
                who.scope(),
                () -> mail.welcome(who, person.email())
                        .then(person.contact().get())
                        .flatMap(contact -> roomFor(who, house).then(Mono.defer(() -> {
                            Appointment made = appointment(who, wish, type, slot, seat, person.name(), contact);
                            var row = new AppointmentStore.NewRow(
                                    made,
                                    seat.place(),
                                    slot.start().plus(type.occupies()).toInstant(),
                                    who.scope().actor(),
                                    wish.key(),
                                    hash);
                            return appointments
                                    .insert(who.tenant(), row)
                                    .flatMap(kept -> kept ? Mono.just(made) : Mono.error(new Race.Lost()))
                                    .flatMap(kept -> notes.booked(who, house, kept)
                                            .then(mail.booked(house, contact, kept))
                                            .thenReturn(new Booking.Booked(kept, type, house.place(type), true)));
                        }))));
    }

    private Mono<Void> roomFor(Principal who, House house) {
        return who instanceof Principal.Staff
                ? Mono.empty()
                : appointments
                        .openOf(who.tenant(), who.scope().actor(), clock.instant())
                        .flatMap(open -> open < house.rules().mostOpen() ? Mono.empty() : Mono.error(new TooMany()));
    }

    private static Appointment appointment(
            Principal who,
            BookingRequest wish,
            AppointmentType type,
            Slot slot,
            Occupancy.Seat seat,
            String name,
            Contact contact) {
        byte[] key = new byte[18];
        RANDOM.nextBytes(key);
        Optional<UUID> conversation = switch (who) {
            case Principal.Visitor visitor -> Optional.of(visitor.conversation());
            case Principal.Customer customer -> wish.conversation();
            // a colleague's own talk is not the customer's
            case Principal.Staff staff -> Optional.empty();
        };
        Optional<UUID> account = switch (who) {
            case Principal.Visitor visitor -> Optional.empty();
            case Principal.Customer customer -> Optional.of(customer.user());
            case Principal.Staff staff -> contact.account();
        };
        return new Appointment(
                Ids.next(),
                type.key(),
                seat.staff(),
                slot.start().toInstant(),
                slot.end().toInstant(),
                Appointment.Status.BOOKED,
                contact.id(),
                conversation,
                account,
                name,
                wish.person().language(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                1);
    }

    private static byte[] hash(String request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
