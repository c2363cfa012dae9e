package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.platform.Problem;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Whether somebody is there: the weekly hours, without public holidays and the house's own closed days. */
@Service
public class Doors {

    private static final int LOOK_AHEAD = 60;
    private static final BookingRules NONE =
            new BookingRules(new BookingRules.Calendar("", ""), List.of(), 1, List.of(), List.of(), List.of());

    private final BookingRulesStore rules;
    private final Agenda agenda;

    Doors(BookingRulesStore rules, Agenda agenda) {
        this.rules = rules;
        this.agenda = agenda;
    }

    public Mono<Boolean> isOpen(Tenant tenant, ZonedDateTime at) {
        LocalDate day = at.withZoneSameInstant(tenant.zone()).toLocalDate();
        return calendar(tenant, day, day)
                .map(house -> house.isOpen(at.withZoneSameInstant(tenant.zone()).toLocalDateTime()));
    }

    /** When somebody is there next: now, when it is open; nothing when no opening is in sight. */
    public Mono<Optional<ZonedDateTime>> opens(Tenant tenant, ZonedDateTime from) {
        ZonedDateTime here = from.withZoneSameInstant(tenant.zone());
        return calendar(tenant, here.toLocalDate(), here.toLocalDate().plusDays(LOOK_AHEAD))
                .map(house -> house.opens(here.toLocalDateTime(), LOOK_AHEAD).map(at -> at.atZone(tenant.zone())));
    }

    /** Why a day that is usually open is not, in this language; empty when it is as usual. */
    public Mono<Optional<String>> closure(Tenant tenant, LocalDate day, String language) {
        return calendar(tenant, day, day)
                .map(house ->
                        house.closure(day).map((Map<String, String> names) -> BookingRules.named(names, language)));
    }

    /** The days of these on which somebody is there, for the one who counts working days; bound the span. */
    public Mono<Set<LocalDate>> openDays(Tenant tenant, LocalDate from, LocalDate to) {
        return calendar(tenant, from, to)
                .map(house -> from.datesUntil(to.plusDays(1))
                        .filter(day -> !house.on(day).isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Mono<HouseCalendar> calendar(Tenant tenant, LocalDate from, LocalDate to) {
        return rules.rules(tenant.id())
                .onErrorReturn(Problem.class, NONE)
                .flatMap(known -> agenda.calendar(tenant, known, from, to));
    }
}
