package app.henk.identity;

import app.henk.platform.TenantId;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How {@link Tenant} stands in the column {@code profile}; readable by older and newer versions of the program. */
record TenantProfile(
        List<String> languages,
        String zone,
        String currency,
        Tenant.Persona persona,
        Tenant.Contact contact,
        Map<DayOfWeek, String> hours,
        Tenant.@Nullable Handoff handoff,
        Tenant.@Nullable Retention retention) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static TenantProfile of(Tenant tenant) {
        return new TenantProfile(
                tenant.languages(),
                tenant.zone().getId(),
                tenant.currency().getCode(),
                tenant.persona(),
                tenant.contact(),
                tenant.hours(),
                tenant.handoff(),
                tenant.retention());
    }

    static TenantProfile read(String json) {
        return JSON.readValue(json, TenantProfile.class);
    }

    String write() {
        return JSON.writeValueAsString(this);
    }

    Tenant tenant(TenantId id, String slug, String name, BigDecimal dailyModelBudget) {
        return new Tenant(
                id,
                slug,
                name,
                languages,
                ZoneId.of(zone),
                CurrencyUnit.of(currency),
                persona,
                contact,
                hours,
                // rows of older versions say nothing of it
                handoff == null ? Tenant.Handoff.USUAL : handoff,
                retention == null ? Tenant.Retention.USUAL : retention,
                dailyModelBudget);
    }
}
