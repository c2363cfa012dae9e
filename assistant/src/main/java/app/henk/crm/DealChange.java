package app.henk.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be different about a deal: what is not named stays, what is named as empty is taken away. Nothing of it is
 * trusted; {@link Deals} checks it.
 */
public final class DealChange {

    private static final String STAGE = "stage";
    private static final String STATUS = "status";
    private static final String REASON = "lost_reason";
    private static final DealChange NONE = new DealChange(Map.of());

    private final Map<String, Optional<?>> fields;

    private DealChange(Map<String, Optional<?>> fields) {
        this.fields = fields;
    }

    public static DealChange none() {
        return NONE;
    }

    public DealChange title(String title) {
        return with("title", Optional.of(title));
    }

    /** By its name; an organisation that is not known yet is made. */
    public DealChange company(Optional<String> name) {
        return with("company", name);
    }

    public DealChange organisation(Optional<UUID> id) {
        return with("organisation_id", id);
    }

    public DealChange contact(Optional<UUID> id) {
        return with("contact_id", id);
    }

    /** In the tenant's currency unless {@link #currency} says another; empty when nobody knows yet. */
    public DealChange value(Optional<BigDecimal> value) {
        return with("value", value);
    }

    /** ISO 4217. */
    public DealChange currency(String code) {
        return with("currency", Optional.of(code));
    }

    public DealChange expectedClose(Optional<LocalDate> day) {
        return with("expected_close", day);
    }

    public DealChange sector(Optional<String> sector) {
        return with("sector", sector);
    }

    public DealChange product(Optional<String> product) {
        return with("product", product);
    }

    public DealChange source(Optional<String> source) {
        return with("source", source);
    }

    public DealChange notes(String notes) {
        return with("notes", Optional.of(notes));
    }

    /** A salesperson's id. */
    public DealChange assignee(Optional<UUID> id) {
        return with("assignee_id", id);
    }

    /** By key, name or synonym; like {@link Deals#moveStage}. */
    public DealChange stage(String words) {
        return with(STAGE, Optional.of(words));
    }

    /** {@code won} or {@code lost} like {@link Deals#close}, {@code open} like {@link Deals#reopen}. */
    public DealChange status(String status) {
        return with(STATUS, Optional.of(status));
    }

    /** Why it was lost. */
    public DealChange lostReason(Optional<String> reason) {
        return with(REASON, reason);
    }

    /** The columns that are said; without where the deal stands, which follows rules of its own. */
    Map<String, Optional<?>> fields() {
        Map<String, Optional<?>> columns = new LinkedHashMap<>(fields);
        columns.keySet().removeAll(Set.of(STAGE, STATUS, REASON));
        return columns;
    }

    Optional<String> stage() {
        return said(STAGE);
    }

    Optional<String> status() {
        return said(STATUS);
    }

    Optional<String> reason() {
        return said(REASON);
    }

    private Optional<String> said(String field) {
        return fields.getOrDefault(field, Optional.empty()).map(Object::toString);
    }

    private DealChange with(String field, Optional<?> value) {
        Map<String, Optional<?>> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new DealChange(more);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
