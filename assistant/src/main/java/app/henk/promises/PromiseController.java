package app.henk.promises;

import app.henk.identity.Principal;
import app.henk.identity.Speakers;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Promises over HTTP: staff all of them, everybody else what was promised to them. */
@Tag(name = "Promises")
@RestController
@RequestMapping("/api/promises")
class PromiseController {

    private static final int MOST = 100;

    private final Promises promises;
    private final GivenPromises given;
    private final Speakers speakers;

    PromiseController(Promises promises, GivenPromises given, Speakers speakers) {
        this.promises = promises;
        this.given = given;
        this.speakers = speakers;
    }

    @Operation(summary = "Open promises by the day they are due; for visitors and customers, their own")
    @GetMapping
    Mono<GivenPromises.Page> list(
            ServerWebExchange exchange,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return speakers.of(exchange)
                .flatMap(who -> who instanceof Principal.Staff staff
                        ? given.open(staff, after, limit)
                        : promises.all(who).map(own -> new GivenPromises.Page(own, Optional.empty())));
    }

    record Give(
            @NotNull
            @Pattern(
                    regexp = "samples|callback|offer|answer|other",
                    message = "must be one of samples, callback, offer, answer, other")
            String what,

            @Nullable @Size(max = 300) String about,
            @NotNull LocalDate due,
            @NotNull @Size(min = 3, max = 254) String to) {}

    @Operation(summary = "Keeps what I have promised to a contact (id or e-mail) or the contact of a deal (id)")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Promise>> give(
            Principal.Staff staff,
            @Valid @RequestBody Give asked,
            @RequestHeader("Idempotency-Key") Optional<String> key) {
        var promise = new NewPromise(
                PromiseKind.of(asked.what()).orElseThrow(),
                asked.about() == null ? "" : asked.about(),
                asked.due(),
                asked.to().strip(),
                key.map(own -> "api:" + staff.user() + ":" + bounded(own)));
        return given.give(staff, promise, "api")
                .map(made -> ResponseEntity.created(URI.create("/api/promises/" + made.id()))
                        .body(made));
    }

    record Close(
            @NotNull @Pattern(regexp = "kept|withdrawn", message = "must be kept or withdrawn")
            String state,

            int version,
            @Nullable @Size(max = 1000) String note) {}

    @Operation(summary = "A promise was kept, or is taken back; the note goes to whom it was made to")
    @PatchMapping("/{id}")
    Mono<Promise> close(Principal.Staff staff, @PathVariable UUID id, @Valid @RequestBody Close asked) {
        return given.close(
                staff,
                id,
                asked.version(),
                asked.state().equals("kept"),
                asked.note() == null ? "" : asked.note(),
                "api");
    }

    @Operation(summary = "How many promises became what")
    @GetMapping("/summary")
    Mono<PromiseFigures.Summary> summary(Principal.Staff staff, @RequestParam Optional<LocalDate> since) {
        return given.summary(staff, since);
    }

    private static String bounded(String key) {
        if (key.isBlank() || key.length() > 100) {
            throw Problem.badRequest("wrong-idempotency-key", "The header Idempotency-Key has 1 to 100 characters.");
        }
        return key;
    }
}
