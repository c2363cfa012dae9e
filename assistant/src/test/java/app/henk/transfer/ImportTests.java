package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.Tenant;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import app.henk.platform.jobs.Jobs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Files of records over HTTP, from the upload to the last row. */
@HenkTest
class ImportTests {

    private static final String LEADS = """
            Nr;Vorname;Nachname;E-Mail;Firma;Budget;Mitarbeiter;Branche;Dringlichkeit;Lieblingsfarbe
            %1$s-1;Jürgen;Gruber;j.gruber.%1$s@mail.example;Gruber KG;50.000,00;250;IT;diese Woche;blau
            %1$s-2;Zoë;Öztürk;z.%1$s@mail.example;;9.999,99;12;Handel;später;rot
            %1$s-3;Max;Minus;m.%1$s@mail.example;;-5,00;1;IT;sofort;
            %1$s-4;Ida;Irrtum;keine Adresse;;1,00;1;IT;sofort;
            """;

    @Autowired
    WebTestClient http;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    Jobs jobs;

    private Tenant tailor;
    private ImportClient sales;
    private String run;

    @BeforeEach
    void signIn() {
        tailor = tenants.all().filter(t -> t.slug().equals("henk")).blockFirst();
        sales = ImportClient.as(http, "sales@henk.example");
        run = "t" + Long.toString(System.nanoTime(), 36);
    }

    @Test
    void a_file_is_understood_by_itself_and_its_good_rows_come_in_scored() {
        JsonNode read = sales.sent(LEADS.formatted(run), Map.of());

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
        assertCounts(done, 4, 2, 0, 2);
        JsonNode lead = lead("j.gruber." + run + "@mail.example");
        assertThat(lead.path("budget").decimalValue()).isEqualByComparingTo("50000");
        assertThat(lead.path("company_size").asInt()).isEqualTo(250);
        assertThat(lead.path("industry").asString()).isEqualTo("tech");
        assertThat(lead.path("source").asString()).isEqualTo("import");
        assertThat(lead.path("score").asInt()).isPositive();
        assertThat(count(
                        "select count(*) from pipedrive_record r join lead l on l.tenant_id = r.tenant_id and l.id = r.id"
                                + " where l.email like '%." + run + "@mail.example'"))
                .as("without a connection nothing waits for Pipedrive")
                .isZero();
    }

    @Test
    void the_history_keeps_of_what_was_imported_what_the_records_say() {
        sales.imported(LEADS.formatted(run));

        for (String table : List.of("lead", "contact")) {
            String mine = " from change c join " + table + " r on r.tenant_id = c.tenant_id and r.id = c.entity_id"
                    + " where c.entity = '" + table + "' and r.email like '%." + run + "@mail.example'";
            assertThat(count("select count(*)" + mine)).as(table).isEqualTo(2);
            assertThat(count("select count(*)" + mine + " and c.after <> jsonb_strip_nulls(to_jsonb(r))"
                            + " - '{tenant_id,id,version,created_at,updated_at}'::text[]"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void pieces_that_are_written_at_once_and_name_the_same_person_come_in_whole() {
        String people = IntStream.range(0, 2_000)
                .mapToObj(n -> run + "-" + n + ";Ida " + n + ";p" + n + "." + run + "@mail.example")
                .collect(Collectors.joining("\n"));
        String once = "Nr;Name;E-Mail\n" + people + "\n" + run + "-again;Ida 999;p999." + run + "@mail.example\n";

        JsonNode done = sales.imported(once);

        assertThat(done.path("state").asString()).isEqualTo("done");
        assertCounts(done, 2_001, 2_001, 0, 0);
        assertThat(count("select count(*) from contact where email like '%." + run + "@mail.example'"))
                .isEqualTo(2_000);
        assertThat(count("select count(*) from change c join lead l on l.id = c.entity_id where l.origin like 'id:"
                        + run + "-%'"))
                .isEqualTo(2_001);
    }

    @Test
    void the_same_file_twice_changes_nothing() {
        sales.imported(LEADS.formatted(run));
        long before = count("select count(*) from contact") + count("select count(*) from lead");

        JsonNode again = sales.imported(LEADS.formatted(run));

        assertCounts(again, 4, 0, 2, 2);
        assertThat(count("select count(*) from contact") + count("select count(*) from lead"))
                .isEqualTo(before);
    }

    @Test
    void rows_without_an_id_are_known_by_what_stands_in_them() {
        String file = "name,email\nAnna " + run + ",a." + run + "@mail.example\n";

        assertCounts(sales.imported(file), 1, 1, 0, 0);
        assertCounts(sales.imported(file), 1, 0, 1, 0);
    }

    @Test
    void a_dry_run_says_what_would_happen_and_writes_nothing() {
        long before = count("select count(*) from lead");
        JsonNode read = sales.sent(LEADS.formatted(run), Map.of());

        JsonNode checked = sales.ended(read.path("id").asString(), true);

        assertThat(checked.path("state").asString()).isEqualTo("checked");
        assertCounts(checked, 4, 2, 0, 2);
        assertThat(checked.path("summary").asString()).contains("2 of 4 rows would be new");
        assertThat(count("select count(*) from lead")).isEqualTo(before);
        assertCounts(sales.ended(read.path("id").asString(), false), 4, 2, 0, 2);
    }

    @Test
    void each_error_is_named_by_row_column_value_and_reason_in_the_readers_language() {
        String id = sales.imported(LEADS.formatted(run)).path("id").asString();

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

        assertThat(one("select stage_key || ' ' || value || ' ' || expected_close from deal where title = 'Fräse " + run
                        + "'"))
                .isEqualTo("proposal 1500.00 2026-04-03");
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

        assertCounts(done, 4, 2, 0, 2);
        String path = " from deal d left join contact c on c.tenant_id = d.tenant_id and c.id = d.contact_id join"
                + " organisation o on o.tenant_id = d.tenant_id and o.id = d.organisation_id join salesperson s on"
                + " s.tenant_id = d.tenant_id and s.id = d.assignee_id where d.title = ";
        assertThat(one(
                        "select o.name || '|' || c.last_name || '|' || s.name || '|' || d.status || '|' || d.value || '|'"
                                + " || d.closed_at::date" + path + "'Presse " + run + "'"))
                .isEqualTo("Presswerk %1$s|Weber|Rita %1$s|won|12500.50|2026-02-02"
                        .formatted(run)
                        .replace(
                                "2026-02-02",
                                one("select (timestamptz '2026-02-03 00:00 Europe/Berlin')::date::text")));
        assertThat(one("select coalesce(d.value::text, 'none') || '|' || d.stage_key" + path + "'Säge " + run + "'"))
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
    void an_id_that_belongs_to_another_record_is_an_error_and_not_a_silent_match() {
        sales.imported("id,name,email,budget\n%1$s,Anna Alt,a1.%1$s@mail.example,1\n".formatted(run));

        JsonNode other = sales.imported("id,name,email,budget\n%1$s,Bert Neu,b1.%1$s@mail.example,1\n".formatted(run));

        assertCounts(other, 1, 0, 0, 1);
        assertThat(sales.got("/api/imports/" + other.path("id").asString() + "/problems")
                        .at("/0/message")
                        .asString())
                .contains("Anna Alt");
    }

    @Test
    void a_known_row_with_other_values_changes_nothing_and_says_what_differs() {
        String file = "id,name,email,budget\n%1$s,Anna Alt,a1.%1$s@mail.example,%2$s\n";
        sales.imported(file.formatted(run, 100));

        JsonNode again = sales.imported(file.formatted(run, 250));

        assertCounts(again, 1, 0, 1, 0);
        JsonNode hint = sales.got("/api/imports/" + again.path("id").asString() + "/problems")
                .path(0);
        assertThat(hint.path("severity").asString()).isEqualTo("hint");
        assertThat(hint.path("column").asString()).isEqualTo("budget");
        assertThat(hint.path("value").asString()).isEqualTo("250");
        assertThat(hint.path("message").asString()).contains("100", "stays");
        assertThat(one("select budget::text from lead where email = 'a1." + run + "@mail.example'"))
                .isEqualTo("100.00");
    }

    @Test
    void what_cannot_be_a_table_is_refused_and_leaves_nothing_behind() {
        long before = count("select count(*) from data_import");

        assertProblem(sales.send(new byte[] {1, 2, 3, 0, 9}, "photo.csv", Map.of()), "not-a-table");
        assertProblem(sales.send("a,b\n1,\"2".getBytes(StandardCharsets.UTF_8), "half.csv", Map.of()), "broken-file");
        assertProblem(
                sales.send("name,name\n1,2\n".getBytes(StandardCharsets.UTF_8), "twice.csv", Map.of()),
                "duplicate-headers");
        assertProblem(sales.send("name,email\n".getBytes(StandardCharsets.UTF_8), "none.csv", Map.of()), "empty-file");
        assertProblem(
                sales.send("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "kind.csv", Map.of("kind", "cats")),
                "invalid-fields");

        assertThat(count("select count(*) from data_import")).isEqualTo(before);
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
    void an_import_whose_instance_died_goes_on_where_it_stopped() {
        String rows = IntStream.range(0, 4_500)
                .mapToObj(i -> "L" + i + " " + run + ",l" + i + "." + run + "@mail.example")
                .collect(Collectors.joining("\n", "name,email\n", "\n"));
        String id = sales.sent(rows, Map.of()).path("id").asString();
        // the first piece is in, and nobody has the lease any more
        write("update data_import set state = 'running', next_piece = 1, rows_done = 2000, created = 2000, lease = '"
                + UUID.randomUUID() + "', lease_until = now() - interval '1 minute', change_set = '"
                + changeSet() + "' where id = '" + id + "'");

        assertThat(jobs.runNow("imports").block()).isTrue();
        JsonNode done = sales.end(id);

        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.at("/counts/done").asInt()).isEqualTo(4_500);
        assertThat(count("select count(*) from lead where email like '%." + run + "@mail.example'"))
                .isEqualTo(2_500);
    }

    @Test
    void a_cancelled_import_keeps_what_is_in_and_writes_no_more() {
        String id = sales.sent(LEADS.formatted(run), Map.of()).path("id").asString();
        write("update data_import set state = 'queued' where id = '" + id + "'");

        JsonNode cancelled = ImportClient.json(sales.post("/api/imports/" + id + "/cancellation", Map.of())
                .expectStatus()
                .isOk());

        assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
        assertThat(jobs.runNow("imports").block()).isTrue();
        assertThat(sales.got("/api/imports/" + id).at("/counts/created").asInt())
                .isZero();
        assertCounts(sales.ended(id, false), 4, 2, 0, 2);
    }

    @Test
    void a_file_is_its_senders_and_their_managers_and_nobody_elses() {
        String id = sales.sent(LEADS.formatted(run), Map.of()).path("id").asString();

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

    @Test
    void a_file_that_was_imported_is_not_kept_and_one_that_waits_goes_after_a_week() {
        String imported = sales.imported(LEADS.formatted(run)).path("id").asString();
        String waiting = sales.sent(LEADS.formatted(run), Map.of()).path("id").asString();
        assertThat(count("select count(*) from data_import_piece where import_id = '" + imported + "'"))
                .isZero();
        write("update data_import set created_at = now() - interval '8 days' where id = '" + waiting + "'");

        assertThat(jobs.runNow("imports").block()).isTrue();

        assertThat(count("select count(*) from data_import_piece where import_id = '" + waiting + "'"))
                .isZero();
    }

    @Test
    void an_import_is_taken_back_whole_but_for_what_was_touched_since() {
        JsonNode done = sales.imported(LEADS.formatted(run));
        ImportClient.as(http, "manager@henk.example")
                .put(
                        "/api/leads/" + one("select id::text from lead where email = 'z." + run + "@mail.example'"),
                        Map.of("notes", "touched"))
                .expectStatus()
                .isOk();

        JsonNode undone = ImportClient.json(
                sales.post("/api/change-sets/" + done.path("change_set").asString() + "/undo", Map.of())
                        .expectStatus()
                        .isOk());

        assertThat(undone.toString()).contains("restored", "kept");
        assertThat(count("select count(*) from lead where deleted_at is null and email like '%." + run
                        + "@mail.example'"))
                .isEqualTo(1);
    }

    private static List<String> fields(JsonNode read) {
        return read.path("columns")
                .valueStream()
                .map(column -> column.path("field").isNull()
                        ? ""
                        : column.path("field").asString())
                .toList();
    }

    private static void assertCounts(JsonNode view, int done, int created, int unchanged, int refused) {
        JsonNode counts = view.path("counts");
        assertThat(List.of(
                        counts.path("done").asInt(),
                        counts.path("created").asInt(),
                        counts.path("unchanged").asInt(),
                        counts.path("refused").asInt()))
                .as("done, created, unchanged, refused: " + view)
                .containsExactly(done, created, unchanged, refused);
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
        String id = one("select id::text from lead where email = '" + email + "'");
        return sales.got("/api/leads/" + id).path("lead");
    }

    private UUID changeSet() {
        UUID id = Ids.next();
        write("insert into change_set (tenant_id, id, channel, action) values ('"
                + tailor.id().value() + "', '" + id + "', 'import', 'records.imported')");
        return id;
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

    private long count(String sql) {
        return Long.parseLong(one(sql.replace("count(*)", "count(*)::text")));
    }

    private String one(String sql) {
        return transactions
                .in(
                        Scope.system(tailor.id()),
                        () -> database.sql(sql)
                                .map(row -> String.valueOf(row.get(0)))
                                .one())
                .block();
    }

    private void write(String sql) {
        transactions
                .in(Scope.system(tailor.id()), () -> database.sql(sql).then())
                .block();
    }
}
