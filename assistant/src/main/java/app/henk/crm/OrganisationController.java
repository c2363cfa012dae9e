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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** Companies over HTTP, for staff alone. */
@Tag(name = "Organisations")
@RestController
@RequestMapping("/api/organisations")
class OrganisationController {

    private static final int MOST = 100;
    private static final String EXAMPLE = """
            {"name": "Müller Maschinenbau", "sector": "Maschinenbau", "employees": 240, "country": "DE"}""";

    private final Organisations organisations;

    OrganisationController(Organisations organisations) {
        this.organisations = organisations;
    }

    /** A company as other programs write it; what is left out stays, what is null is taken away. */
    record OrganisationBody(
            @Nullable String name,
            @Nullable String sector,
            @Nullable Integer employees,
            @Nullable String country,
            @Nullable String website) {}

    /** @param next what to pass as {@code after} for the page behind this one */
    record OrganisationPage(List<Organisation> organisations, Optional<String> next) {}

    @Operation(summary = "Companies, the newest first")
    @GetMapping
    Mono<OrganisationPage> list(
            Principal.Staff staff,
            @Parameter(description = "Words of the name", example = "müller") @RequestParam Optional<String> q,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "50") int limit) {
        return organisations
                .list(staff, q, after, RestDoor.limit(limit, MOST))
                .map(page -> new OrganisationPage(page.items(), page.next()));
    }

    @Operation(summary = "A company")
    @GetMapping("/{id}")
    Mono<ResponseEntity<Organisation>> organisation(Principal.Staff staff, @PathVariable UUID id) {
        return organisations.find(staff, id).map(RestDoor::found);
    }

    @Operation(
            summary = "Makes a company; refused with 409 and its id when the name is known",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = OrganisationBody.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Organisation>> create(
            Principal.Staff staff, @RequestBody JsonNode body, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return organisations
                .create(staff, read(body), RestDoor.of(key))
                .map(made -> RestDoor.made("/api/organisations", made));
    }

    @Operation(
            summary = "Changes what is named and nothing else",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = OrganisationBody.class),
                                            examples = @ExampleObject("{\"employees\": 260}"))))
    @PatchMapping("/{id}")
    Mono<ResponseEntity<Organisation>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody JsonNode body,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return organisations
                .update(staff, id, read(body), RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::changed);
    }

    @Operation(summary = "Takes a company away; refused while people, leads or deals stand with it")
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return organisations
                .delete(staff, id, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::gone);
    }

    /** @param gone the company that becomes part of this one */
    record Merge(@NotNull UUID gone) {}

    @Operation(summary = "Merges another company into this one; its change-set takes them apart again")
    @PostMapping("/{id}/merges")
    Mono<ResponseEntity<Organisation>> merge(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody Merge merge,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return organisations.merge(staff, id, merge.gone(), RestDoor.of(key)).map(RestDoor::changed);
    }

    private static OrganisationChange read(JsonNode body) {
        JsonFields fields = new JsonFields(body, OrganisationBody.class);
        var change = new Object() {
            OrganisationChange is = OrganisationChange.none();
        };
        fields.word("name", text -> change.is = change.is.name(text));
        fields.text("sector", text -> change.is = change.is.sector(text));
        fields.number("employees", number -> change.is = change.is.employees(number.map(BigDecimal::intValue)));
        fields.text("country", text -> change.is = change.is.country(text));
        fields.text("website", text -> change.is = change.is.website(text));
        fields.end();
        return change.is;
    }
}
