package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.Problem;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Leads over HTTP, for staff alone. */
@RestController
@RequestMapping("/api/leads")
class LeadController {

    private static final int MOST = 100;

    private final Leads leads;

    LeadController(Leads leads) {
        this.leads = leads;
    }

    @GetMapping
    Mono<Page> list(
            Principal.Staff staff, @RequestParam Optional<String> after, @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("wrong-limit", "The parameter 'limit' is a number from 1 to " + MOST + ".");
        }
        return leads.list(staff, after, limit)
                .map(page -> new Page(page.leads().stream().map(LeadJson::of).toList(), page.next()));
    }

    /** @param next what to pass as {@code after} for the page behind this one */
    record Page(List<LeadJson> leads, Optional<String> next) {}

    @GetMapping("/top")
    Mono<List<LeadJson>> top(Principal.Staff staff) {
        return leads.top(staff).map(top -> top.stream().map(LeadJson::of).toList());
    }

    @GetMapping("/{id}")
    Mono<WithHistory> lead(Principal.Staff staff, @PathVariable UUID id) {
        return leads.lead(staff, id).map(found -> new WithHistory(LeadJson.of(found.lead()), found.history()));
    }

    record WithHistory(LeadJson lead, List<Activity> history) {}

    @PostMapping
    Mono<ResponseEntity<LeadJson>> create(
            Principal.Staff staff,
            @Valid @RequestBody NewLead lead,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        return leads.create(staff, lead, RestDoor.of(key))
                .map(created -> RestDoor.answer(
                                ResponseEntity.created(
                                        URI.create("/api/leads/" + created.now().id())),
                                created,
                                created.now().version())
                        .body(LeadJson.of(created.now())));
    }
}
