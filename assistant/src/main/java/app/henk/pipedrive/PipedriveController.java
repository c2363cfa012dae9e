package app.henk.pipedrive;

import app.henk.crm.Entity;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Pipedrive as staff see it, and as an administrator connects it. */
@Tag(name = "Pipedrive")
@RestController
@RequestMapping("/api/pipedrive")
class PipedriveController {

    private static final int MOST = 100;

    private final Pipedrive pipedrive;
    private final PipedriveAdministration administration;

    PipedriveController(Pipedrive pipedrive, PipedriveAdministration administration) {
        this.pipedrive = pipedrive;
        this.administration = administration;
    }

    @Operation(summary = "How it stands: connected or why not, what waits, what failed, the day's tokens")
    @GetMapping
    Mono<Overview> overview(Principal.Staff staff) {
        return pipedrive.overview(staff);
    }

    record Connect(
            @NotNull @Size(min = 8, max = 200) String api_token,
            @Nullable @Size(max = 200) String base_url) {

        /** Never the token. */
        @Override
        public String toString() {
            return "Connect to " + base_url;
        }
    }

    @Operation(summary = "Connects with an API token, for an administrator; answers what was found and what is missing")
    @PostMapping("/connection")
    Mono<PipedriveAdministration.Found> connect(Principal.Staff staff, @Valid @RequestBody Connect asked) {
        return administration.connect(staff, asked.api_token(), Optional.ofNullable(asked.base_url()));
    }

    @Operation(summary = "Looks at the connection again: user, stages, field, webhook")
    @PostMapping("/connection/check")
    Mono<PipedriveAdministration.Found> check(Principal.Staff staff) {
        return administration.check(staff);
    }

    record State(
            @NotNull @Pattern(regexp = "connected|stopped", message = "must be connected or stopped")
            String state) {}

    @Operation(summary = "Stops synchronising, or goes on with it")
    @PutMapping("/connection/state")
    Mono<Overview> state(Principal.Staff staff, @Valid @RequestBody State asked) {
        return (asked.state().equals("stopped") ? administration.stop(staff) : administration.resume(staff))
                .then(pipedrive.overview(staff));
    }

    @Operation(summary = "Where a record stands: synced, waiting, failed, and why")
    @GetMapping("/records/{entity}/{id}")
    Mono<Standing> standing(Principal.Staff staff, @PathVariable String entity, @PathVariable UUID id) {
        return pipedrive.standing(staff, entity(entity), id);
    }

    @Operation(summary = "Tries a record again")
    @PostMapping("/records/{entity}/{id}/attempts")
    Mono<Standing> retry(Principal.Staff staff, @PathVariable String entity, @PathVariable UUID id) {
        return pipedrive
                .retry(staff, Optional.of(entity(entity)), Optional.of(id))
                .then(pipedrive.standing(staff, entity(entity), id));
    }

    @Operation(summary = "Records by where they stand, those that have waited longest first")
    @GetMapping("/records")
    Mono<List<Standing>> records(Principal.Staff staff, @RequestParam(defaultValue = "failed") String state) {
        if (!List.of("waiting", "failed", "synced", "left").contains(state)) {
            throw Problem.badRequest("wrong-state", "The parameter 'state' is waiting, failed, synced or left.");
        }
        return pipedrive.in(staff, state, MOST);
    }

    @Operation(summary = "Records of Pipedrive that could not be kept here, and why")
    @GetMapping("/unread")
    Mono<List<Unread>> unread(Principal.Staff staff) {
        return pipedrive.unread(staff);
    }

    @Operation(summary = "Tries everything again that waits or failed, in both directions")
    @PostMapping("/attempts")
    Mono<Map<String, Long>> retryAll(Principal.Staff staff) {
        return pipedrive.retry(staff, Optional.empty(), Optional.empty()).map(many -> Map.of("records", many));
    }

    @Operation(summary = "Fields that both sides had changed, and who won")
    @GetMapping("/conflicts")
    Mono<List<Conflict>> conflicts(Principal.Staff staff, @RequestParam Optional<Instant> since) {
        return pipedrive.conflicts(staff, since);
    }

    @Operation(summary = "What Pipedrive changed here, the newest first")
    @GetMapping("/changes")
    Mono<List<ChangeThere>> changes(Principal.Staff staff, @RequestParam Instant since) {
        return pipedrive.changedThere(staff, since);
    }

    record Mapping(@NotNull @Size(min = 1, max = 200) String there) {}

    @Operation(summary = "Says which stage there is the one here")
    @PutMapping("/stages/{here}")
    Mono<Overview.StageMapping> map(
            Principal.Staff staff, @PathVariable String here, @Valid @RequestBody Mapping asked) {
        return administration.map(staff, here, asked.there());
    }

    @Operation(summary = "What a first import would link, make and leave; changes nothing")
    @GetMapping("/import")
    Mono<List<PipedriveAdministration.ImportPlan>> plan(Principal.Staff staff) {
        return administration.planImport(staff);
    }

    @Operation(summary = "Begins the first import")
    @PostMapping("/import")
    Mono<Map<String, Long>> begin(Principal.Staff staff) {
        return administration.beginImport(staff).map(many -> Map.of("records", many));
    }

    record Comparison(boolean everything) {}

    @Operation(summary = "Compares both sides now: what changed lately, or everything")
    @PostMapping("/comparisons")
    Mono<Overview> compare(Principal.Staff staff, @Valid @RequestBody Comparison asked) {
        return administration.compare(staff, asked.everything()).then(pipedrive.overview(staff));
    }

    private static Entity entity(String name) {
        try {
            return Entity.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(
                    "wrong-entity", "A record is an organisation, contact, lead, deal, task or activity.");
        }
    }
}
