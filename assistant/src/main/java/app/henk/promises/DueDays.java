package app.henk.promises;

import app.henk.identity.OpeningTimes;
import app.henk.identity.Tenant;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** By which day a promise is due: the tenant's rules on the tenant's own working days, and nobody's word. */
@Component
class DueDays {

    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private final PromiseRulesStore rules;
    private final Clock clock;

    DueDays(PromiseRulesStore rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** @param warnOn the day on which staff is warned */
    record Term(LocalDate due, LocalDate warnOn) {}

    Mono<Term> of(Tenant tenant, PromiseKind kind) {
        LocalDate today = today(tenant);
        return Mono.zip(rules.rules(tenant.id()), workingDays(tenant), (known, days) -> {
            LocalDate due = days.after(today, known.days(kind));
            return new Term(due, days.before(due, known.warn(), today));
        });
    }

    /** For a day that a colleague has named. */
    Mono<Term> until(Tenant tenant, LocalDate due) {
        return Mono.zip(
                rules.rules(tenant.id()),
                workingDays(tenant),
                (known, days) -> new Term(due, days.before(due, known.warn(), today(tenant))));
    }

    LocalDate today(Tenant tenant) {
        return LocalDate.now(clock.withZone(tenant.zone()));
    }

    /** Who has said no hours works from Monday to Friday. */
    private Mono<WorkingDays> workingDays(Tenant tenant) {
        OpeningTimes opening = tenant.opening();
        boolean silent = opening.week().values().stream().allMatch(java.util.List::isEmpty);
        return Mono.just(new WorkingDays(
                day -> silent ? WEEK.contains(day.getDayOfWeek()) : !opening.on(day.getDayOfWeek()).isEmpty()));
    }
}
