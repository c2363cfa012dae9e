package app.henk.customers;

import app.henk.identity.Principal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A customer's own data, for that customer. */
@Tag(name = "My data")
@RestController
@RequestMapping("/api/me")
class MeController {

    private final Export export;
    private final Erasure erasure;

    MeController(Export export, Erasure erasure) {
        this.export = export;
        this.erasure = erasure;
    }

    @Operation(summary = "Everything that is held about me")
    @GetMapping("/export")
    Mono<ResponseEntity<Export.Content>> export(Principal.Customer me) {
        return export.of(me)
                .map(content -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.json\"")
                        .body(content));
    }

    @Operation(summary = "Erases me everywhere, at once and for good; the answer is the receipt")
    @DeleteMapping
    Mono<ErasureReceipt> erase(Principal.Customer me) {
        return erasure.of(me, "api");
    }
}
