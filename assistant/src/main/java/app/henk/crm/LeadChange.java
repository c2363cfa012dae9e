package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be different about a lead: what is not named stays, what is named as empty is taken away. Nothing of it is
 * trusted; {@link Leads} checks it.
 */
public final class LeadChange {

    private static final LeadChange NONE = new LeadChange(Map.of());

    private final Map<String, Optional<?>> fields;

    private LeadChange(Map<String, Optional<?>> fields) {
        this.fields = fields;
    }

    public static LeadChange none() {
        return NONE;
    }

    public LeadChange firstName(Optional<String> name) {
        return with("first_name", name);
    }

    public LeadChange lastName(Optional<String> name) {
        return with("last_name", name);
    }

    public LeadChange email(Optional<String> address) {
        return with("email", address);
    }

    public LeadChange phone(Optional<String> number) {
        return with("phone", number);
    }

    public LeadChange company(Optional<String> name) {
        return with("company", name);
    }

    public LeadChange budget(Optional<BigDecimal> amount) {
        return with("budget", amount);
    }

    public LeadChange companySize(Optional<Integer> people) {
        return with("company_size", people);
    }

    /** tech, finance, healthcare or other. */
    public LeadChange industry(Optional<String> industry) {
        return with("industry", industry);
    }

    /** immediately, this_week, this_month or later. */
    public LeadChange urgency(Optional<String> urgency) {
        return with("urgency", urgency);
    }

    public LeadChange occasion(Optional<String> occasion) {
        return with("occasion", occasion);
    }

    public LeadChange eventDate(Optional<LocalDate> day) {
        return with("event_date", day);
    }

    public LeadChange source(String source) {
        return with("source", Optional.of(source));
    }

    /** new, contacted, qualified, won or lost. */
    public LeadChange status(String status) {
        return with("status", Optional.of(status));
    }

    public LeadChange notes(String notes) {
        return with("notes", Optional.of(notes));
    }

    /** A salesperson's id. */
    public LeadChange assignee(Optional<UUID> id) {
        return with("assignee_id", id);
    }

    Map<String, Optional<?>> fields() {
        return fields;
    }

    private LeadChange with(String field, Optional<?> value) {
        Map<String, Optional<?>> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new LeadChange(more);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
