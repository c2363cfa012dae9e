package app.henk.catalog;

import app.henk.identity.Identity;
import app.henk.identity.Principal;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The public search: the same use case as the assistant's, for whoever may see the tenant's pages. */
@RestController
@RequestMapping("/api/fabrics")
class CatalogController {

    /** Somebody who only looks has no conversation. */
    private static final UUID NO_CONVERSATION = new UUID(0, 0);

    private final Catalog catalog;
    private final Identity identity;
    private final Tenants tenants;

    CatalogController(Catalog catalog, Identity identity, Tenants tenants) {
        this.catalog = catalog;
        this.identity = identity;
        this.tenants = tenants;
    }

    /** @param best which of them stands out alone, by fact: see {@link Comparison} */
    record Compared(List<ProductView> items, Map<String, String> best) {}

    private record Asker(Principal principal, Tenant tenant) {}

    @Operation(summary = "What is for sale, by what it must and may be; the best first")
    @GetMapping("/search")
    @SearchesProducts
    Mono<ProductView.Page> search(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange) {
        return asker(exchange)
                .flatMap(asker -> catalog.search(
                        asker.principal(),
                        SearchParameters.read(parameters, asker.tenant().language())))
                .map(ProductView.Page::of);
    }

    @Operation(summary = "Products beside each other, and which of them stands out in what")
    @GetMapping("/compare")
    @ComparesProducts
    Mono<Compared> compare(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange) {
        return asker(exchange)
                .flatMap(asker -> {
                    var asked =
                            OfferParameters.compared(parameters, asker.tenant().language());
                    return catalog.compare(asker.principal(), asked.skus(), asked.language());
                })
                .map(found -> new Compared(ProductView.all(found.products()), found.best()));
    }

    @Operation(summary = "What one costs made up, with a lining and extras")
    @GetMapping("/{sku}/quote")
    @PricesProduct
    Mono<QuoteView> quote(
            @PathVariable String sku,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange) {
        return asker(exchange)
                .flatMap(asker -> {
                    var asked = OfferParameters.priced(
                            sku, parameters, asker.tenant().language());
                    return catalog.quote(asker.principal(), asked.asked(), asked.language());
                })
                .switchIfEmpty(Mono.error(() -> Problem.notFound("fabric")))
                .map(QuoteView::of);
    }

    @GetMapping("/{sku}")
    Mono<ProductView> product(
            @PathVariable String sku, @RequestParam(defaultValue = "") String lang, ServerWebExchange exchange) {
        return asker(exchange)
                .flatMap(asker -> catalog.product(
                        asker.principal(), sku, lang.isBlank() ? asker.tenant().language() : lang))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("fabric")))
                .map(ProductView::of);
    }

    private Mono<Asker> asker(ServerWebExchange exchange) {
        return identity.principal(exchange)
                .flatMap(principal -> tenants.tenant(principal.tenant()).map(tenant -> new Asker(principal, tenant)))
                .switchIfEmpty(Mono.defer(() -> tenants.ofRequest(exchange))
                        .map(tenant -> new Asker(new Principal.Visitor(tenant.id(), NO_CONVERSATION), tenant)));
    }
}
