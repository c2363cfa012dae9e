package app.henk.insights;

import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.person;
import static app.henk.insights.Sources.text;

import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

final class ContactSource {

    private static final String SPOKEN = " and a.type in ('call', 'email', 'meeting', 'conversation')";
    /**
     * When somebody last spoke with this person, or with one of the contacts that became one with theirs; the contact's
     * beginning while nobody has.
     */
    private static final Field<OffsetDateTime> LAST_CONTACT = DSL.field(
            "coalesce(greatest((select max(a.at) from activity a where a.tenant_id = c.tenant_id"
                    + " and a.contact_id = c.id" + SPOKEN + "), (select max(a.at) from contact m"
                    + " join activity a on a.tenant_id = m.tenant_id and a.contact_id = m.id"
                    + " where m.tenant_id = c.tenant_id and m.merged_into = c.id" + SPOKEN + ")), c.created_at)",
            SQLDataType.TIMESTAMPWITHTIMEZONE);

    private ContactSource() {}

    static Source source() {
        return new Source("contact", "c")
                .alive(moment("c", "deleted_at")
                        .isNull()
                        .and(DSL.field(DSL.name("c", "merged_into")).isNull()))
                .join("organisation", "o", "organisation_id")
                .column("name", Column.of(person("c")))
                .column("email", Column.of(text("c", "email")))
                .column("phone", Column.of(text("c", "phone")))
                .column("company", Column.of(DSL.coalesce(text("o", "name"), known(text("c", "company"))), "o"))
                .column("job_title", Column.of(text("c", "job_title")))
                .column("sector", Column.of(text("o", "sector"), "o"))
                .column("country", Column.of(text("o", "country"), "o"))
                .column("language", Column.of(text("c", "language")))
                .column("created", Column.of(moment("c", "created_at")))
                .column("updated", Column.of(moment("c", "updated_at")))
                .column("no_contact_days", now -> Column.daysSince(LAST_CONTACT, DSL.trueCondition(), now))
                .column("blocked", Column.of(DSL.field(moment("c", "blocked_at").isNotNull())));
    }
}
