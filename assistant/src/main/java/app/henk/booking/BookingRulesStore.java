package app.henk.booking;

import app.henk.identity.Tenant;
import app.henk.identity.TenantRules;
import app.henk.identity.TenantSeed;
import app.henk.platform.Problem;
import app.henk.platform.TenantId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps each tenant's rules of booking, and gives a new tenant what it starts with. */
@Component
@Order(110)
class BookingRulesStore implements TenantSeed {

    private final TenantRules<BookingRules> rules;

    BookingRulesStore(TenantRules.Tables tables) {
        this.rules = tables.rules("booking_rules", BookingRules.class);
    }

    /** Fails with a not-found problem when the tenant has none: then it takes no bookings. */
    Mono<BookingRules> rules(TenantId tenant) {
        return rules.of(tenant).switchIfEmpty(Mono.error(() -> Problem.notFound("kind of appointment")));
    }

    @Override
    public Mono<Void> seed(Tenant tenant, String demoFolder) {
        return rules.begin(tenant, demoFolder + "/booking.yaml");
    }

    @Override
    public Mono<Void> opened(Tenant tenant) {
        return rules.begin(tenant, "booking/defaults.yaml");
    }
}
