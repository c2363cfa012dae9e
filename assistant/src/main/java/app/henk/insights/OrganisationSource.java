package app.henk.insights;

import static app.henk.insights.Sources.moment;
import static app.henk.insights.Sources.number;
import static app.henk.insights.Sources.text;

final class OrganisationSource {

    private OrganisationSource() {}

    static Source source() {
        return new Source("organisation", "o")
                .alive(moment("o", "deleted_at").isNull())
                .column("name", Column.of(text("o", "name")))
                .column("sector", Column.of(text("o", "sector")))
                .column("country", Column.of(text("o", "country")))
                .column("employees", Column.of(number("o", "employees")))
                .column("website", Column.of(text("o", "website")))
                .column("created", Column.of(moment("o", "created_at")))
                .column("updated", Column.of(moment("o", "updated_at")));
    }
}
