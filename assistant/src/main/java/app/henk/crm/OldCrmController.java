package app.henk.crm;

import app.henk.identity.Principal;
import app.henk.platform.TenantTransactions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The paths of the older shop's CRM, onto the same use cases; for programs of staff that still call them. */
@Tag(name = "CRM of the older shop")
@RestController
@RequestMapping("/api/crm")
class OldCrmController {

    private final TenantTransactions transactions;
    private final Leads leads;
    private final Deals deals;

    OldCrmController(TenantTransactions transactions, Leads leads, Deals deals) {
        this.transactions = transactions;
        this.leads = leads;
        this.deals = deals;
    }

    record NewOldLead(
            @NotBlank @Size(max = 240) @Schema(example = "Clara Weber")
            String name,

            @Nullable @Size(max = 254) @Schema(example = "clara@weber.example")
            String email,

            @Nullable @Size(max = 40) @Schema(example = "040 123456")
            String phone,

            @Nullable @Size(max = 300) @Schema(example = "Hochzeitsanzug Juni 2027")
            String deal_title,

            @Nullable @PositiveOrZero @Schema(example = "2500")
            BigDecimal deal_value) {}

    record OldLead(UUID lead_id, UUID deal_id) {}

    @Operation(summary = "Keeps somebody as a contact and a lead, with a deal in the first stage")
    @PostMapping("/lead")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<OldLead>> lead(
            Principal.Staff staff,
            @Valid @RequestBody NewOldLead asked,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        Door door = RestDoor.of(key);
        String title = asked.deal_title() == null || asked.deal_title().isBlank() ? asked.name() : asked.deal_title();
        DealChange fields = DealChange.none().title(title).value(Optional.ofNullable(asked.deal_value()));
        // both or none
        return transactions
                .in(
                        staff.scope(),
                        () -> leads.create(staff, person(asked), door)
                                .flatMap(lead -> deals.create(
                                                staff,
                                                new NewDeal(
                                                        fields,
                                                        Optional.empty(),
                                                        Optional.of(lead.now().id()),
                                                        Optional.empty()),
                                                door.request(door.request().map(text -> text + ":deal")))
                                        .map(deal -> new OldLead(
                                                lead.now().id(), deal.now().id()))))
                .map(made -> ResponseEntity.created(URI.create("/api/leads/" + made.lead_id()))
                        .body(made));
    }

    private static NewLead person(NewOldLead asked) {
        String name = asked.name().strip();
        int space = name.lastIndexOf(' ');
        return new NewLead(
                space < 0 ? null : name.substring(0, space),
                name.substring(space + 1),
                asked.email(),
                asked.phone(),
                null,
                asked.deal_value(),
                null,
                null,
                null,
                null,
                null,
                "crm",
                null);
    }

    @Operation(summary = "The deals of the contact with this e-mail address, the newest first, at most 100")
    @GetMapping("/deals")
    Mono<List<Deal>> deals(Principal.Staff staff, @RequestParam String email) {
        return deals.byEmail(staff, email);
    }

    record OldDeal(
            @Nullable @Size(max = 100) @Schema(description = "Key or name of a stage", example = "negotiation")
            String stage_id,

            @Nullable @Schema(example = "2800") BigDecimal value,

            @Nullable @Schema(description = "open, won or lost", example = "open")
            String status) {}

    @Operation(summary = "Moves, values, closes or reopens a deal")
    @PutMapping("/deal/{id}")
    Mono<ResponseEntity<Deal>> deal(
            Principal.Staff staff,
            @PathVariable UUID id,
            @Valid @RequestBody OldDeal asked,
            @RequestHeader(RestDoor.KEY) Optional<String> key) {
        DealChange change = DealChange.none();
        change = asked.stage_id() == null ? change : change.stage(asked.stage_id());
        change = asked.value() == null ? change : change.value(Optional.of(asked.value()));
        change = asked.status() == null ? change : change.status(asked.status());
        return deals.update(staff, id, change, OptionalInt.empty(), RestDoor.of(key))
                .map(RestDoor::changed);
    }
}
