package app.henk.crm;

import java.util.List;
import java.util.Locale;

/** The kinds of records that sales keep, each a table of the same name. */
public enum Entity {
    SALESPERSON("name, team, manager_id, account_id, active"),
    ORGANISATION("name, sector, employees, country, website, origin, merged_into, deleted_at"),
    CONTACT("first_name, last_name, email, phone, company, language, account_id, organisation_id, job_title,"
            + " merged_into, blocked_at, deleted_at"),
    LEAD("contact_id, organisation_id, first_name, last_name, email, phone, company, budget, currency, company_size,"
            + " industry, urgency, occasion, event_date, source, status, assignee_id, notes, wish, language,"
            + " conversation_id, score, formula_version, contacted_at, blocked_at, origin, deleted_at"),
    DEAL("title, contact_id, organisation_id, lead_id, value, currency, stage_key, status, probability, stage_since,"
            + " expected_close, assignee_id, sector, product, source, notes, conversation_id, last_contact_at,"
            + " closed_at, lost_reason, blocked_at, origin, merged_into, deleted_at"),
    TASK("subject, due, assignee_id, contact_id, lead_id, deal_id, done_at, deleted_at"),
    ACTIVITY("type, subject, body, contact_id, lead_id, deal_id, conversation_id, actor_id, tainted, at");

    private final List<String> columns;

    Entity(String columns) {
        this.columns = List.of(columns.split(",\\s*"));
    }

    /** What a change can be about: all columns but the key and what the database keeps by itself. */
    List<String> columns() {
        return columns;
    }

    /** Activities stay as they are, so they have no version. */
    boolean versioned() {
        return this != ACTIVITY;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Entity ofTable(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
