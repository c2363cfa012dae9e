package app.henk.insights;

import static app.henk.insights.Sources.id;
import static app.henk.insights.Sources.known;
import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.person;
import static app.henk.insights.Sources.text;

import org.jooq.impl.DSL;

final class ActivitySource {

    private ActivitySource() {}

    static Source source() {
        return new Source("activity", "a")
                .join("salesperson", "p", "actor_id")
                .join("deal", "d", "deal_id")
                .join("contact", "c", "contact_id")
                .join("organisation", "o", "d", "organisation_id")
                .join("organisation", "co", "c", "organisation_id")
                .column("type", Column.of(text("a", "type")))
                .column("subject", Column.of(known(text("a", "subject"))))
                .column("at", Column.of(moment("a", "at")))
                .column("actor", Column.of(id("a", "actor_id")))
                .column("team", Column.of(known(text("p", "team")), "p"))
                .column(
                        "company",
                        Column.of(
                                DSL.coalesce(text("o", "name"), text("co", "name"), known(text("c", "company"))),
                                "o",
                                "co",
                                "c"))
                .column("contact", Column.of(person("c"), "c"))
                .column("deal", Column.of(text("d", "title"), "d"));
    }
}
