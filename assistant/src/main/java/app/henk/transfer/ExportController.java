package app.henk.transfer;

import app.henk.crm.DealFilter;
import app.henk.identity.Principal;
import app.henk.identity.RequestLanguage;
import app.henk.platform.FieldErrors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists as files, for staff. Parameters of all: {@code format}, and of CSV {@code separator} and {@code bom}. */
@Tag(name = "Exports")
@RestController
@RequestMapping("/api/exports")
class ExportController {

    private static final int LONGEST_QUERY = 4_000;

    private final Exports exports;
    private final AnswerExports answers;
    private final XlsxExport xlsx;
    private final PdfExport pdf;
    private final RequestLanguage languages;

    ExportController(
            Exports exports, AnswerExports answers, XlsxExport xlsx, PdfExport pdf, RequestLanguage languages) {
        this.exports = exports;
        this.answers = answers;
        this.xlsx = xlsx;
        this.pdf = pdf;
        this.languages = languages;
    }

    /**
     * How the file is to be.
     *
     * @param separator of CSV: {@code comma}, {@code semicolon} or {@code tab}; what the language's spreadsheets expect
     *     when nothing is said
     * @param bom of CSV: false leaves the byte order mark out
     */
    record Wanted(Optional<String> format, Optional<String> separator, Optional<Boolean> bom) {

        Format as() {
            return Format.named(format.orElse("csv"))
                    .orElseThrow(() -> FieldErrors.of("format", "must be one of csv, xlsx, pdf"));
        }

        CsvExport csv(String language) {
            CsvExport usual = CsvExport.in(language, bom.orElse(true));
            return separator
                    .map(name -> usual.separatedBy(
                            switch (name) {
                                case "comma" -> ',';
                                case "semicolon" -> ';';
                                case "tab" -> '\t';
                                default -> throw FieldErrors.of("separator", "must be one of comma, semicolon, tab");
                            }))
                    .orElse(usual);
        }
    }

    @Operation(summary = "All deals that I may see as a file: csv, xlsx or pdf")
    @GetMapping("/deals")
    Mono<ResponseEntity<Flux<DataBuffer>>> deals(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @RequestParam Optional<String> format,
            @RequestParam Optional<String> separator,
            @RequestParam Optional<Boolean> bom) {
        var wanted = new Wanted(format, separator, bom);
        return languages
                .of(staff, exchange)
                .flatMap(language -> exports.deals(staff, DealFilter.ALL, wanted.as(), language)
                        .map(table -> file(table, wanted, language, exchange)));
    }

    @Operation(summary = "All leads that I may see as a file, the best first: csv, xlsx or pdf")
    @GetMapping("/leads")
    Mono<ResponseEntity<Flux<DataBuffer>>> leads(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @RequestParam Optional<String> format,
            @RequestParam Optional<String> separator,
            @RequestParam Optional<Boolean> bom) {
        var wanted = new Wanted(format, separator, bom);
        return languages
                .of(staff, exchange)
                .flatMap(language -> exports.leads(staff, wanted.as(), language)
                        .map(table -> file(table, wanted, language, exchange)));
    }

    @Operation(
            summary =
                    "All lines of an answer as a file: csv, xlsx or pdf. The query is a question in its text form, such"
                            + " as 'contacts' or 'deals where value > 10000'")
    @GetMapping("/answers")
    Mono<ResponseEntity<Flux<DataBuffer>>> answer(
            Principal.Staff staff,
            ServerWebExchange exchange,
            @RequestParam String query,
            @RequestParam Optional<String> format,
            @RequestParam Optional<String> separator,
            @RequestParam Optional<Boolean> bom) {
        if (query.length() > LONGEST_QUERY) {
            throw FieldErrors.of("query", "may have at most " + LONGEST_QUERY + " characters");
        }
        var wanted = new Wanted(format, separator, bom);
        return languages
                .of(staff, exchange)
                .flatMap(language -> answers.of(staff, query, wanted.as(), language)
                        .map(table -> file(table, wanted, language, exchange)));
    }

    private ResponseEntity<Flux<DataBuffer>> file(
            ResultTable table, Wanted wanted, String language, ServerWebExchange exchange) {
        DataBufferFactory buffers = exchange.getResponse().bufferFactory();
        Flux<DataBuffer> content = switch (wanted.as()) {
            case CSV -> wanted.csv(language).write(table, buffers);
            case XLSX -> xlsx.write(table, buffers);
            case PDF -> pdf.write(table, buffers, language);
        };
        return ResponseEntity.ok()
                .contentType(wanted.as().mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(table.title() + "." + wanted.as().extension(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
