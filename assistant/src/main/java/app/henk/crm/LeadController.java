package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Leads over HTTP, for staff alone. */
@Tag(name = "Leads")
@RestController
@RequestMapping("/api/leads")
class LeadController {

    private static final int MOST = 100;
    private static final String EXAMPLE = """
            {"first_name": "Grace", "last_name": "Miller", "email": "grace@miller.example", "budget": 50000,
             "company_size": 250, "industry": "tech", "urgency": "this_week"}""";

    private final Leads leads;
    private final LeadMetrics metrics;

    LeadController(Leads leads, LeadMetrics metrics) {
        this.leads = leads;
        this.metrics = metrics;
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    record LeadPage(List<LeadJson> leads, Optional<String> next) {}

    @Operation(summary = "Leads that fit all of what is asked for, the best score first")
    @GetMapping
    Mono<LeadPage> list(
            Principal.Staff staff,
            @Parameter(description = "Words of the name or the company", example = "müller") @RequestParam
                    Optional<String> q,
            @Parameter(description = "new, contacted, qualified, won, lost") @RequestParam(defaultValue = "")
                    Set<String> status,
            @RequestParam(defaultValue = "") Set<String> source,
            @RequestParam(defaultValue = "") Set<String> industry,
            @Parameter(description = "Ids of salespeople, or 'me'") @RequestParam(defaultValue = "")
                    Set<String> assignee,
            @RequestParam("min_score") Optional<Integer> minScore,
            @RequestParam("max_score") Optional<Integer> maxScore,
            @RequestParam("created_from") Optional<LocalDate> createdFrom,
            @RequestParam("created_to") Optional<LocalDate> createdTo,
            @RequestParam Optional<Boolean> contacted,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        LeadFilter filter = new LeadFilter(
                q,
                status,
                source,
                industry,
                RestDoor.salespeople(staff, assignee),
                RestDoor.number(minScore),
                RestDoor.number(maxScore),
                createdFrom,
                createdTo,
                contacted);
        return leads.list(staff, filter, after, RestDoor.limit(limit, MOST))
                .map(page ->
                        new LeadPage(page.items().stream().map(LeadJson::of).toList(), page.next()));
    }

    @Operation(
            summary =
                    "Leads per day, average score, key accounts, conversion and time to contact, by source and industry")
    @GetMapping("/metrics")
    Mono<LeadMetrics.Metrics> metrics(
            Principal.Staff staff,
            @Parameter(description = "First day; thirty days when left out", example = "2026-11-01") @RequestParam
                    Optional<LocalDate> from,
            @Parameter(description = "Last day; today when left out", example = "2026-11-30") @RequestParam
                    Optional<LocalDate> until) {
        return metrics.of(staff, from, until);
    }

    @Operation(summary = "The ten best leads of now")
    @GetMapping("/top")
    Mono<List<LeadJson>> top(Principal.Staff staff) {
        return leads.top(staff).map(top -> top.stream().map(LeadJson::of).toList());
    }

    record WithHistory(LeadJson lead, List<Activity> history) {}

    @Operation(summary = "A lead with its score explained and what happened with it")
    @GetMapping("/{id}")
    Mono<ResponseEntity<WithHistory>> lead(Principal.Staff staff, @PathVariable UUID id) {
        return leads.lead(staff, id)
                .map(found -> ResponseEntity.ok()
                        .eTag(RestDoor.tag(found.lead().version()))
                        .body(new WithHistory(LeadJson.of(found.lead()), found.history())));
    }

    @Operation(
            summary = "Makes a lead and scores it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = NewLead.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<LeadJson>> create(
            Principal.Staff staff,
            @Valid @RequestBody NewLead lead,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.create(staff, lead, RestDoor.of(key)).map(made -> RestDoor.made("/api/leads", made, LeadJson::of));
    }

    @Operation(
            summary = "Changes what is named and nothing else; the score follows",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = LeadBody.class),
                                            examples =
                                                    @ExampleObject("{\"status\": \"contacted\", \"budget\": 60000}"))))
    @RequestMapping(
            path = "/{id}",
            method = {RequestMethod.PUT, RequestMethod.PATCH})
    Mono<ResponseEntity<LeadJson>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody JsonNode body,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.update(staff, id, LeadBody.read(body), RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(changed -> RestDoor.changed(changed, LeadJson::of));
    }

    @Operation(summary = "Takes a lead away; its change-set brings it back")
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.delete(staff, id, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::gone);
    }

    /** @param leads 1 to 500 ids */
    record Assignment(
            @NotNull @Size(min = 1, max = 500) List<UUID> leads,
            @NotNull UUID salesperson) {}

    @Operation(summary = "Gives leads to a salesperson; all of them or none")
    @PostMapping("/assignments")
    Mono<ResponseEntity<List<LeadJson>>> assign(
            Principal.Staff staff,
            @Valid @RequestBody Assignment assignment,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.assign(staff, assignment.leads(), assignment.salesperson(), RestDoor.of(key))
                .map(changed -> ResponseEntity.ok()
                        .header(RestDoor.CHANGE_SET, changed.changeSet().toString())
                        .body(changed.now().stream().map(LeadJson::of).toList()));
    }

    @Operation(
            summary = "Makes a deal of a lead, with what is known of it; an empty body is enough",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DealBody.class),
                                            examples = @ExampleObject("{\"title\": \"Milling machine\"}"))))
    @PostMapping("/{id}/deal")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Deal>> toDeal(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody(required = false) Optional<JsonNode> body,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.toDeal(
                        staff,
                        id,
                        body.map(DealBody::read).orElseGet(DealChange::none),
                        Optional.empty(),
                        RestDoor.of(key))
                .map(made -> RestDoor.made("/api/deals", made));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Preview(int score, boolean keyAccount, LeadJson.Explanation explanation) {}

    @Operation(summary = "The score that a lead would have, while its form is being filled; keeps nothing")
    @PostMapping("/score-preview")
    Mono<Preview> preview(Principal.Staff staff, @Valid @RequestBody NewLead form) {
        return leads.preview(staff, form)
                .map(score -> new Preview(score.total(), score.keyAccount(), LeadJson.Explanation.of(score)));
    }
}
