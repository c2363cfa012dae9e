package app.henk.crm;

import app.henk.identity.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Deals over HTTP, for staff alone. */
@RestController
class DealController {

    private final Deals deals;

    DealController(Deals deals) {
        this.deals = deals;
    }

    @GetMapping({"/api/deals", "/api/crm/deals"})
    Mono<List<Deal>> byEmail(Principal.Staff staff, @RequestParam String email) {
        return deals.byEmail(staff, email);
    }
}
