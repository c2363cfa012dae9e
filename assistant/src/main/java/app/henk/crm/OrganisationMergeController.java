package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Contacts")
class OrganisationMergeController {

    private final Organisations organisations;

    OrganisationMergeController(Organisations organisations) {
        this.organisations = organisations;
    }

    /** @param gone the company that becomes part of this one */
    record Merge(@NotNull UUID gone) {}

    @Operation(
            summary = "Merges another company into this one; its change-set takes them apart again",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            "{\"gone\": \"0198c5a0-7b1c-7d2e-8f00-1a2b3c4d5e6f\"}"))))
    @PostMapping("/api/organisations/{id}/merges")
    Mono<ResponseEntity<Organisation>> merge(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody Merge merge,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return organisations.merge(staff, id, merge.gone(), RestDoor.of(key)).map(RestDoor::changed);
    }
}
