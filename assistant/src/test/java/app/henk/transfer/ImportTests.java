package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Files of records over HTTP: how they are understood, what of them is refused, whose they are. */
@HenkTest
class ImportTests {

    @Autowired
    WebTestClient http;

    @Autowired
    ApplicationContext context;

    private ImportHouse house;
    private ImportClient sales;
    private String run;

    @BeforeEach
    void signIn() {
        house = ImportHouse.in(context, http);
        sales = house.sales();
        run = ImportHouse.run();
    }

    @Test
    void a_file_is_understood_by_itself_and_its_good_rows_come_in_scored() {
        JsonNode read = sales.sent(ImportHouse.leads(run), Map.of());

        assertThat(read.path("kind").asString()).isEqualTo("leads");
        assertThat(fields(read))
                .containsExactly(
                        "id",
                        "first_name",
                        "last_name",
                        "email",
                        "company",
                        "budget",
                        "company_size",
                        "industry",
                        "urgency",
                        "");
        assertThat(read.at("/columns/5/decimal").asString()).isEqualTo("comma");
        assertThat(read.path("notes").get(0).asString()).contains("Lieblingsfarbe");

        JsonNode done = sales.ended(read.path("id").asString(), false);

        assertThat(done.path("state").asString()).isEqualTo("done");
        ImportHouse.assertCounts(done, 4, 2, 0, 2);
        JsonNode lead = lead("j.gruber." + run + "@mail.example");
        assertThat(lead.path("budget").decimalValue()).isEqualByComparingTo("50000");
        assertThat(lead.path("company_size").asInt()).isEqualTo(250);
        assertThat(lead.path("industry").asString()).isEqualTo("tech");
        assertThat(lead.path("source").asString()).isEqualTo("import");
        assertThat(lead.path("score").asInt()).isPositive();
        assertThat(house.count(
                        "select count(*) from pipedrive_record r join lead l on l.tenant_id = r.tenant_id and l.id = r.id"
                                + " where l.email like '%." + run + "@mail.example'"))
                .as("without a connection nothing waits for Pipedrive")
                .isZero();
    }

    @Test
    void each_error_is_named_by_row_column_value_and_reason_in_the_readers_language() {
        String id = sales.imported(ImportHouse.leads(run)).path("id").asString();

        JsonNode problems = sales.got("/api/imports/" + id + "/problems");
        String german = sales.text("/api/imports/" + id + "/problems.csv", "de");

        List<JsonNode> errors = problems.valueStream()
                .filter(problem -> problem.path("severity").asString().equals("error"))
                .toList();
        assertThat(errors).extracting(error -> error.path("line").asInt()).containsExactly(4, 5);
        assertThat(errors).extracting(error -> error.path("column").asString()).containsExactly("Budget", "E-Mail");
        assertThat(errors.getFirst().path("message").asString()).isEqualTo("The value is negative.");
        assertThat(german)
                .contains("Zeile;Spalte;Wert;Art;Grund")
                .contains("4;Budget;-5,00;Fehler;Der Wert ist negativ.");
    }

    @Test
    void a_person_corrects_the_mapping_and_wrong_corrections_are_refused() {
        String file = "Titel;Betrag;Phase;Datum\nFräse " + run + ";1.500,00;Mondphase;03.04.2026\n";
        JsonNode read = sales.sent(file, Map.of("kind", "deals"));
        String mapping = "/api/imports/" + read.path("id").asString() + "/mapping";
        assertThat(read.at("/stages/0/stage").isMissingNode()
                        || read.at("/stages/0/stage").isNull())
                .isTrue();

        JsonNode wrong = ImportClient.json(sales.put(
                        mapping,
                        Map.of(
                                "columns", List.of(Map.of("index", 0, "field", "colour"), Map.of("index", 9)),
                                "stages", List.of(Map.of("name", "Mondphase", "stage", "nowhere"))))
                .expectStatus()
                .isBadRequest());
        assertThat(wrong.path("errors")).hasSize(3);
        sales.put(
                        mapping,
                        Map.of(
                                "columns", List.of(Map.of("index", 3, "field", "close", "dates", "day_month_year")),
                                "stages", List.of(Map.of("name", "Mondphase", "stage", "proposal"))))
                .expectStatus()
                .isOk();
        sales.ended(read.path("id").asString(), false);

        assertThat(house.one("select stage_key || ' ' || value || ' ' || expected_close from deal where title = 'Fräse "
                        + run + "'"))
                .isEqualTo("proposal 1500.00 2026-04-03");
    }

    @Test
    void a_column_that_a_person_puts_right_is_read_as_its_values_are_written() {
        String file = "Titel;Zaster;Bis dahin\nFräse %1$s;12.500;31.12.2031\nBank %1$s;1.234,56;03.04.2032\n";
        JsonNode read = sales.sent(file.formatted(run), Map.of("kind", "deals"));
        assertThat(fields(read)).containsExactly("title", "", "");
        String id = read.path("id").asString();

        sales.put(
                        "/api/imports/" + id + "/mapping",
                        Map.of(
                                "columns",
                                List.of(Map.of("index", 1, "field", "value"), Map.of("index", 2, "field", "close"))))
                .expectStatus()
                .isOk();

        ImportHouse.assertCounts(sales.ended(id, false), 2, 2, 0, 0);
        assertThat(house.one("select string_agg(value || ' ' || expected_close, ', ' order by value) from deal"
                        + " where title like '% " + run + "'"))
                .isEqualTo("1234.56 2032-04-03, 12500.00 2031-12-31");
    }

    @Test
    void a_sign_that_could_be_either_is_said_when_the_column_turns_out_to_hold_numbers() {
        JsonNode read = sales.sent("Titel;Zaster\nFräse " + run + ";12.500\n", Map.of("kind", "deals"));
        assertThat(read.path("notes")).singleElement().asString().contains("Zaster", "left out");

        JsonNode mapped = ImportClient.json(sales.put(
                        "/api/imports/" + read.path("id").asString() + "/mapping",
                        Map.of("columns", List.of(Map.of("index", 1, "field", "value"))))
                .expectStatus()
                .isOk());

        assertThat(mapped.at("/columns/1/decimal").asString()).isEqualTo("comma");
        assertThat(mapped.path("notes")).singleElement().asString().contains("Zaster", "Dezimalzeichen");
    }

    @Test
    void a_column_that_turns_out_to_hold_the_stages_has_its_names_looked_up() {
        String file = "Titel,Firma,Etappe\nFräse %1$s,Presswerk %1$s,Angebot\nBank %1$s,Presswerk %1$s,Mondphase\n";
        JsonNode read = sales.sent(file.formatted(run), Map.of("kind", "leads"));
        String id = read.path("id").asString();
        assertThat(read.path("stages")).isEmpty();

        JsonNode mapped = ImportClient.json(sales.put(
                        "/api/imports/" + id + "/mapping",
                        Map.of(
                                "kind",
                                "deals",
                                "columns",
                                List.of(Map.of("index", 0, "field", "title"), Map.of("index", 2, "field", "stage")),
                                "stages",
                                List.of(Map.of("name", "Mondphase", "stage", "negotiation"))))
                .expectStatus()
                .isOk());

        assertThat(mapped.path("stages"))
                .extracting(stage -> stage.path("name").asString() + " "
                        + stage.path("stage").asString())
                .containsExactlyInAnyOrder("Angebot proposal", "Mondphase negotiation");
        ImportHouse.assertCounts(sales.ended(id, false), 2, 2, 0, 0);
        assertThat(house.one(
                        "select string_agg(stage_key, ', ' order by title) from deal where title like '% " + run + "'"))
                .isEqualTo("negotiation, proposal");
    }

    @Test
    void a_spreadsheet_that_was_written_here_comes_in_again_with_its_empty_cells() {
        var table = new ResultTable(
                "Deals",
                List.of(),
                Stream.of("Titel", "Firma", "Wert", "Phase", "Produkt")
                        .map(name -> new ResultTable.Heading(name, name.equals("Wert")))
                        .toList(),
                Flux.just(
                        cells("Fräse " + run, "Presswerk " + run, new BigDecimal("12500.50"), "Angebot", null),
                        cells("Bank " + run, "Presswerk " + run, null, null, null)));
        byte[] file = written(context.getBean(XlsxExport.class).write(table, new DefaultDataBufferFactory()));

        JsonNode read = ImportClient.json(sales.send(file, "deals.xlsx", Map.of("kind", "deals"))
                .expectStatus()
                .isCreated());

        ImportHouse.assertCounts(sales.ended(read.path("id").asString(), false), 2, 2, 0, 0);
        assertThat(house.one("select string_agg(coalesce(value::text, 'none'), ', ' order by title) from deal"
                        + " where title like '% " + run + "'"))
                .isEqualTo("none, 12500.50");
    }

    @Test
    void deals_bring_company_person_and_salesperson_along() {
        String file = """
                Deal,Firma,Ansprechpartner,E-Mail,Wert,Phase,Abschlussdatum,Zuständig,Erstellt
                Presse %1$s,Presswerk %1$s,Eva Weber,e.%1$s@mail.example,12500.50,Gewonnen,2026-02-03,Rita %1$s,2026-01-02
                Säge %1$s,Presswerk %1$s,,,,Verhandlung,,Rita %1$s,2026-01-05
                Ohne %1$s,Presswerk %1$s,,,,Gewonnen,2026-02-03,,2026-01-05
                Wohin %1$s,Presswerk %1$s,,,5,Mondphase,,,
                """.formatted(run);

        JsonNode done = sales.imported(file);

        ImportHouse.assertCounts(done, 4, 2, 0, 2);
        String path = " from deal d left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id join"
                + " organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id join salesperson s on"
                + " s.tenant_id = d.tenant_id and s.id = d.assignee_id where d.title = ";
        assertThat(house.one(
                        "select o.name || '|' || c.last_name || '|' || s.name || '|' || d.status || '|' || d.value || '|'"
                                + " || d.closed_at::date" + path + "'Presse " + run + "'"))
                .isEqualTo("Presswerk %1$s|Weber|Rita %1$s|won|12500.50|2026-02-02"
                        .formatted(run)
                        .replace(
                                "2026-02-02",
                                house.one("select (timestamptz '2026-02-03 00:00 Europe/Berlin')::date::text")));
        assertThat(house.one(
                        "select coalesce(d.value::text, 'none') || '|' || d.stage_key" + path + "'Säge " + run + "'"))
                .isEqualTo("none|negotiation");
        assertThat(reasons(done)).contains("value_of_won_missing", "stage_unknown");
    }

    @Test
    void dates_that_could_be_either_way_are_decided_by_their_column_and_said() {
        String clear = "title,amount,stage,close date\nA" + run + ",1,Qualified,03/04/2026\nB" + run
                + ",1,Qualified,03/25/2026\n";
        String open = "title,amount,stage,close date\nC" + run + ",1,Qualified,03/04/2026\n";

        JsonNode evident = sales.sent(clear, Map.of());
        JsonNode ambiguous = sales.sent(open, Map.of());

        assertThat(evident.at("/columns/3/date").asString()).isEqualTo("month_day_year");
        assertThat(evident.path("notes").toString()).contains("month/day/year");
        assertThat(ambiguous.at("/columns/3/date").asString()).isEqualTo("day_month_year");
        assertThat(ambiguous.path("notes").toString()).contains("Please check");
    }

    @Test
    void what_cannot_be_a_table_is_refused_and_leaves_nothing_behind() throws Exception {
        long before = house.count("select count(*) from data_import");

        assertProblem(sales.send(new byte[] {1, 2, 3, 0, 9}, "photo.csv", Map.of()), "not-a-table");
        assertProblem(sales.send("a,b\n1,\"2".getBytes(StandardCharsets.UTF_8), "half.csv", Map.of()), "broken-file");
        assertProblem(
                sales.send("name,name\n1,2\n".getBytes(StandardCharsets.UTF_8), "twice.csv", Map.of()),
                "duplicate-headers");
        assertProblem(sales.send("name,email\n".getBytes(StandardCharsets.UTF_8), "none.csv", Map.of()), "empty-file");
        assertProblem(
                sales.send("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "kind.csv", Map.of("kind", "cats")),
                "invalid-fields");

        assertProblem(
                sales.send(
                        SheetFile.of("<row r='1'><c r='A1' t='inlineStr'><is><t>Titel</t></is></c></row>"
                                + "<row r='2'><c r='A2' t='d'><v>2026-12-01</v></c></row>"),
                        "damaged.xlsx",
                        Map.of()),
                "not-a-table");

        assertThat(house.count("select count(*) from data_import")).isEqualTo(before);
    }

    @Test
    void two_gigabytes_are_refused_before_they_are_read() throws Exception {
        String head =
                "POST /api/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                        + "Content-Length: 2147483648\r\n\r\n";
        try (var socket = new java.net.Socket("localhost", port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String status = new java.io.BufferedReader(
                            new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();

            assertThat(status).contains(String.valueOf(HttpStatus.CONTENT_TOO_LARGE.value()));
        }
    }

    @Test
    void a_file_is_its_senders_and_their_managers_and_nobody_elses() {
        String id = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();

        ImportClient.as(http, "manager@henk.example").got("/api/imports/" + id);
        ImportClient.as(http, "sales@works.example")
                .get("/api/imports/" + id, "en")
                .expectStatus()
                .isNotFound();
        ImportClient.as(http, "customer@henk.example")
                .get("/api/imports/" + id, "en")
                .expectStatus()
                .isForbidden();
        http.get().uri("/api/imports/" + id).exchange().expectStatus().isUnauthorized();
    }

    private static List<ResultTable.Value> cells(@Nullable Object... values) {
        return Stream.of(values)
                .map(value -> new ResultTable.Value(Optional.ofNullable(value), String.valueOf(value)))
                .toList();
    }

    private static byte[] written(Flux<DataBuffer> content) {
        DataBuffer whole = DataBufferUtils.join(content).block();
        byte[] bytes = new byte[whole.readableByteCount()];
        whole.read(bytes);
        return bytes;
    }

    private static List<String> fields(JsonNode read) {
        return read.path("columns")
                .valueStream()
                .map(column -> column.path("field").isNull()
                        ? ""
                        : column.path("field").asString())
                .toList();
    }

    private static void assertProblem(WebTestClient.ResponseSpec response, String type) {
        JsonNode problem = ImportClient.json(response.expectStatus()
                .isBadRequest()
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_TYPE, "application/problem\\+json.*"));
        assertThat(problem.path("type").asString()).endsWith("/" + type);
    }

    private List<String> reasons(JsonNode done) {
        return sales.got("/api/imports/" + done.path("id").asString() + "/problems")
                .valueStream()
                .map(problem -> problem.path("reason").asString())
                .toList();
    }

    private JsonNode lead(String email) {
        String id = house.one("select id::text from lead where email = '" + email + "'");
        return sales.got("/api/leads/" + id).path("lead");
    }

    private int port() {
        return http.get()
                .uri("/health")
                .exchange()
                .expectBody()
                .returnResult()
                .getUrl()
                .getPort();
    }
}
