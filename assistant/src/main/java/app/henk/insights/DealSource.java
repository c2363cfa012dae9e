package app.henk.insights;

import static app.henk.insights.Sources.day;
import static app.henk.insights.Sources.id;
import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.money;
import static app.henk.insights.Sources.number;
import static app.henk.insights.Sources.person;
import static app.henk.insights.Sources.text;

import app.henk.crm.DealHealth;
import java.time.OffsetDateTime;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Deals. Aliases of deal and stage are those that {@link DealHealth} writes its expression for. */
final class DealSource {

    static final Field<String> STATUS = text("d", "status");
    static final Condition OPEN = STATUS.eq(DSL.inline("open"));
    static final Field<OffsetDateTime> CREATED = moment("d", "created_at");
    static final Field<OffsetDateTime> CLOSED = moment("d", "closed_at");
    static final Field<OffsetDateTime> STAGE_SINCE = moment("d", "stage_since");

    private static final Field<OffsetDateTime> LAST_CONTACT =
            DSL.field(DealHealth.LAST_CONTACT, SQLDataType.TIMESTAMPWITHTIMEZONE);

    private DealSource() {}

    static Source source() {
        return new Source("deal", "d")
                .alive(moment("d", "deleted_at").isNull())
                .join("organisation", "o", "organisation_id")
                .join("contact", "c", "contact_id")
                .join("salesperson", "p", "assignee_id")
                .join("stage", "s", "stage_key")
                .column("title", Column.of(text("d", "title")))
                .column("company", Column.of(DSL.coalesce(text("o", "name"), known(text("c", "company"))), "o", "c"))
                .column("contact", Column.of(person("c"), "c"))
                .column("value", now -> money("d", "value", now))
                .column("weighted", now -> money("d", "weighted", now))
                .column("probability", Column.of(number("d", "probability")))
                .column("stage", Column.of(text("d", "stage_key")))
                .column("status", Column.of(STATUS))
                .column("sector", Column.of(DSL.coalesce(text("d", "sector"), text("o", "sector")), "o"))
                .column("product", Column.of(text("d", "product")))
                .column("source", Column.of(text("d", "source")))
                .column("assignee", Column.of(id("d", "assignee_id")))
                .column("team", Column.of(known(text("p", "team")), "p"))
                .column("manager", Column.of(id("p", "manager_id"), "p"))
                .column("country", Column.of(text("o", "country"), "o"))
                .column("employees", Column.of(number("o", "employees"), "o"))
                .column("created", Column.of(CREATED))
                .column("closed", Column.of(CLOSED))
                .column("expected_close", Column.of(day("d", "expected_close")))
                .column("last_contact", Column.of(moment("d", "last_contact_at")))
                .column("stage_since", Column.of(STAGE_SINCE))
                .column("updated", Column.of(moment("d", "updated_at")))
                .column("no_contact_days", now -> Column.daysSince(LAST_CONTACT, OPEN, now))
                .column("days_in_stage", now -> Column.daysSince(STAGE_SINCE, OPEN, now))
                .column(
                        "age_days",
                        now -> Column.of(Column.wholeDays(CREATED, DSL.coalesce(CLOSED, DSL.val(now.moment())))))
                .column("cycle_days", now -> Column.of(cycle(now)))
                .column("health", now -> Column.of(health(now), "s"))
                .column("light", now -> Column.of(light(now), "s"))
                .column("overdue", now -> Column.of(overdue(now)))
                .column("lost_reason", Column.of(text("d", "lost_reason")))
                .column("notes", Column.of(known(text("d", "notes"))));
    }

    /** Days from the one on which a deal began to the one on which it was closed. */
    static Field<Integer> cycle(Now now) {
        return DSL.field("{0} - {1}", SQLDataType.INTEGER, Column.localDay(CLOSED, now), Column.localDay(CREATED, now));
    }

    static Field<Integer> health(Now now) {
        return DSL.field(
                DealHealth.EXPRESSION.replace(":now", "{0}").replace(":today", "{1}"),
                SQLDataType.INTEGER,
                DSL.val(now.moment()),
                DSL.val(now.calendar().today()));
    }

    private static Field<String> light(Now now) {
        return DSL.field("henk.health_light({0})", SQLDataType.VARCHAR, health(now));
    }

    static Field<Boolean> overdue(Now now) {
        return DSL.field(OPEN.and(day("d", "expected_close").lt(now.calendar().today())));
    }
}
