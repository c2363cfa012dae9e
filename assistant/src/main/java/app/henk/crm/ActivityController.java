package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happened with people and deals, over HTTP, for staff alone. */
@Tag(name = "Activities")
@RestController
@RequestMapping("/api/activities")
class ActivityController {

    private static final int MOST = 100;

    private final Activities activities;

    ActivityController(Activities activities) {
        this.activities = activities;
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    record ActivityPage(List<Activity> activities, Optional<String> next) {}

    @Operation(summary = "The history of a deal, the newest first")
    @GetMapping("/deal/{id}")
    Mono<ActivityPage> ofDeal(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        return of(staff, Entity.DEAL, id, after, limit);
    }

    @Operation(summary = "The history of a lead, the newest first")
    @GetMapping("/lead/{id}")
    Mono<ActivityPage> ofLead(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        return of(staff, Entity.LEAD, id, after, limit);
    }

    @Operation(summary = "The history of a contact, the newest first")
    @GetMapping("/contact/{id}")
    Mono<ActivityPage> ofContact(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        return of(staff, Entity.CONTACT, id, after, limit);
    }

    record Log(
            @NotNull
            @Pattern(regexp = "call|email|meeting|note", message = "must be one of call, email, meeting, note")
            @Schema(example = "call")
            String type,

            @NotNull @Schema(example = "Wants a new offer by Friday")
            String subject,

            @Nullable @Schema(example = "Asked for 12 500 with delivery in March.")
            String body,

            @Nullable UUID deal_id,
            @Nullable UUID lead_id,
            @Nullable UUID contact_id,

            @Nullable @Schema(description = "Now when left out")
            Instant at) {}

    @Operation(summary = "Keeps a call, mail, meeting or note with a deal, lead or contact; it stays")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Activity>> log(
            Principal.Staff staff, @Valid @RequestBody Log asked, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        NewActivity activity = new NewActivity(
                NewActivity.Type.valueOf(asked.type().toUpperCase(Locale.ROOT)),
                asked.subject(),
                asked.body() == null ? "" : asked.body(),
                Optional.ofNullable(asked.contact_id()),
                Optional.ofNullable(asked.lead_id()),
                Optional.ofNullable(asked.deal_id()),
                Optional.ofNullable(asked.at()));
        return activities
                .log(staff, activity, RestDoor.of(key))
                .map(logged -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(RestDoor.CHANGE_SET, logged.changeSet().toString())
                        .body(logged.now()));
    }

    private Mono<ActivityPage> of(Principal.Staff staff, Entity entity, UUID id, Optional<String> after, int limit) {
        return activities
                .of(staff, entity, id, after, RestDoor.limit(limit, MOST))
                .map(page -> new ActivityPage(page.items(), page.next()));
    }
}
