package app.henk.insights;

import static app.henk.insights.Sources.day;
import static app.henk.insights.Sources.id;
import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.money;
import static app.henk.insights.Sources.number;
import static app.henk.insights.Sources.person;
import static app.henk.insights.Sources.text;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

final class LeadSource {

    private static final Field<OffsetDateTime> CREATED = moment("l", "created_at");
    private static final Field<OffsetDateTime> CONTACTED = moment("l", "contacted_at");
    /** When somebody last spoke with this person; the lead's beginning while nobody has. */
    private static final Field<OffsetDateTime> LAST_CONTACT = DSL.field(
            "coalesce(greatest(l.contacted_at, (select max(a.at) from activity a where a.tenant_id = l.tenant_id"
                    + " and a.lead_id = l.id and a.type in ('call', 'email', 'meeting', 'conversation'))), l.created_at)",
            SQLDataType.TIMESTAMPWITHTIMEZONE);

    private static final Condition UNDECIDED = text("l", "status").notIn(DSL.inline("won"), DSL.inline("lost"));
    /** The threshold of the formula that scored it. */
    private static final String KEY_ACCOUNT = "(l.score >= (select (f.definition ->> 'keyAccountFrom')::int"
            + " from scoring_formula f where f.tenant_id = l.tenant_id and f.version = l.formula_version))";

    private LeadSource() {}

    static Source source() {
        return new Source("lead", "l")
                .alive(moment("l", "deleted_at").isNull())
                .join("organisation", "o", "organisation_id")
                .join("salesperson", "p", "assignee_id")
                .column("name", Column.of(person("l")))
                .column("email", Column.of(text("l", "email")))
                .column("company", Column.of(DSL.coalesce(known(text("l", "company")), text("o", "name")), "o"))
                .column("budget", now -> money("l", "budget", now))
                .column("company_size", Column.of(number("l", "company_size")))
                .column("industry", Column.of(text("l", "industry")))
                .column("urgency", Column.of(text("l", "urgency")))
                .column("status", Column.of(text("l", "status")))
                .column("source", Column.of(text("l", "source")))
                .column("occasion", Column.of(text("l", "occasion")))
                .column("assignee", Column.of(id("l", "assignee_id")))
                .column("team", Column.of(known(text("p", "team")), "p"))
                .column("manager", Column.of(id("p", "manager_id"), "p"))
                .column("score", Column.of(number("l", "score")))
                .column("key_account", Column.of(DSL.field(KEY_ACCOUNT, SQLDataType.BOOLEAN)))
                .column("created", Column.of(CREATED))
                .column("updated", Column.of(moment("l", "updated_at")))
                .column("contacted", Column.of(CONTACTED))
                .column("event_date", Column.of(day("l", "event_date")))
                .column("hours_to_contact", Column.of(hoursToContact()))
                .column("no_contact_days", now -> Column.daysSince(LAST_CONTACT, UNDECIDED, now))
                .column("notes", Column.of(known(text("l", "notes"))));
    }

    private static Field<BigDecimal> hoursToContact() {
        return DSL.field("extract(epoch from {0} - {1}) / 3600", SQLDataType.NUMERIC, CONTACTED, CREATED);
    }
}
