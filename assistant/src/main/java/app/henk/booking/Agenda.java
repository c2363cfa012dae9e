package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The house's open days and what is taken on them. Nobody learns from it who has booked what. */
@Component
class Agenda {

    private static final int LOOK_BACK = 7;
    private static final int LOOK_AHEAD = 21;
    /** What stands in the way of one open day and perhaps not of the next one. */
    private static final Set<Refusal.Reason> OF_SOME_HOURS =
            EnumSet.of(Refusal.Reason.TOO_SOON, Refusal.Reason.OUTSIDE_HOURS);

    private final TenantTransactions transactions;
    private final AppointmentStore appointments;
    private final Holidays holidays;
    private final Clock clock;

    Agenda(TenantTransactions transactions, AppointmentStore appointments, Holidays holidays, Clock clock) {
        this.transactions = transactions;
        this.appointments = appointments;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** Some days of the agenda, as they are now. */
    record View(Timetable timetable, Occupancy occupancy, LocalDate from, LocalDate to) {

        List<Slot> free() {
            List<Slot> free = new ArrayList<>();
            for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
                timetable.on(day).stream()
                        .filter(slot -> seat(slot).isPresent())
                        .forEach(free::add);
            }
            return free;
        }

        /** The closest to the wanted time, in order of time. */
        List<Slot> nearest(LocalDateTime wanted, int most) {
            return free().stream()
                    .sorted(Comparator.comparing(
                            slot -> Duration.between(wanted, slot.start().toLocalDateTime())
                                    .abs()))
                    .limit(most)
                    .sorted(Comparator.comparing(Slot::start))
                    .toList();
        }

        Optional<Refusal> refusal(LocalDateTime at) {
            return timetable
                    .refusal(at)
                    .or(() -> seat(slot(at)).isPresent()
                            ? Optional.empty()
                            : Optional.of(Refusal.of(Refusal.Reason.TAKEN)));
        }

        /** Why nothing is free, seen from the first day that was asked for. */
        Refusal why(LocalDate first) {
            return timetable
                    .closure(first)
                    .filter(closure -> !OF_SOME_HOURS.contains(closure.reason()) || !hasTimes())
                    .orElse(Refusal.of(Refusal.Reason.FULL));
        }

        /** Whether anything could be on these days if nobody had taken it. */
        private boolean hasTimes() {
            return from.datesUntil(later(from, to.plusDays(1)))
                    .anyMatch(day -> !timetable.on(day).isEmpty());
        }

        Optional<Occupancy.Seat> seat(Slot slot) {
            return occupancy.seat(timetable.type(), slot.start().toInstant());
        }

        Slot slot(LocalDateTime at) {
            return timetable.slotFrom(at.atZone(timetable.house().zone()));
        }

        View without(UUID appointment) {
            return new View(timetable, occupancy.without(appointment), from, to);
        }
    }

    /** The days from one to the other, as far as this type can be booked in them. */
    Mono<View> between(Tenant tenant, BookingRules rules, AppointmentType type, LocalDate from, LocalDate to) {
        return calendar(tenant, rules, from, to)
                .map(house -> new Timetable(type, house, clock.instant().atZone(tenant.zone())))
                .flatMap(timetable -> view(tenant, timetable, from, to));
    }

    /** The days around a wanted time. */
    Mono<View> around(Tenant tenant, BookingRules rules, AppointmentType type, LocalDate wanted) {
        LocalDate today = LocalDate.now(clock.withZone(tenant.zone()));
        LocalDate last = today.plusDays(type.horizonDays());
        LocalDate middle = wanted.isBefore(today) ? today : wanted.isAfter(last) ? last : wanted;
        return between(tenant, rules, type, middle.minusDays(LOOK_BACK), middle.plusDays(LOOK_AHEAD));
    }

    Mono<HouseCalendar> calendar(Tenant tenant, BookingRules rules, LocalDate from, LocalDate to) {
        return holidays.of(rules.calendar(), Year.from(from), Year.from(to)).map(closures -> {
            var all = new java.util.HashMap<>(closures);
            all.putAll(rules.closedBetween(from, to));
            return new HouseCalendar(tenant.zone(), tenant.opening(), all);
        });
    }

    private Mono<View> view(Tenant tenant, Timetable timetable, LocalDate from, LocalDate to) {
        LocalDate first = later(from, timetable.firstDay());
        LocalDate last = earlier(to, timetable.lastDay());
        ZoneId zone = tenant.zone();
        return transactions
                .in(
                        Scope.system(tenant.id()),
                        () -> appointments
                                .taken(
                                        tenant.id(),
                                        first.atStartOfDay(zone).toInstant(),
                                        last.plusDays(1).atStartOfDay(zone).toInstant())
                                .collectList())
                .map(taken -> new View(timetable, new Occupancy(taken), first, last));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
