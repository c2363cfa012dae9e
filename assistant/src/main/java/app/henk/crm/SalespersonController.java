package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Those who sell, over HTTP, for staff alone. */
@Tag(name = "Salespeople")
@RestController
@RequestMapping("/api/salespeople")
class SalespersonController {

    private static final Set<String> NAMES = Set.of("team", "manager");

    private final Salespeople salespeople;

    SalespersonController(Salespeople salespeople) {
        this.salespeople = salespeople;
    }

    /** Whose team somebody is in; what is left out stays, what is null is taken away. */
    record SalespersonBody(@Nullable String team, @Nullable UUID manager) {}

    @Operation(summary = "All who sell or sold, by name")
    @GetMapping
    Mono<List<Salesperson>> all(Principal.Staff staff) {
        return salespeople.all(staff);
    }

    @Operation(summary = "The speaker")
    @GetMapping("/me")
    Mono<Salesperson> me(Principal.Staff staff) {
        return salespeople.me(staff);
    }

    @Operation(summary = "Somebody who sells")
    @GetMapping("/{id}")
    Mono<ResponseEntity<Salesperson>> salesperson(Principal.Staff staff, @PathVariable UUID id) {
        return salespeople.find(staff, id).map(RestDoor::found);
    }

    @Operation(
            summary = "Puts somebody into a team or under a manager; for managers and administrators",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SalespersonBody.class),
                                            examples = @ExampleObject("{\"team\": \"Nord\"}"))))
    @PatchMapping("/{id}")
    Mono<ResponseEntity<Salesperson>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestBody JsonNode body,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        JsonFields fields = new JsonFields(body, NAMES);
        var said = new Object() {
            Optional<String> team = Optional.empty();
            Optional<Optional<UUID>> manager = Optional.empty();
        };
        fields.text("team", text -> said.team = Optional.of(text.orElse("")));
        fields.id("manager", manager -> said.manager = Optional.of(manager));
        fields.end();
        return salespeople
                .update(staff, id, said.team, said.manager, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::changed);
    }

    /** @param visibility all, team or own */
    record Policy(
            @NotNull @Pattern(regexp = "all|team|own", message = "must be one of all, team, own")
            String visibility) {

        static Policy of(Visibility visibility) {
            return new Policy(visibility.key());
        }
    }

    @Operation(summary = "Whose leads, deals and tasks a salesperson sees")
    @GetMapping("/policy")
    Mono<Policy> policy(Principal.Staff staff) {
        return salespeople.visibility(staff).map(Policy::of);
    }

    @Operation(summary = "Decides whose leads, deals and tasks a salesperson sees; for administrators")
    @PutMapping("/policy")
    Mono<Policy> decide(Principal.Staff staff, @Valid @RequestBody Policy policy) {
        return salespeople
                .see(staff, Visibility.valueOf(policy.visibility().toUpperCase(Locale.ROOT)))
                .map(Policy::of);
    }
}
