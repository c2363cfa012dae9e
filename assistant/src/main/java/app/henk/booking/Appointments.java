package app.henk.booking;

import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Appointments: when there is time for one, and who has which. */
@Service
public class Appointments {

    /** How many days one question about free times may span. */
    public static final int LONGEST_SPAN = 62;

    private static final int NEAREST = 6;
    private static final LocalTime NOON = LocalTime.NOON;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final BookingRulesStore rules;
    private final Agenda agenda;
    private final AppointmentStore appointments;
    private final Reservation reservation;
    private final Rescheduling rescheduling;
    private final CalendarFile calendar;
    private final Clock clock;

    Appointments(
            TenantTransactions transactions,
            Tenants tenants,
            BookingRulesStore rules,
            Agenda agenda,
            AppointmentStore appointments,
            Reservation reservation,
            Rescheduling rescheduling,
            CalendarFile calendar,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.rules = rules;
        this.agenda = agenda;
        this.appointments = appointments;
        this.reservation = reservation;
        this.rescheduling = rescheduling;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What can be booked with this tenant. */
    public Mono<List<AppointmentType>> types(TenantId tenant) {
        return rules.rules(tenant).map(BookingRules::types);
    }

    /**
     * The free times of these days, in order; says nothing of who has taken the others.
     *
     * @param type a key or a name
     */
    public Mono<FreeTimes> free(Tenant tenant, String type, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > LONGEST_SPAN) {
            return Mono.error(Problem.badRequest(
                    "wrong-span", "The days 'from' and 'to' stand in this order, at most " + LONGEST_SPAN + " apart."));
        }
        return rules.rules(tenant.id()).map(known -> new House(tenant, known)).flatMap(house -> {
            AppointmentType wanted = house.type(type);
            return agenda.between(tenant, house.rules(), wanted, from, to)
                    .flatMap(view -> view.free().isEmpty()
                            ? none(house, wanted, view, from)
                            : Mono.just(new FreeTimes(
                                    wanted, house.place(wanted), view.free(), Optional.empty(), List.of())));
        });
    }

    private Mono<FreeTimes> none(House house, AppointmentType type, Agenda.View view, LocalDate from) {
        LocalDateTime wanted = from.atTime(NOON);
        return agenda.around(house.tenant(), house.rules(), type, from)
                .map(around -> new FreeTimes(
                        type,
                        house.place(type),
                        List.of(),
                        Optional.of(new Why(view.why(from), wanted)),
                        around.nearest(wanted, NEAREST)));
    }

    /**
     * @param place where, empty when the house does not know
     * @param why there is nothing, seen from the first of the days
     * @param nearest free times elsewhere, when there is nothing
     */
    public record FreeTimes(
            AppointmentType type, String place, List<Slot> slots, Optional<Why> why, List<Slot> nearest) {}

    /** @param wanted a time of the day that the reason is about */
    public record Why(Refusal refusal, LocalDateTime wanted) {}

    /** With what the tenant's rules say of each; those of a kind that there is no more are left out. */
    public Mono<List<Described>> described(Tenant tenant, List<Appointment> known) {
        return rules.rules(tenant.id())
                .map(rules -> new House(tenant, rules))
                .map(house -> known.stream()
                        .flatMap(appointment -> house.rules().type(appointment.type()).stream()
                                .map(type -> new Described(appointment, type, house.place(type))))
                        .toList());
    }

    public record Described(Appointment appointment, AppointmentType type, String place) {}

    /** Makes an appointment for the speaker, or for whom staff name. Once for each request key. */
    public Mono<Booking> book(Principal who, BookingRequest wish) {
        return house(who.tenant()).flatMap(house -> reservation.book(who, house, wish));
    }

    /**
     * Moves an appointment of the speaker; staff move any. Not found when it is somebody else's.
     *
     * @param version in which the speaker knows it; refused when it has changed since
     */
    public Mono<Booking> move(Principal who, UUID id, LocalDateTime at, Optional<Integer> version) {
        return house(who.tenant()).flatMap(house -> rescheduling.move(who, house, id, at, version));
    }

    /** Calls an appointment of the speaker off; harmless to repeat. Not found when it is somebody else's. */
    public Mono<Appointment> cancel(Principal who, UUID id) {
        return house(who.tenant()).flatMap(house -> rescheduling.cancel(who, house, id));
    }

    public Mono<Appointment> find(Principal who, UUID id) {
        return transactions
                .in(who.scope(), () -> appointments.find(who.tenant(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("appointment")));
    }

    /** Those of the speaker that are not over, the next one first; at most so many. */
    public Mono<List<Appointment>> ahead(Principal who, int most) {
        return ahead(who, Optional.empty(), most);
    }

    /** Those with one person that are not over, the next one first; at most so many. */
    public Mono<List<Appointment>> aheadWith(Principal.Staff who, UUID contact, int most) {
        return ahead(who, Optional.of(contact), most);
    }

    private Mono<List<Appointment>> ahead(Principal who, Optional<UUID> contact, int most) {
        Instant now = clock.instant();
        return transactions.in(
                who.scope(),
                () -> appointments
                        .from(who.tenant(), now.minus(java.time.Duration.ofHours(12)), Optional.empty(), contact, most)
                        .filter(appointment -> appointment.isAhead(now))
                        .collectList());
    }

    /** All that the speaker may see, by time; behind {@code after} of the page before. */
    Mono<List<Appointment>> page(Principal who, Instant from, Optional<UUID> after, Optional<UUID> contact, int limit) {
        return transactions.in(
                who.scope(),
                () -> appointments
                        .from(who.tenant(), from, after, contact, limit)
                        .collectList());
    }

    /** The calendar entry behind an unguessable link. */
    Mono<CalendarEntry> calendar(UUID id, String key) {
        return appointments
                .tenantOf(id, key)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("appointment")))
                .flatMap(tenant -> house(tenant)
                        .zipWith(transactions.in(Scope.system(tenant), () -> appointments.find(tenant, id))))
                .flatMap(both -> calendar.of(both.getT1(), both.getT2(), Optional.empty())
                        .map(file -> new CalendarEntry(
                                file, CalendarFile.contentType(CalendarFile.method(both.getT2(), false)))));
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes that are handed on, never compared
    record CalendarEntry(byte[] file, String contentType) {}

    Mono<House> house(TenantId id) {
        return tenants.tenant(id).zipWith(rules.rules(id), House::new);
    }
}
