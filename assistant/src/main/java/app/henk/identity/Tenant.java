package app.henk.identity;

import app.henk.platform.TenantId;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.springframework.http.HttpHeaders;

/**
 * A company that uses Henk, as data: nothing of a trade is in the code.
 *
 * @param languages that the tenant answers in, the first one is its own; a subset of de, en, fr
 * @param hours opening hours by weekday such as {@code 10:00–19:00}; a missing day is closed
 * @param handoff when a conversation calls a person by itself
 * @param retention how long is kept what nobody has asked to keep
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
        Handoff handoff,
        Retention retention,
        java.math.BigDecimal dailyModelBudget) {

    /** With the rules that everybody starts with. */
    public Tenant(
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
        this(
                id,
                slug,
                name,
                languages,
                zone,
                currency,
                persona,
                contact,
                hours,
                Handoff.USUAL,
                Retention.USUAL,
                dailyModelBudget);
    }

    /**
     * @param complaint whether a complaint does
     * @param groupOver whether a group of more people than this does
     * @param valueOver whether a budget above this does, in the tenant's currency
     */
    public record Handoff(boolean complaint, Optional<Integer> groupOver, Optional<java.math.BigDecimal> valueOver) {
        public static final Handoff USUAL = new Handoff(true, Optional.empty(), Optional.empty());
    }

    /**
     * @param conversationDays how long after its last word a conversation without contact details goes
     * @param measurementYears how long after the last order, or after they were taken, a customer's measures go; empty
     *     for as long as the account stands
     */
    public record Retention(Optional<Integer> conversationDays, Optional<Integer> measurementYears) {
        public static final Retention USUAL = new Retention(Optional.of(90), Optional.empty());
    }

    /** @param title by language, e.g. "Ihr Maßschneider" */
    public record Persona(String name, Map<String, String> title, Map<String, String> description) {}

    public record Contact(String address, String phone, String email) {}

    public OpeningTimes opening() {
        return OpeningTimes.parse(hours);
    }

    public String language() {
        return languages.getFirst();
    }

    /** The first of its languages that the reader accepts, else its own. */
    public String languageFor(HttpHeaders reader) {
        return reader.getAcceptLanguageAsLocales().stream()
                .map(Locale::getLanguage)
                .filter(languages::contains)
                .findFirst()
                .orElseGet(this::language);
    }
}
