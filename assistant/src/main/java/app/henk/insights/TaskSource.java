package app.henk.insights;

import static app.henk.insights.Sources.day;
import static app.henk.insights.Sources.id;
import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.person;
import static app.henk.insights.Sources.text;

import org.jooq.Field;
import org.jooq.impl.DSL;

final class TaskSource {

    private TaskSource() {}

    static Source source() {
        return new Source("task", "t")
                .alive(moment("t", "deleted_at").isNull())
                .join("salesperson", "p", "assignee_id")
                .join("deal", "d", "deal_id")
                .join("contact", "c", "contact_id")
                .join("organisation", "o", "d", "organisation_id")
                .column("subject", Column.of(text("t", "subject")))
                .column("due", Column.of(day("t", "due")))
                .column("assignee", Column.of(id("t", "assignee_id")))
                .column("team", Column.of(known(text("p", "team")), "p"))
                .column("overdue", now -> Column.of(overdue(now)))
                .column("done", Column.of(DSL.field(moment("t", "done_at").isNotNull())))
                .column("done_at", Column.of(moment("t", "done_at")))
                .column("created", Column.of(moment("t", "created_at")))
                .column("company", Column.of(DSL.coalesce(text("o", "name"), known(text("c", "company"))), "o", "c"))
                .column("contact", Column.of(person("c"), "c"))
                .column("deal", Column.of(text("d", "title"), "d"));
    }

    private static Field<Boolean> overdue(Now now) {
        return DSL.field(moment("t", "done_at")
                .isNull()
                .and(day("t", "due").lt(now.calendar().today())));
    }
}
