package app.henk.insights;

import app.henk.identity.Principal;
import app.henk.identity.RequestLanguage;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The figures of the customers' side and of the assistant's use over HTTP, for staff alone. */
@RestController
@RequestMapping("/api/insights/kpis")
class KpiController {

    private final Kpis kpis;
    private final RequestLanguage languages;

    KpiController(Kpis kpis, RequestLanguage languages) {
        this.kpis = kpis;
        this.languages = languages;
    }

    /** @param period in the text form of questions; the last 30 days when left out */
    @Operation(summary = "How visitors become customers (customers), and what the assistant is used for (use)")
    @GetMapping("/{panel}")
    Mono<KpiJson> panel(
            Principal.Staff staff,
            @PathVariable String panel,
            @RequestParam(defaultValue = "") String period,
            ServerWebExchange exchange) {
        Kpi.Panel asked = Kpi.Panel.of(panel).orElseThrow(() -> Problem.notFound("figure"));
        return languages
                .of(staff, exchange)
                .flatMap(language -> kpis.of(staff, asked, period, language))
                .map(KpiJson::of);
    }
}
