package app.henk.transfer;

import app.henk.identity.Principal;
import app.henk.identity.RequestLanguage;
import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import app.henk.platform.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports over HTTP, for staff. */
@Tag(name = "Imports")
@RestController
@RequestMapping("/api/imports")
class ImportController {

    private static final int MOST = 500;

    private final Imports imports;
    private final Uploads uploads;
    private final ImportChoices choices;
    private final RequestLanguage languages;
    private final Wording wording;
    private final ProblemWords words;

    ImportController(
            Imports imports,
            Uploads uploads,
            ImportChoices choices,
            RequestLanguage languages,
            Wording wording,
            ProblemWords words) {
        this.imports = imports;
        this.uploads = uploads;
        this.choices = choices;
        this.languages = languages;
        this.wording = wording;
        this.words = words;
    }

    @Operation(
            summary = "Sends a CSV or XLSX file in the part 'file' and says how it was read; nothing is imported yet."
                    + " The part 'kind' may say what its rows are: deals, leads, contacts, organisations, salespeople"
                    + " or products")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ImportView>> receive(
            Principal.Staff staff, ServerWebExchange exchange, @RequestBody Flux<PartEvent> parts) {
        return uploads.with(
                        parts,
                        upload -> imports.receive(staff, upload.file(), upload.name(), kind(upload.value("kind"))))
                .flatMap(received -> shown(staff, exchange, received))
                .map(view -> ResponseEntity.created(URI.create("/api/imports/" + view.id()))
                        .body(view));
    }

    private static Optional<Kind> kind(Optional<String> key) {
        return key.map(text -> Kind.named(text)
                .orElseThrow(() -> FieldErrors.of(
                        "kind", "must be one of deals, leads, contacts, organisations, salespeople, products")));
    }

    @Operation(summary = "The latest imports, the newest first")
    @GetMapping
    Mono<List<ImportView>> recent(Principal.Staff staff, ServerWebExchange exchange) {
        return imports.recent(staff)
                .zipWith(language(staff, exchange))
                .map(both -> both.getT1().stream()
                        .map(found -> ImportView.of(found, wording, both.getT2()))
                        .toList());
    }

    @Operation(summary = "How an import stands")
    @GetMapping("/{id}")
    Mono<ImportView> find(Principal.Staff staff, ServerWebExchange exchange, @PathVariable UUID id) {
        return imports.find(staff, id).flatMap(found -> shown(staff, exchange, found));
    }

    @Operation(summary = "What the columns, dates, numbers and stages of the file are taken for, and how sure that is")
    @GetMapping("/{id}/mapping")
    Mono<Mapping> mapping(Principal.Staff staff, @PathVariable UUID id) {
        return imports.find(staff, id).map(found -> found.mapping().shown());
    }

    @Operation(summary = "What the mapping may be corrected to: kinds, fields of the kind, stages of the pipeline")
    @GetMapping("/{id}/choices")
    Mono<ImportChoices.Choices> choices(Principal.Staff staff, ServerWebExchange exchange, @PathVariable UUID id) {
        return imports.find(staff, id)
                .zipWith(language(staff, exchange))
                .flatMap(both -> choices.of(staff, both.getT1(), both.getT2()));
    }

    @Operation(summary = "Corrects the mapping; what is not named stays as it was found")
    @PutMapping("/{id}/mapping")
    Mono<ImportView> map(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @PathVariable UUID id,
            @Valid @RequestBody MappingChange change) {
        return imports.map(staff, id, change).flatMap(found -> shown(staff, exchange, found));
    }

    /** @param dryRun says what would happen and writes nothing */
    record Start(
            @com.fasterxml.jackson.annotation.JsonProperty("dry_run")
            Optional<Boolean> dryRun) {}

    @Operation(summary = "Imports the file, or with dry_run says what would happen")
    @PostMapping("/{id}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ImportView> run(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @PathVariable UUID id,
            @RequestBody(required = false) Optional<Start> start) {
        boolean dry = start.flatMap(Start::dryRun).orElse(false);
        return imports.run(staff, id, dry).flatMap(found -> shown(staff, exchange, found));
    }

    @Operation(summary = "Ends an import that is under way; the rows that are in stay")
    @PostMapping("/{id}/cancellation")
    Mono<ImportView> cancel(Principal.Staff staff, ServerWebExchange exchange, @PathVariable UUID id) {
        return imports.cancel(staff, id).flatMap(found -> shown(staff, exchange, found));
    }

    @Operation(summary = "Removes the file and its report; the records that it brought stay")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Principal.Staff staff, @PathVariable UUID id) {
        return imports.delete(staff, id);
    }

    @Operation(summary = "How the import goes on, as server-sent events, until it ends")
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<ImportView>> events(Principal.Staff staff, ServerWebExchange exchange, @PathVariable UUID id) {
        return language(staff, exchange)
                .flatMapMany(language -> imports.progress(staff, id)
                        .map(now -> ServerSentEvent.builder(ImportView.of(now, wording, language))
                                .event("import")
                                .build()));
    }

    /** @param line in the file, the first is 1 */
    record ProblemView(long line, String column, String value, String severity, String reason, String message) {}

    @Operation(summary = "What was wrong with rows, or put right, in the order of the file, behind a line")
    @GetMapping("/{id}/problems")
    Mono<List<ProblemView>> problems(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return language(staff, exchange)
                .flatMap(language -> imports.problems(staff, id, after, limit)
                        .map(problem -> new ProblemView(
                                problem.line(),
                                problem.column(),
                                problem.value(),
                                problem.severity().key(),
                                problem.reason(),
                                words.say(problem, language)))
                        .collectList());
    }

    @Operation(summary = "The same as a CSV file: row, column, value, kind, why")
    @GetMapping("/{id}/problems.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> problemFile(
            Principal.Staff staff, ServerWebExchange exchange, @PathVariable UUID id) {
        DataBufferFactory buffers = exchange.getResponse().bufferFactory();
        return imports.find(staff, id).zipWith(language(staff, exchange)).map(both -> {
            String language = both.getT2();
            var csv = new CsvText(language.equals("en") ? ',' : ';');
            Flux<String> lines = Flux.concat(
                    Mono.just(CsvText.BYTE_ORDER_MARK + csv.line(heading(language))),
                    imports.problems(staff, id, 0, ImportRun.MOST_PROBLEMS)
                            .map(problem -> csv.line(List.of(
                                    String.valueOf(problem.line()),
                                    problem.column(),
                                    problem.value(),
                                    words.severity(problem, language),
                                    words.say(problem, language)))));
            return ResponseEntity.ok()
                    .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            attachment(both.getT1().fileName()))
                    .body(lines.buffer(500)
                            .map(some -> buffers.wrap(String.join("", some).getBytes(StandardCharsets.UTF_8))));
        });
    }

    private List<String> heading(String language) {
        return List.of(
                words.header("line", language),
                words.header("column", language),
                words.header("value", language),
                words.header("severity", language),
                words.header("reason", language));
    }

    private static String attachment(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return ContentDisposition.attachment()
                .filename((dot > 0 ? fileName.substring(0, dot) : fileName) + ".problems.csv", StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private Mono<ImportView> shown(Principal.Staff staff, ServerWebExchange exchange, DataImport found) {
        return language(staff, exchange).map(language -> ImportView.of(found, wording, language));
    }

    private Mono<String> language(Principal.Staff staff, ServerWebExchange exchange) {
        return languages.of(staff, exchange);
    }
}
