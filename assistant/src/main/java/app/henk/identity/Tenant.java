package app.henk.identity;

import app.henk.platform.TenantId;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;

/**
 * A company that uses Henk, as data: nothing of a trade is in the code.
 *
 * @param languages that the tenant answers in, the first one is its own; a subset of de, en, fr
 * @param hours opening hours by weekday such as {@code 10:00–19:00}; a missing day is closed
 * @param dailyModelBudget most that the model may cost per day, in the account currency of the model's price list (USD)
 */
public record Tenant(
        TenantId id,
        String slug,
        String name,
        List<String> languages,
        ZoneId zone,
        CurrencyUnit currency,
        Persona persona,
        Contact contact,
        Map<DayOfWeek, String> hours,
        java.math.BigDecimal dailyModelBudget) {

    /** @param title by language, e.g. "Ihr Maßschneider" */
    public record Persona(String name, Map<String, String> title, Map<String, String> description) {}

    public record Contact(String address, String phone, String email) {}

    public OpeningTimes opening() {
        return OpeningTimes.parse(hours);
    }

    public String language() {
        return languages.getFirst();
    }
}
