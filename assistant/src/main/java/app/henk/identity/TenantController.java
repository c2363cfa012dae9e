package app.henk.identity;

import app.henk.platform.FieldErrors;
import app.henk.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A tenant as its administrator sees and changes it. Another company is as if it did not exist. */
@Tag(name = "Tenants")
@RestController
@RequestMapping("/api/tenants")
class TenantController {

    record TenantView(
            UUID id,
            String slug,
            String name,
            List<String> languages,
            String zone,
            String currency,
            Tenant.Persona persona,
            Tenant.Contact contact,
            Map<DayOfWeek, String> hours,
            BigDecimal daily_model_budget) {

        static TenantView of(Tenant t) {
            return new TenantView(
                    t.id().value(),
                    t.slug(),
                    t.name(),
                    t.languages(),
                    t.zone().getId(),
                    t.currency().getCode(),
                    t.persona(),
                    t.contact(),
                    t.hours(),
                    t.dailyModelBudget());
        }
    }

    record TenantChange(
            Optional<
                            @Size(min = 1, max = 200)
                            @Pattern(regexp = AuthRequests.NAME, message = AuthRequests.NAME_RULE) String>
                    name,
            Optional<@Size(max = 60) String> zone,
            Optional<
                            @Size(min = 1, max = 3) List<
                                    @Pattern(regexp = "de|en|fr", message = "must be de, en or fr") String>>
                    languages,
            Optional<@DecimalMin("0") @DecimalMax("100000") BigDecimal> daily_model_budget) {}

    private final Tenants tenants;
    private final TenantStore store;
    private final Audit audit;

    TenantController(Tenants tenants, TenantStore store, Audit audit) {
        this.tenants = tenants;
        this.store = store;
        this.audit = audit;
    }

    @Operation(summary = "The tenants that the administrator administers: one")
    @GetMapping
    Flux<TenantView> all(Principal.Staff who) {
        return own(who, who.tenant().value()).map(TenantView::of).flux();
    }

    @Operation(summary = "One tenant")
    @GetMapping("/{id}")
    Mono<TenantView> one(Principal.Staff who, @PathVariable UUID id) {
        return own(who, id).map(TenantView::of);
    }

    @Operation(summary = "Changes name, time zone, languages or the model's daily budget")
    @PutMapping("/{id}")
    Mono<TenantView> change(Principal.Staff who, @PathVariable UUID id, @Valid @RequestBody TenantChange change) {
        return own(who, id)
                .flatMap(tenant -> store.change(tenant.id(), stored -> changed(stored, change)))
                .delayUntil(tenant -> audit.record(who, new Audit.Entry("api", "tenant.changed", id.toString())))
                .doOnNext(tenant -> tenants.forget(tenant.id()))
                .map(TenantView::of);
    }

    private Mono<Tenant> own(Principal.Staff who, UUID id) {
        if (who.role() != Role.ADMIN) {
            return Mono.error(Problem.forbidden("Only an administrator may do this."));
        }
        return who.tenant().value().equals(id) ? tenants.tenant(who.tenant()) : Mono.error(Problem.notFound("tenant"));
    }

    private static Tenant changed(Tenant t, TenantChange change) {
        return new Tenant(
                t.id(),
                t.slug(),
                change.name().orElse(t.name()),
                change.languages().orElse(t.languages()),
                change.zone().map(TenantController::zone).orElse(t.zone()),
                t.currency(),
                t.persona(),
                t.contact(),
                t.hours(),
                t.handoff(),
                t.retention(),
                change.daily_model_budget().orElse(t.dailyModelBudget()));
    }

    private static ZoneId zone(String id) {
        return TimeZones.region(id)
                .orElseThrow(() -> FieldErrors.of("zone", "is not a time zone such as Europe/Berlin"));
    }
}
