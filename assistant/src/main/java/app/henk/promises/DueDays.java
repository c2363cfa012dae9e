package app.henk.promises;

import app.henk.booking.Doors;
import app.henk.identity.Tenant;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By which day a promise is due: the tenant's rules on the tenant's own working days, and nobody's word. */
@Component
class DueDays {

    private static final long LEAST = 60;
    private static final long LONGEST = 1_500;
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private final PromiseRulesStore rules;
    private final Doors doors;
    private final Clock clock;

    DueDays(PromiseRulesStore rules, Doors doors, Clock clock) {
        this.rules = rules;
        this.doors = doors;
        this.clock = clock;
    }

    /** @param warnOn the day on which staff is warned */
    record Term(LocalDate due, LocalDate warnOn) {}

    Mono<Term> of(Tenant tenant, PromiseKind kind) {
        LocalDate today = today(tenant);
        return rules.rules(tenant.id())
                .flatMap(known -> workingDays(tenant, today, known.days(kind)).map(days -> {
                    LocalDate due = days.after(today, known.days(kind));
                    return new Term(due, days.before(due, known.warn(), today));
                }));
    }

    /** For a day that a colleague has named. */
    Mono<Term> until(Tenant tenant, LocalDate due) {
        return Mono.zip(
                rules.rules(tenant.id()),
                workingDays(tenant, today(tenant), (int) today(tenant).until(due, ChronoUnit.DAYS)),
                (known, days) -> new Term(due, days.before(due, known.warn(), today(tenant))));
    }

    LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
    }

    /** Who has said no hours works from Monday to Friday. */
    private Mono<WorkingDays> workingDays(Tenant tenant, LocalDate from, int atMost) {
        // a working day in five or so is the least that a house has; what lies behind counts as in a usual week
        LocalDate to = from.plusDays(Math.min(LONGEST, LEAST + 5L * atMost));
        return doors.openDays(tenant, from.minusDays(1), to)
                .map(open ->
                        new WorkingDays(open.isEmpty() ? day -> WEEK.contains(day.getDayOfWeek()) : open::contains));
    }
}
