package app.henk.crm;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** How leads are scored, over HTTP, for staff alone. */
@Tag(name = "Scoring")
@RestController
class FormulaController {

    private final Formulas formulas;

    FormulaController(Formulas formulas) {
        this.formulas = formulas;
    }

    record FormulaJson(String version, boolean active, Instant since, JsonNode definition) {
        static FormulaJson of(FormulaStore.Kept kept) {
            return new FormulaJson(
                    kept.version(),
                    kept.active(),
                    kept.since(),
                    JsonMapper.shared().readTree(kept.definition()));
        }
    }

    @Operation(summary = "All formulas of the tenant, the newest first")
    @GetMapping("/api/scoring-formulas")
    Mono<List<FormulaJson>> all(Principal.Staff staff) {
        return formulas.all(staff).map(all -> all.stream().map(FormulaJson::of).toList());
    }

    @Operation(summary = "Adds a version; its maxima sum to 100. It scores nothing until it is the active one")
    @PostMapping("/api/scoring-formulas")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Void>> add(Principal.Staff staff, @RequestBody JsonNode definition) {
        return formulas.add(staff, definition)
                .map(version -> ResponseEntity.created(URI.create("/api/scoring-formulas/" + version))
                        .build());
    }

    /** @param version the one that scores from now on */
    record Active(@NotNull @Schema(example = "2026-11") String version) {}

    @Operation(summary = "Makes a version the one that scores; for managers and administrators")
    @PutMapping("/api/scoring-formulas/active")
    Mono<ResponseEntity<Void>> activate(Principal.Staff staff, @Valid @RequestBody Active active) {
        return formulas.activate(staff, active.version())
                .thenReturn(ResponseEntity.noContent().build());
    }

    @Operation(summary = "Two formulas on the same leads, with the conversion of each")
    @GetMapping("/api/scoring-formulas/comparison")
    Mono<FormulaReport> compare(Principal.Staff staff, @RequestParam String one, @RequestParam String other) {
        return formulas.compare(staff, one, other);
    }

    /**
     * @param definition to be posted to {@code /api/scoring-formulas} by whoever wants it
     * @param rankingNow how often the active formula gives a won lead more points than a lost one, in percent
     * @param ranking how often this one does, on the same leads, which it has not seen
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Learned(JsonNode definition, int rankingNow, int ranking, int heldOut) {}

    @Operation(summary = "A formula learned from won and lost leads; 204 while the active one is as good")
    @ApiResponse(responseCode = "200", description = "A better one", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "The active one is as good", content = @Content)
    @GetMapping("/api/scoring-formulas/learned")
    Mono<ResponseEntity<Learned>> learned(Principal.Staff staff) {
        return formulas.learned(staff)
                .map(offer -> ResponseEntity.ok(new Learned(
                        JsonMapper.shared().valueToTree(offer.formula()),
                        offer.rankingNow(),
                        offer.ranking(),
                        offer.heldOut())))
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    record Opinion(@NotNull @Schema(example = "true") Boolean good) {}

    @Operation(summary = "Whether a lead's score is good, as a colleague sees it")
    @PutMapping("/api/leads/{id}/score-feedback")
    Mono<ResponseEntity<Void>> feedback(
            Principal.Staff staff, @PathVariable UUID id, @Valid @RequestBody Opinion opinion) {
        return formulas.feedback(staff, id, opinion.good())
                .thenReturn(ResponseEntity.noContent().build());
    }
}
