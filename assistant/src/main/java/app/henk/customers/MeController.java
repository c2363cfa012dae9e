package app.henk.customers;

import app.henk.identity.Principal;
import app.henk.platform.ClientAddress;
import app.henk.platform.Limit;
import app.henk.platform.Limits;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A customer's own data, for that customer; by a link, also for a visitor. */
@Tag(name = "My data")
@RestController
@RequestMapping("/api/me")
class MeController {

    private final Export export;
    private final ExportPdf pdf;
    private final ExportLinks links;
    private final Erasure erasure;
    private final PrivacyRequests requests;
    private final Limits limits;
    private final ClientAddress addresses;

    MeController(
            Export export,
            ExportPdf pdf,
            ExportLinks links,
            Erasure erasure,
            PrivacyRequests requests,
            Limits limits,
            ClientAddress addresses) {
        this.export = export;
        this.pdf = pdf;
        this.links = links;
        this.erasure = erasure;
        this.requests = requests;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Operation(summary = "Everything that is held about me, as JSON or PDF")
    @GetMapping("/export")
    Mono<ResponseEntity<Object>> export(
            Principal.Customer me, @RequestParam(defaultValue = "json") String format, ServerWebExchange exchange) {
        return file(me, format, language(exchange));
    }

    @Operation(summary = "The same by a link from the conversation, for the few minutes that it is good")
    @GetMapping("/export/{secret}")
    Mono<ResponseEntity<Object>> byLink(
            @PathVariable String secret,
            @RequestParam(defaultValue = "json") String format,
            ServerWebExchange exchange) {
        return limits.check(Limit.API_ADDRESS, addresses.of(exchange.getRequest()))
                .then(links.open(secret))
                .flatMap(opened -> file(opened.who(), format, Optional.of(opened.language())));
    }

    @Operation(summary = "Erases me everywhere, at once and for good; the answer is the receipt")
    @DeleteMapping
    Mono<ErasureReceipt> erase(Principal.Customer me, ServerWebExchange exchange) {
        return erasure.of(me, "api", language(exchange), Optional.empty());
    }

    @Operation(
            summary =
                    "I agree to mail about one purpose, such as order, at the address of my account; taken back by DELETE")
    @PutMapping("/consents/{purpose}")
    Mono<ResponseEntity<Void>> agree(Principal.Customer me, @PathVariable String purpose) {
        return requests.agreeToMail(me, purpose, "api")
                .thenReturn(ResponseEntity.noContent().build());
    }

    @Operation(summary = "Takes back my agreement to one purpose, or to all, at once")
    @DeleteMapping("/consents/{purpose}")
    Mono<ResponseEntity<Void>> withdraw(Principal.Customer me, @PathVariable String purpose) {
        return requests.withdrawConsent(me, Optional.of(purpose).filter(one -> !one.equals("all")), "api")
                .thenReturn(ResponseEntity.noContent().build());
    }

    private Mono<ResponseEntity<Object>> file(Principal who, String format, Optional<String> language) {
        return switch (format) {
            case "json" -> export.of(who).map(content -> as("export.json", MediaType.APPLICATION_JSON, content));
            case "pdf" ->
                export.of(who)
                        .flatMap(content -> pdf.of(who.tenant(), content, language))
                        .map(file -> as("export.pdf", MediaType.APPLICATION_PDF, file));
            default -> Mono.error(Problem.badRequest("unknown-format", "The parameter 'format' is json or pdf."));
        };
    }

    private static ResponseEntity<Object> as(String name, MediaType type, Object body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("Referrer-Policy", "no-referrer")
                .contentType(type)
                .body(body);
    }

    /** The first that the reader's browser names and there are words in. */
    private static Optional<String> language(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getAcceptLanguageAsLocales().stream()
                .map(Locale::getLanguage)
                .filter(java.util.Set.of("de", "en", "fr")::contains)
                .findFirst();
    }
}
