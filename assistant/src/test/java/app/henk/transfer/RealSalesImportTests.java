package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A real seller's files come into the pipeline of the second demo tenant without anybody mapping anything. */
@HenkTest
class RealSalesImportTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Test
    void all_8800_deals_come_in_with_companies_salespeople_and_products_and_their_flaws_are_reported_by_row() {
        RealSales files = RealSales.orNotRun();
        ImportClient admin = ImportClient.as(http, "admin@works.example");

        JsonNode team = admin.imported(files.file("sales_teams.csv"));
        JsonNode products = admin.imported(files.file("products.csv"));
        JsonNode accounts = admin.imported(files.file("accounts.csv"));
        JsonNode read = admin.sent(files.file("sales_pipeline.csv"), Map.of());
        JsonNode deals = admin.ended(read.path("id").asString(), false);

        assertThat(List.of(team, products, accounts, deals))
                .extracting(done ->
                        done.path("kind").asString() + " " + done.path("state").asString() + " "
                                + done.at("/counts/created").asInt() + " of "
                                + done.path("rows").asInt() + ", "
                                + done.at("/counts/refused").asInt() + " refused")
                .containsExactly(
                        "salespeople done 35 of 35, 0 refused",
                        "products done 7 of 7, 0 refused",
                        "organisations done 85 of 85, 0 refused",
                        "deals done 8800 of 8800, 0 refused");
        assertMapped(read);
        assertFlaws(admin, accounts.path("id").asString(), deals.path("id").asString());
        assertFigures();
        assertThat(admin.imported(files.file("sales_pipeline.csv"))
                        .at("/counts/unchanged")
                        .asInt())
                .isEqualTo(8800);
    }

    private static void assertMapped(JsonNode read) {
        assertThat(read.path("columns")
                        .valueStream()
                        .map(column -> column.path("field").asString()))
                .containsExactly("id", "assignee", "product", "company", "stage", "started", "close", "value");
        assertThat(read.path("stages")
                        .valueStream()
                        .map(stage -> stage.path("name").asString() + "="
                                + stage.path("stage").asString() + " "
                                + stage.path("rows").asInt()))
                .containsExactlyInAnyOrder(
                        "Won=won 4238", "Lost=lost 2473", "Engaging=qualified 1589", "Prospecting=initial_contact 500");
    }

    private void assertFlaws(ImportClient admin, String accounts, String deals) {
        assertThat(problems(accounts))
                .containsExactlyInAnyOrder(
                        "correction sector technolgy -> technology: 12",
                        "correction office_location Philipines -> Philippines: 1");
        assertThat(problems(deals))
                .containsExactlyInAnyOrder(
                        "correction product GTXPro -> GTX Pro: 1480",
                        "hint account  -> : 1425",
                        "hint engage_date  -> : 500",
                        "hint close_date  -> : 2089");
        assertThat(admin.text("/api/imports/" + deals + "/problems.csv", "en"))
                .contains("3,product,GTXPro,corrected,Taken as “GTX Pro”.");
    }

    private List<String> problems(String id) {
        return rows("select severity || ' ' || header || ' ' || value || ' -> ' || detail || ': ' || count(*)"
                + " from data_import_problem where import_id = '" + id
                + "' group by severity, header, value, detail");
    }

    /** As plain SQL over the files themselves gives them. */
    private void assertFigures() {
        assertThat(rows("select status || ' ' || count(*) || ' ' || coalesce(sum(value)::text, '-') from deal"
                        + " where length(origin) = 11 and origin like 'id:%' group by status order by status"))
                .containsExactly("lost 2473 0.00", "open 2089 -", "won 4238 10005534.00");
        assertThat(rows("select s.team || ' ' || m.name || ' ' || count(*) from deal d join salesperson s on"
                        + " s.tenant_id = d.tenant_id and s.id = d.assignee_id join salesperson m on"
                        + " m.tenant_id = s.tenant_id and m.id = s.manager_id where s.name = 'Darcel Schlecht'"
                        + " and d.origin like 'id:%' group by s.team, m.name"))
                .containsExactly("Central Melvin Marxen 747");
        assertThat(rows("select count(*)::text from deal d join organisation o on o.tenant_id = d.tenant_id and"
                        + " o.id = d.organisation_id where o.sector = 'technology' and d.sector = 'technology'"))
                .containsExactly("1165");
    }

    private List<String> rows(String sql) {
        Tenant works = tenants.all().filter(t -> t.slug().equals("works")).blockFirst();
        return transactions
                .in(
                        Scope.system(works.id()),
                        () -> database.sql(sql)
                                .map(row -> String.valueOf(row.get(0)))
                                .all()
                                .collectList())
                .block();
    }
}
