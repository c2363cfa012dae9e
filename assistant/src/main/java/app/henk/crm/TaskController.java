package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
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

/** Next steps over HTTP, for staff alone. */
@Tag(name = "Tasks")
@RestController
@RequestMapping("/api/tasks")
class TaskController {

    private static final LocalDate WHENEVER = LocalDate.of(2200, 1, 1);

    private final Tasks tasks;

    TaskController(Tasks tasks) {
        this.tasks = tasks;
    }

    @Operation(summary = "What I, or another salesperson, have to do, by the day it is due; at most 200")
    @GetMapping
    Mono<List<Task>> open(
            Principal.Staff staff, @RequestParam Optional<UUID> assignee, @RequestParam Optional<LocalDate> until) {
        return tasks.open(staff, assignee.orElse(staff.user()), until.orElse(WHENEVER));
    }

    @Operation(summary = "One of them")
    @GetMapping("/{id}")
    Mono<ResponseEntity<Task>> task(Principal.Staff staff, @PathVariable UUID id) {
        return tasks.find(staff, id)
                .map(task ->
                        ResponseEntity.ok().eTag(RestDoor.tag(task.version())).body(task));
    }

    record Add(
            @NotNull @Schema(example = "Call about the offer")
            String subject,

            @NotNull @Schema(example = "2027-03-05") LocalDate due,

            @Nullable @Schema(description = "A salesperson; me when left out")
            UUID assignee_id,

            @Nullable UUID contact_id,
            @Nullable UUID lead_id,
            @Nullable UUID deal_id) {}

    @Operation(summary = "Notes a next step")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Task>> add(
            Principal.Staff staff, @Valid @RequestBody Add asked, @RequestHeader(RestDoor.KEY) Optional<String> key) {
        NewTask task = new NewTask(
                asked.subject(),
                asked.due(),
                Optional.ofNullable(asked.assignee_id()),
                Optional.ofNullable(asked.contact_id()),
                Optional.ofNullable(asked.lead_id()),
                Optional.ofNullable(asked.deal_id()));
        return tasks.add(staff, task, RestDoor.of(key)).map(made -> RestDoor.made("/api/tasks", made));
    }

    record Edit(
            @Nullable String subject,
            @Nullable LocalDate due,
            @Nullable UUID assignee_id,
            @Nullable @Schema(example = "true") Boolean done) {}

    @Operation(summary = "Changes a next step, or says that it is done")
    @PatchMapping("/{id}")
    Mono<ResponseEntity<Task>> change(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody Edit asked,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        TaskChange change = new TaskChange(
                Optional.ofNullable(asked.subject()),
                Optional.ofNullable(asked.due()),
                Optional.ofNullable(asked.assignee_id()),
                Optional.ofNullable(asked.done()));
        return tasks.change(staff, id, change, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::changed);
    }

    @Operation(summary = "Takes a next step away")
    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(
            Principal.Staff staff,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> match,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return tasks.delete(staff, id, RestDoor.version(match), RestDoor.of(key))
                .transform(RestDoor.matched(match))
                .map(RestDoor::gone);
    }
}
