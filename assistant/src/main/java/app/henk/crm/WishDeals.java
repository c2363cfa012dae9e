package app.henk.crm;

import app.henk.identity.Tenant;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The deal that a visitor's wish opens, and keeps up to date until a colleague moves it on. */
@Component
class WishDeals {

    private final Clock clock;

    WishDeals(Clock clock) {
        this.clock = clock;
    }

    /** @param value what the tenant's rules say when nobody does */
    record Wish(
            UUID id,
            String title,
            UUID contact,
            UUID lead,
            Optional<BigDecimal> value,
            Optional<LocalDate> expectedClose,
            @Nullable UUID conversation) {}

    Map<String, Object> ofWish(Tenant tenant, SalesRules rules, Wish wish) {
        Instant now = now();
        Map<String, Object> row = DealFields.start(tenant, rules.firstStage(), now);
        row.put("id", wish.id());
        row.put("title", wish.title());
        row.put("contact_id", wish.contact());
        row.put("lead_id", wish.lead());
        row.put("value", wish.value().orElse(rules.defaultDealValue()));
        row.put("expected_close", wish.expectedClose());
        row.put("conversation_id", Optional.ofNullable(wish.conversation()));
        row.put("source", "chat");
        row.put("last_contact_at", now);
        return row;
    }

    /**
     * As long as nobody has moved it on.
     *
     * @param spoken whether the person was just spoken with
     */
    Mono<Void> bringUpToDate(
            Writing writing, SalesRules rules, UUID id, String title, Optional<BigDecimal> value, boolean spoken) {
        return writing.lockAny(Entity.DEAL, id)
                .filter(deal -> deal.text("stage_key")
                        .equals(Optional.of(rules.firstStage().key())))
                .flatMap(deal -> {
                    Map<String, Optional<?>> fields = new LinkedHashMap<>();
                    fields.put("title", Optional.of(title));
                    value.ifPresent(amount -> fields.put("value", value));
                    if (spoken) {
                        fields.put("last_contact_at", Optional.of(now()));
                        fields.put("blocked_at", Optional.empty());
                    }
                    return writing.update(deal, fields);
                })
                .then();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
