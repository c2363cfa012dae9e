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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Deals over HTTP, for staff alone. */
@Tag(name = "Deals")
@RestController
@RequestMapping("/api/deals")
class DealController {

    private static final int MOST = 100;
    private static final String EXAMPLE = """
            {"title": "Fräsmaschine FM-40", "company": "Müller Maschinenbau", "value": 48000, "stage": "Angebot",
             "expected_close": "2027-05-31", "sector": "Maschinenbau"}""";

    private final Deals deals;
    private final ChangeSets changeSets;

    DealController(Deals deals, ChangeSets changeSets) {
        this.deals = deals;
        this.changeSets = changeSets;
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    record DealPage(List<Deal> deals, Optional<String> next) {}

    @Operation(summary = "Deals that fit all of what is asked for, the newest first")
    @GetMapping
    Mono<DealPage> list(
            Principal.Staff staff,
            @Parameter(description = "Words in title, company, contact or notes", example = "müller fräs") @RequestParam
                    Optional<String> q,
            @RequestParam(defaultValue = "") Set<String> stage,
            @Parameter(description = "open, won, lost") @RequestParam(defaultValue = "") Set<String> status,
            @RequestParam(defaultValue = "") Set<String> sector,
            @Parameter(description = "Ids of salespeople, or 'me'") @RequestParam(defaultValue = "")
                    Set<String> assignee,
            @RequestParam("organisation_id") Optional<UUID> organisation,
            @RequestParam("contact_id") Optional<UUID> contact,
            @RequestParam Optional<String> email,
            @RequestParam("min_value") Optional<BigDecimal> minValue,
            @RequestParam("max_value") Optional<BigDecimal> maxValue,
            @RequestParam("close_from") Optional<LocalDate> closeFrom,
            @RequestParam("close_to") Optional<LocalDate> closeTo,
            @Parameter(description = "At least so many days without a call, mail or meeting")
                    @RequestParam("no_contact_days")
                    Optional<Integer> noContactDays,
            @RequestParam("min_health") Optional<Integer> minHealth,
            @RequestParam("max_health") Optional<Integer> maxHealth,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        DealFilter filter = new DealFilter(
                q,
                stage,
                status,
                sector,
                RestDoor.salespeople(staff, assignee),
                organisation,
                contact,
                email.map(address -> address.strip().toLowerCase(Locale.ROOT)),
                minValue,
                maxValue,
                closeFrom,
                closeTo,
                RestDoor.number(noContactDays),
                RestDoor.number(minHealth),
                RestDoor.number(maxHealth));
        return deals.list(staff, filter, after, RestDoor.limit(limit, MOST))
                .map(page -> new DealPage(page.items(), page.next()));
    }

    @Operation(summary = "A deal with its contact, activities, open tasks and stages")
    @GetMapping("/{id}")
    Mono<ResponseEntity<DealSheet>> deal(Principal.Staff staff, @PathVariable UUID id) {
        return deals.sheet(staff, id)
                .map(sheet -> ResponseEntity.ok()
                        .eTag(RestDoor.tag(sheet.deal().version()))
                        .body(sheet));
    }

    @Operation(
            summary = "Makes a deal; a title is enough",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DealBody.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Deal>> create(
            Principal.Staff staff, @RequestBody JsonNode body, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return deals.create(staff, NewDeal.of(DealBody.read(body)), RestDoor.of(key))
                .map(made -> RestDoor.made("/api/deals", made));
    }

    @Operation(
            summary = "Changes what is named and nothing else; moves to a stage, closes and reopens too",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DealBody.class),
                                            examples =
                                                    @ExampleObject("{\"stage\": \"negotiation\", \"value\": 52000}"))))
    @PatchMapping("/{id}")
    Mono<ResponseEntity<Deal>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody JsonNode body,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return deals.update(staff, id, DealBody.read(body), RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::changed);
    }

    @Operation(summary = "Takes a deal away, with its open tasks; its change-set brings it back")
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return deals.delete(staff, id, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::gone);
    }

    /** @param gone the deal that becomes part of this one */
    record Merge(@NotNull UUID gone) {}

    @Operation(summary = "Merges another deal into this one; its change-set takes them apart again")
    @PostMapping("/{id}/merges")
    Mono<ResponseEntity<Deal>> merge(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody Merge merge,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return deals.merge(staff, id, merge.gone(), RestDoor.of(key)).map(RestDoor::changed);
    }

    @Operation(summary = "What was changed about a deal, by whom and through which door, the newest first")
    @GetMapping("/{id}/changes")
    Mono<List<ChangeSetJson>> changes(Principal.Staff staff, @PathVariable UUID id) {
        return changeSets
                .history(staff, Entity.DEAL, id)
                .map(sets -> sets.stream().map(ChangeSetJson::of).toList());
    }
}
