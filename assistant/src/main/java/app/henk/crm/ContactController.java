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
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Contacts over HTTP, for staff alone. */
@Tag(name = "Contacts")
@RestController
@RequestMapping("/api/contacts")
class ContactController {

    private static final int MOST = 100;
    private static final String EXAMPLE = """
            {"first_name": "Julia", "last_name": "Weber", "email": "j.weber@mueller.example",
             "company": "Müller Maschinenbau", "job_title": "Einkauf"}""";

    private final AddressBook contacts;

    ContactController(AddressBook contacts) {
        this.contacts = contacts;
    }

    /** A contact as other programs write it; what is left out stays, what is null is taken away. */
    @JsonNaming(SnakeCaseStrategy.class)
    record ContactBody(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,

            @Nullable @Schema(description = "By its name; made when it is not known")
            String company,

            @Nullable UUID organisationId,
            @Nullable String jobTitle,
            @Nullable @Schema(description = "de, en or fr") String language) {}

    /** @param next what to pass as {@code after} for the page behind this one */
    record ContactPage(List<ContactCard> contacts, Optional<String> next) {}

    @Operation(summary = "Contacts, the newest first")
    @GetMapping
    Mono<ContactPage> list(
            Principal.Staff staff,
            @Parameter(description = "Words of the name or the company", example = "weber") @RequestParam
                    Optional<String> q,
            @RequestParam("organisation_id") Optional<UUID> organisation,
            @RequestParam Optional<UUID> after,
            @RequestParam(defaultValue = "50") int limit) {
        return contacts.list(staff, q, organisation, after, RestDoor.limit(limit, MOST))
                .map(page -> new ContactPage(page.items(), page.next()));
    }

    @Operation(summary = "A contact; of one that was merged, the one that it was merged into")
    @GetMapping("/{id}")
    Mono<ResponseEntity<ContactCard>> contact(Principal.Staff staff, @PathVariable UUID id) {
        return contacts.find(staff, id).map(RestDoor::found);
    }

    @Operation(
            summary = "Makes a contact; refused with 409 and its id when the e-mail address is known",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ContactBody.class),
                                            examples = @ExampleObject(EXAMPLE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ContactCard>> create(
            Principal.Staff staff, @RequestBody JsonNode body, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return contacts.create(staff, read(body), RestDoor.of(key)).map(made -> RestDoor.made("/api/contacts", made));
    }

    @Operation(
            summary = "Changes what is named and nothing else",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ContactBody.class),
                                            examples = @ExampleObject("{\"phone\": \"+49 40 123456\"}"))))
    @PatchMapping("/{id}")
    Mono<ResponseEntity<ContactCard>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody JsonNode body,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return contacts.update(staff, id, read(body), RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::changed);
    }

    @Operation(summary = "Takes a contact away; refused while an open deal or lead stands with it")
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return contacts.delete(staff, id, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::gone);
    }

    /** @param gone the contact that becomes part of this one */
    record Merge(@NotNull UUID gone) {}

    @Operation(summary = "Merges another contact into this one; its change-set takes them apart again")
    @PostMapping("/{id}/merges")
    Mono<ResponseEntity<ContactCard>> merge(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody Merge merge,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return contacts.merge(staff, id, merge.gone(), RestDoor.of(key)).map(RestDoor::changed);
    }

    private static ContactChange read(JsonNode body) {
        JsonFields fields = new JsonFields(body, ContactBody.class);
        var change = new Object() {
            ContactChange is = ContactChange.none();
        };
        fields.text("first_name", text -> change.is = change.is.firstName(text));
        fields.text("last_name", text -> change.is = change.is.lastName(text));
        fields.text("email", text -> change.is = change.is.email(text));
        fields.text("phone", text -> change.is = change.is.phone(text));
        fields.text("company", text -> change.is = change.is.company(text));
        fields.id("organisation_id", id -> change.is = change.is.organisation(id));
        fields.text("job_title", text -> change.is = change.is.jobTitle(text));
        fields.text("language", text -> change.is = change.is.language(text));
        fields.end();
        return change.is;
    }
}
