package app.henk.crm;

import app.henk.identity.Tenant;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks what somebody says about a lead and works out its score. Names every field that cannot be right. */
@Component
class LeadFields {

    static final List<String> STATUS = List.of("new", "contacted", "qualified", "won", "lost");

    private static final List<String> INDUSTRIES = List.of("tech", "finance", "healthcare", "other");
    private static final List<String> URGENCY = List.of("immediately", "this_week", "this_month", "later");
    private static final int LARGEST_COMPANY = 10_000_000;
    private static final int LONGEST_NOTES = 20_000;
    // who is spoken with has been contacted
    private static final Set<String> CONTACTED = Set.of("contacted", "qualified", "won");

    private final OrganisationNames organisations;
    private final References references;
    private final Clock clock;

    LeadFields(OrganisationNames organisations, References references, Clock clock) {
        this.organisations = organisations;
        this.references = references;
        this.clock = clock;
    }

    /** The columns to set, without score. Makes an organisation that is not known yet, as part of the same request. */
    Mono<Map<String, Optional<?>>> checked(Writing writing, Tenant tenant, Map<String, Optional<?>> said) {
        return read(tenant, said)
                .flatMap(fields -> references
                        .checked(writing.tenant(), fields)
                        .then(Mono.defer(() -> organisations.ofCompany(writing, fields))));
    }

    /** The same without what can be looked up: for a form that is still being filled. */
    Mono<Map<String, Optional<?>>> read(Tenant tenant, Map<String, Optional<?>> said) {
        FieldChecks checks = new FieldChecks(said)
                .longest("first_name", 120)
                .longest("last_name", 120)
                .longest("company", 200)
                .amount("budget")
                .count("company_size", LARGEST_COMPANY)
                .oneOf("industry", INDUSTRIES)
                .oneOf("urgency", URGENCY)
                .longest("occasion", 60)
                .day("event_date")
                .needed("source")
                .longest("source", 60)
                .needed("status")
                .oneOf("status", STATUS)
                .longest("notes", LONGEST_NOTES)
                .emptyAsText("first_name")
                .emptyAsText("last_name")
                .emptyAsText("notes");
        Optional<String> name = Optional.of((checks.text("first_name").orElse("") + " "
                        + checks.text("last_name").orElse(""))
                .strip());
        return PersonDetails.read(tenant, name, checks.text("email"), checks.text("phone"))
                .flatMap(person -> checks.person(person).checked().map(fields -> {
                    fields.computeIfPresent("email", (column, given) -> person.email());
                    fields.computeIfPresent("phone", (column, given) -> person.phone());
                    return fields;
                }));
    }

    /** What follows from what is known together with what is said: the score, and since when somebody was contacted. */
    Map<String, Optional<?>> followed(
            Tenant tenant, ScoringFormula formula, Map<String, Object> known, Map<String, Optional<?>> said) {
        Map<String, Object> now = new LinkedHashMap<>(known);
        said.forEach((column, value) -> value.ifPresentOrElse(some -> now.put(column, some), () -> now.remove(column)));
        Score score = formula.score(LeadFacts.of(now), LocalDate.now(clock.withZone(tenant.zone())));
        Map<String, Optional<?>> fields = new LinkedHashMap<>(said);
        fields.put("score", Optional.of(score.total()));
        fields.put("formula_version", Optional.of(score.formula()));
        if (said.getOrDefault("status", Optional.empty())
                        .filter(CONTACTED::contains)
                        .isPresent()
                && !known.containsKey("contacted_at")) {
            fields.put("contacted_at", Optional.of(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
        return fields;
    }
}
