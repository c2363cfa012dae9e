package app.henk.crm;

import app.henk.platform.Row;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Health in queries: the columns it needs, and the same as an expression to filter and order by. */
public final class DealHealth {

    /**
     * Since when nobody has spoken with the customer of the deal {@code d}: the silence that health and {@code no contact
     * for N days} count from.
     */
    public static final String LAST_CONTACT = "coalesce(d.last_contact_at, d.created_at)";

    /** Whether an open task stands with the deal {@code d}, to filter and order by. */
    public static final String NEXT_STEP = "exists (select from task t where t.tenant_id = d.tenant_id"
            + " and t.deal_id = d.id and t.done_at is null and t.deleted_at is null)";

    /**
     * 0 to 100, null for a closed deal. The query names deal and stage {@code d} and {@code s}, and binds the moment
     * {@code :now} and its day at the tenant's {@code :today}.
     */
    public static final String EXPRESSION = "henk.deal_health(d.status, d.stage_since, s.usual_days, " + LAST_CONTACT
            + ", d.expected_close, " + NEXT_STEP + ", :now, :today)";

    /**
     * The same as a column of the few rows that are read. {@code exists} would be answered from a list of all open tasks,
     * which PostgreSQL makes for the many rows that it thinks it reads before the limit.
     */
    static final String NEXT_STEP_OF_ROW = "coalesce((select true from task t where t.tenant_id = d.tenant_id"
            + " and t.deal_id = d.id and t.done_at is null and t.deleted_at is null limit 1), false)";

    /** Beside the columns of {@code d}: what {@link #of} reads. */
    static final String COLUMNS = "d.status, d.stage_since, s.usual_days, d.expected_close, " + LAST_CONTACT
            + " as last_contact, " + NEXT_STEP_OF_ROW + " as has_next_step";

    private DealHealth() {}

    /** Empty for a closed deal. */
    static Optional<Health> of(Readable row, Instant now, LocalDate today) {
        return Row.value(row, "status", String.class).equals("open")
                ? Optional.of(Health.of(
                        new HealthFacts(
                                Row.value(row, "stage_since", Instant.class),
                                Row.value(row, "usual_days", Integer.class),
                                Row.value(row, "last_contact", Instant.class),
                                Optional.ofNullable(row.get("expected_close", LocalDate.class)),
                                Row.value(row, "has_next_step", Boolean.class)),
                        now,
                        today))
                : Optional.empty();
    }
}
