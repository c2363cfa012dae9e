package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Lists as files over HTTP. */
@HenkTest
class ExportTests {

    @Autowired
    WebTestClient http;

    @Test
    void what_was_imported_is_exported_with_nothing_that_a_spreadsheet_would_run() {
        ImportClient sales = ImportClient.as(http, "sales@henk.example");
        String run = "x" + Long.toString(System.nanoTime(), 36);
        sales.imported(
                "first name,last name,email,company\n=cmd()%1$s,Ärmel,%1$s@mail.example,@SUM(A1)\n".formatted(run));

        String german = sales.text("/api/exports/leads?bom=false", "de");
        String english = sales.text("/api/exports/leads?separator=tab", "en");

        assertThat(german).startsWith("Vorname;Nachname;E-Mail;Telefon;Firma;Score;");
        assertThat(german.lines().filter(line -> line.contains(run)))
                .singleElement()
                .asString()
                .startsWith("'=cmd()%1$s;Ärmel;%1$s@mail.example;;'@SUM(A1);".formatted(run));
        assertThat(english).startsWith("\ufeffFirst name\tLast name\t");
    }

    @Test
    void other_tenants_and_customers_get_nothing_of_it() {
        ImportClient sales = ImportClient.as(http, "sales@henk.example");
        String run = "y" + Long.toString(System.nanoTime(), 36);
        sales.imported("title,amount,stage\nFräse %s,5,Qualified\n".formatted(run));

        assertThat(sales.text("/api/exports/deals", "de")).contains(run);
        assertThat(ImportClient.as(http, "sales@works.example").text("/api/exports/deals", "en"))
                .doesNotContain(run);
        ImportClient.as(http, "customer@henk.example")
                .get("/api/exports/deals", "de")
                .expectStatus()
                .isForbidden();
        http.get().uri("/api/exports/deals").exchange().expectStatus().isUnauthorized();
        sales.get("/api/exports/deals?format=doc", "de").expectStatus().isBadRequest();
    }

    @Test
    void an_answer_is_exported_with_all_its_lines_and_a_question_that_is_none_is_a_problem() {
        ImportClient sales = ImportClient.as(http, "sales@henk.example");
        String run = "z" + Long.toString(System.nanoTime(), 36);
        sales.imported("title,amount,stage,product\nFräse,700,Qualified,%1$s\nSäge,50,Qualified,%1$s\n".formatted(run));

        String file =
                sales.text("/api/exports/answers?query=deals where product = \"" + run + "\" and value > 100", "en");

        assertThat(file).contains("Fräse").doesNotContain("Säge");
        sales.get("/api/exports/answers?query=unicorns by moon", "en")
                .expectStatus()
                .isBadRequest();
    }
}
