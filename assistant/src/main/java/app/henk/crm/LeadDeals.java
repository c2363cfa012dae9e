package app.henk.crm;

import app.henk.identity.Tenant;
import app.henk.platform.FieldErrors;
import app.henk.platform.FieldErrors.FieldError;
import app.henk.platform.Problem;
import app.henk.platform.Row;
import app.henk.platform.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The deal that becomes of a lead. Runs in the caller's transaction. */
@Component
class LeadDeals {

    private static final Set<String> ENDS = Set.of("won", "lost");
    private static final Set<String> EARLIER = Set.of("new", "contacted");
    // one that was deleted stands in nobody's way
    private static final String IS_OR_WAS_MERGED = "(deleted_at is null or merged_into is not null)";

    private final DatabaseClient database;
    private final DealStore deals;
    private final DealFields fields;
    private final DealTitles titles;
    private final Clock clock;

    LeadDeals(DatabaseClient database, DealStore deals, DealFields fields, DealTitles titles, Clock clock) {
        this.database = database;
        this.deals = deals;
        this.fields = fields;
        this.titles = titles;
        this.clock = clock;
    }

    Mono<Deal> find(TenantId tenant, UUID id) {
        return deals.find(tenant, id, false);
    }

    /** A lead with an open deal ends when that one is closed. */
    Mono<Void> allow(Writing writing, Stored lead, Optional<String> status) {
        return status.filter(ENDS::contains).isEmpty()
                ? Mono.empty()
                : deal(writing, lead.id(), "status = 'open' and deleted_at is null")
                        .flatMap(deal -> Mono.error(Problem.conflict(
                                        "has-deal",
                                        "This lead has an open deal: close that one, and the lead goes with it.")
                                .with("deal", deal)));
    }

    Mono<UUID> make(
            Writing writing, Tenant tenant, SalesRules rules, Stored lead, DealChange said, Optional<String> words) {
        Stage stage = words.map(name -> rules.stages()
                        .named(name)
                        .filter(Stage::isOpen)
                        .orElseThrow(
                                () -> FieldErrors.of(new FieldError("stage", "must be an open stage of the pipeline")
                                        .breaking("open_stage"))))
                .orElseGet(rules::firstStage);
        Map<String, Optional<?>> known = new LinkedHashMap<>(ofLead(tenant, rules, lead));
        known.putAll(said.fields());
        return deal(writing, lead.id(), IS_OR_WAS_MERGED)
                .flatMap(deal -> Mono.<UUID>error(Problem.conflict("has-deal", "This lead has a deal already.")
                        .with("deal", deal)))
                .switchIfEmpty(Mono.defer(() -> fields.checked(writing, known)
                        .flatMap(checked -> {
                            Map<String, Object> row = DealFields.start(
                                    tenant, stage, clock.instant().truncatedTo(ChronoUnit.MICROS));
                            row.putAll(checked);
                            return writing.create(Entity.DEAL, row);
                        })
                        .delayUntil(deal -> qualified(writing, lead))
                        .map(Stored::id)));
    }

    private Map<String, Optional<?>> ofLead(Tenant tenant, SalesRules rules, Stored lead) {
        Map<String, Optional<?>> fields = new LinkedHashMap<>();
        fields.put("title", Optional.of(titles.named(tenant, rules, LeadFacts.of(lead.fields()))));
        fields.put("lead_id", Optional.of(lead.id()));
        fields.put("contact_id", lead.reference("contact_id"));
        fields.put("organisation_id", lead.reference("organisation_id"));
        fields.put("assignee_id", lead.reference("assignee_id"));
        fields.put("value", lead.number("budget"));
        fields.put("source", lead.text("source"));
        fields.put("notes", lead.text("notes"));
        return fields;
    }

    private static Mono<Stored> qualified(Writing writing, Stored lead) {
        return lead.text("status").filter(EARLIER::contains).isPresent()
                ? writing.update(lead, Map.of("status", Optional.of("qualified")))
                : Mono.just(lead);
    }

    private Mono<UUID> deal(Writing writing, UUID lead, String which) {
        return database.sql(
                        "select coalesce(merged_into, id) as id from deal where tenant_id = :tenant and lead_id = :lead"
                                + " and " + which + " order by deleted_at is not null, id limit 1")
                .bind("tenant", writing.tenant().value())
                .bind("lead", lead)
                .map(row -> Row.value(row, "id", UUID.class))
                .one();
    }
}
