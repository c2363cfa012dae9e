package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What needs a salesperson, what to do next, and what is meant by a name, over HTTP. */
@Tag(name = "Sales")
@RestController
class DayController {

    private static final int MOST_FOUND = 50;

    private final MyDay days;
    private final DayWords words;
    private final NextActions actions;
    private final Finder finder;
    private final Tenants tenants;

    DayController(MyDay days, DayWords words, NextActions actions, Finder finder, Tenants tenants) {
        this.days = days;
        this.words = words;
        this.actions = actions;
        this.finder = finder;
        this.tenants = tenants;
    }

    /** @param why all reasons in the language asked for */
    record Needing(DayItem item, String why) {}

    /**
     * @param message what there is to say when nothing needs anybody; empty otherwise
     * @param more whether there is more of the kind than is shown
     */
    record DayJson(LocalDate date, List<Needing> items, Optional<String> message, boolean more) {}

    @Operation(summary = "What needs me today, the most pressing first, with the reason")
    @GetMapping("/api/my-day")
    Mono<DayJson> day(
            Principal.Staff staff, @Parameter(description = "de, en or fr") @RequestParam Optional<String> language) {
        return language(staff, language)
                .flatMap(spoken -> days.of(staff)
                        .map(day -> new DayJson(
                                day.date(),
                                day.items().stream()
                                        .map(item -> new Needing(item, words.why(item, spoken)))
                                        .toList(),
                                day.isFree() ? Optional.of(words.free(spoken)) : Optional.empty(),
                                day.more())));
    }

    @Operation(summary = "Three things to do next for a deal")
    @GetMapping("/api/deals/{id}/next-actions")
    Mono<List<NextAction>> next(Principal.Staff staff, @PathVariable UUID id, @RequestParam Optional<String> language) {
        return language(staff, language).flatMap(spoken -> actions.of(staff, id, spoken));
    }

    @Operation(summary = "Deals, leads, contacts, organisations and salespeople that a name may mean, the best first")
    @GetMapping("/api/find")
    Mono<List<Match>> find(
            Principal.Staff staff,
            @Parameter(example = "Müller") @RequestParam String q,
            @Parameter(description = "Among DEAL, LEAD, CONTACT, ORGANISATION, SALESPERSON; all when left out")
                    @RequestParam(defaultValue = "")
                    Set<Entity> kind,
            @RequestParam(defaultValue = "10") int limit) {
        return finder.named(
                staff, q, kind.isEmpty() ? EnumSet.allOf(Entity.class) : kind, RestDoor.limit(limit, MOST_FOUND));
    }

    /** The tenant's own unless it is another of its languages. */
    private Mono<String> language(Principal.Staff staff, Optional<String> asked) {
        return tenants.tenant(staff.tenant())
                .map(tenant -> asked.filter(tenant.languages()::contains).orElseGet(tenant::language));
    }
}
