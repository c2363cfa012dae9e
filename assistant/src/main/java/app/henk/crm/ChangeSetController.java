package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What was changed, and taking it back, over HTTP, for staff alone. */
@Tag(name = "Change-sets")
@RestController
@RequestMapping("/api/change-sets")
class ChangeSetController {

    private final ChangeSets changeSets;

    ChangeSetController(ChangeSets changeSets) {
        this.changeSets = changeSets;
    }

    @Operation(summary = "What one request changed, as far as I may see it")
    @GetMapping("/{id}")
    Mono<ChangeSetJson> changeSet(Principal.Staff staff, @PathVariable UUID id) {
        return changeSets.find(staff, id).map(ChangeSetJson::of);
    }

    /**
     * @param restored what is as it was, one sentence each
     * @param kept what could not be taken back and why
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record UndoneJson(UUID changeSet, List<String> restored, List<String> kept) {}

    @Operation(
            summary = "Takes back what a request changed, and says what cannot be taken back; 409 when nothing can",
            description = "What somebody changed since stays. The undo is a change-set too and can be undone.")
    @PostMapping("/{id}/undo")
    Mono<UndoneJson> undo(
            Principal.Staff staff, @PathVariable UUID id, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return changeSets.undo(staff, id, RestDoor.of(key)).map(undone -> {
            if (undone.restored().isEmpty() && !undone.kept().isEmpty()) {
                throw Problem.conflict("nothing-undone", String.join("; ", undone.kept()) + ".")
                        .with("kept", undone.kept());
            }
            return new UndoneJson(undone.changeSet(), undone.restored(), undone.kept());
        });
    }
}
