package app.henk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.jobs.Jobs;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Files on their way in: once, twice, broken off, cancelled, taken back. */
@HenkTest
class ImportRunTests {

    @Autowired
    WebTestClient http;

    @Autowired
    ApplicationContext context;

    @Autowired
    Jobs jobs;

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
    void the_history_keeps_of_what_was_imported_what_the_records_say() {
        sales.imported(ImportHouse.leads(run));

        for (String table : List.of("lead", "contact")) {
            String mine = " from change c join " + table + " r on r.tenant_id = c.tenant_id and r.id = c.entity_id"
                    + " where c.entity = '" + table + "' and r.email like '%." + run + "@mail.example'";
            assertThat(house.count("select count(*)" + mine)).as(table).isEqualTo(2);
            assertThat(house.count("select count(*)" + mine + " and c.after <> jsonb_strip_nulls(to_jsonb(r))"
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
        ImportHouse.assertCounts(done, 2_001, 2_001, 0, 0);
        assertThat(house.count("select count(*) from contact where email like '%." + run + "@mail.example'"))
                .isEqualTo(2_000);
        assertThat(house.count(
                        "select count(*) from change c join lead l on l.id = c.entity_id where l.origin like 'id:" + run
                                + "-%'"))
                .isEqualTo(2_001);
    }

    @Test
    void the_same_file_twice_changes_nothing() {
        sales.imported(ImportHouse.leads(run));
        long before = house.count("select count(*) from contact") + house.count("select count(*) from lead");

        JsonNode again = sales.imported(ImportHouse.leads(run));

        ImportHouse.assertCounts(again, 4, 0, 2, 2);
        assertThat(house.count("select count(*) from contact") + house.count("select count(*) from lead"))
                .isEqualTo(before);
    }

    @Test
    void rows_without_an_id_are_known_by_what_stands_in_them() {
        String file = "name,email\nAnna " + run + ",a." + run + "@mail.example\n";

        ImportHouse.assertCounts(sales.imported(file), 1, 1, 0, 0);
        ImportHouse.assertCounts(sales.imported(file), 1, 0, 1, 0);
    }

    @Test
    void a_dry_run_says_what_would_happen_and_writes_nothing() {
        long before = house.count("select count(*) from lead");
        JsonNode read = sales.sent(ImportHouse.leads(run), Map.of());

        JsonNode checked = sales.ended(read.path("id").asString(), true);

        assertThat(checked.path("state").asString()).isEqualTo("checked");
        ImportHouse.assertCounts(checked, 4, 2, 0, 2);
        assertThat(checked.path("summary").asString()).contains("2 of 4 rows would be new");
        assertThat(house.count("select count(*) from lead")).isEqualTo(before);
        ImportHouse.assertCounts(sales.ended(read.path("id").asString(), false), 4, 2, 0, 2);
    }

    @Test
    void an_id_that_belongs_to_another_record_is_an_error_and_not_a_silent_match() {
        sales.imported("id,name,email,budget\n%1$s,Anna Alt,a1.%1$s@mail.example,1\n".formatted(run));

        JsonNode other = sales.imported("id,name,email,budget\n%1$s,Bert Neu,b1.%1$s@mail.example,1\n".formatted(run));

        ImportHouse.assertCounts(other, 1, 0, 0, 1);
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

        ImportHouse.assertCounts(again, 1, 0, 1, 0);
        JsonNode hint = sales.got("/api/imports/" + again.path("id").asString() + "/problems")
                .path(0);
        assertThat(hint.path("severity").asString()).isEqualTo("hint");
        assertThat(hint.path("column").asString()).isEqualTo("budget");
        assertThat(hint.path("value").asString()).isEqualTo("250");
        assertThat(hint.path("message").asString()).contains("100", "stays");
        assertThat(house.one("select budget::text from lead where email = 'a1." + run + "@mail.example'"))
                .isEqualTo("100.00");
    }

    @Test
    void an_import_whose_instance_died_goes_on_where_it_stopped() {
        String rows = IntStream.range(0, 4_500)
                .mapToObj(i -> "L" + i + " " + run + ",l" + i + "." + run + "@mail.example")
                .collect(Collectors.joining("\n", "name,email\n", "\n"));
        String id = sales.sent(rows, Map.of()).path("id").asString();
        // the first piece is in, and nobody has the lease any more
        house.write(
                "update data_import set state = 'running', next_piece = 1, rows_done = 2000, created = 2000, lease = '"
                        + UUID.randomUUID() + "', lease_until = now() - interval '1 minute', change_set = '"
                        + changeSet() + "' where id = '" + id + "'");

        assertThat(jobs.runNow("imports").block()).isTrue();
        JsonNode done = sales.end(id);

        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.at("/counts/done").asInt()).isEqualTo(4_500);
        assertThat(house.count("select count(*) from lead where email like '%." + run + "@mail.example'"))
                .isEqualTo(2_500);
    }

    @Test
    void a_cancelled_import_keeps_what_is_in_and_writes_no_more() {
        String id = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();
        house.write("update data_import set state = 'queued' where id = '" + id + "'");

        JsonNode cancelled = ImportClient.json(sales.post("/api/imports/" + id + "/cancellation", Map.of())
                .expectStatus()
                .isOk());

        assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
        assertThat(jobs.runNow("imports").block()).isTrue();
        assertThat(sales.got("/api/imports/" + id).at("/counts/created").asInt())
                .isZero();
        ImportHouse.assertCounts(sales.ended(id, false), 4, 2, 0, 2);
    }

    @Test
    void a_file_that_was_imported_is_not_kept_and_one_that_waits_goes_after_a_week() {
        String imported = sales.imported(ImportHouse.leads(run)).path("id").asString();
        String waiting = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();
        assertThat(house.count("select count(*) from data_import_piece where import_id = '" + imported + "'"))
                .isZero();
        house.write("update data_import set created_at = now() - interval '8 days' where id = '" + waiting + "'");

        assertThat(jobs.runNow("imports").block()).isTrue();

        assertThat(house.count("select count(*) from data_import_piece where import_id = '" + waiting + "'"))
                .isZero();
    }

    @Test
    void a_file_that_was_let_go_of_is_not_imported_as_if_it_were_empty() {
        String id = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();
        int waiting = waiting();
        house.write("update data_import set created_at = now() - interval '8 days' where id = '" + id + "'");
        assertThat(jobs.runNow("imports").block()).isTrue();

        for (boolean dryRun : List.of(true, false)) {
            JsonNode refused = ImportClient.json(sales.post("/api/imports/" + id + "/runs", Map.of("dry_run", dryRun))
                    .expectStatus()
                    .isEqualTo(HttpStatus.GONE));
            assertThat(refused.path("type").asString()).endsWith("/file-gone");
            assertThat(refused.path("detail").asString()).contains("Send it anew");
        }
        JsonNode stands = sales.got("/api/imports/" + id);
        assertThat(stands.path("state").asString()).isEqualTo("mapped");
        assertThat(stands.path("summary").asString()).contains("no longer there");
        assertThat(waiting()).as("it takes no other file's place").isLessThan(waiting);
    }

    private int waiting() {
        return house.transactions()
                .in(
                        Scope.system(house.tenant().id()),
                        () -> context.getBean(ImportStore.class)
                                .waiting(house.tenant().id()))
                .block();
    }

    @Test
    void rows_that_go_with_somebody_who_is_erased_are_said_to_be_left_out() {
        String email = "l7." + run + "@mail.example";
        String rows = IntStream.range(0, 2_003)
                .mapToObj(i -> "L" + i + " " + run + ",l" + i + "." + run + "@mail.example")
                .collect(Collectors.joining("\n", "name,email\n", "\n"));
        String id = sales.sent(rows, Map.of()).path("id").asString();
        erased(email);

        JsonNode done = sales.ended(id, false);

        assertThat(done.path("state").asString()).isEqualTo("done");
        ImportHouse.assertCounts(done, 2_003, 3, 0, 2_000);
        JsonNode problem = sales.got("/api/imports/" + id + "/problems").path(0);
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("message").asString()).contains("2000 rows", "erased");
        assertThat(house.count("select count(*) from data_import_problem where import_id = '" + id + "'"))
                .isEqualTo(1);
    }

    /** Somebody of this address has an account, and has it erased. */
    private void erased(String email) {
        ApiClient nobody = ApiClient.nobody(http);
        JsonNode account = nobody.post(
                "/api/auth/register",
                Map.of("email", email, "username", "Lea", "password", "a quiet long pass phrase"),
                201);
        house.write("insert into proven_email (tenant_id, account_id, email) values ('"
                + house.tenant().id().value() + "', '" + account.at("/user/id").asString() + "', '" + email
                + "') on conflict do nothing");
        String token = account.path("access_token").asString();
        var answer = nobody.with("Authorization", "Bearer " + token).delete("/api/me");
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void an_import_is_taken_back_whole_but_for_what_was_touched_since() {
        JsonNode done = sales.imported(ImportHouse.leads(run));
        ImportClient.as(http, "manager@henk.example")
                .put(
                        "/api/leads/"
                                + house.one("select id::text from lead where email = 'z." + run + "@mail.example'"),
                        Map.of("notes", "touched"))
                .expectStatus()
                .isOk();

        JsonNode undone = ImportClient.json(
                sales.post("/api/change-sets/" + done.path("change_set").asString() + "/undo", Map.of())
                        .expectStatus()
                        .isOk());

        assertThat(undone.toString()).contains("restored", "kept");
        assertThat(summary(done)).contains("Zurückgenommen: 1 von 2", "Geblieben: 1");
        assertThat(house.count("select count(*) from lead where deleted_at is null and email like '%." + run
                        + "@mail.example'"))
                .isEqualTo(1);
    }

    @Test
    void what_an_import_brought_is_said_as_it_stands_now() {
        JsonNode done = sales.imported(ImportHouse.leads(run));
        String came = summary(done);
        assertThat(came).contains("2 von 4 Zeilen importiert");

        JsonNode undone = undo(done);
        assertThat(summary(done)).contains("Zurückgenommen: 2 von 2").doesNotContain("Geblieben");
        assertThat(sales.got("/api/imports").toString()).contains("Taken back: 2 of 2 imported records.");

        JsonNode redone = undo(undone);
        assertThat(summary(done)).isEqualTo(came);

        undo(redone);
        assertThat(summary(done)).contains("Zurückgenommen: 2 von 2");
    }

    private String summary(JsonNode done) {
        return ImportClient.json(sales.get("/api/imports/" + done.path("id").asString(), "de"))
                .path("summary")
                .asString();
    }

    @Test
    void what_was_taken_back_comes_in_again_with_its_people() {
        String file = ImportHouse.leads(run) + "%1$s-5;Rosa;Ruf;;;1,00;1;IT;sofort;\n".formatted(run);
        String living = "select count(*) from lead l join contact c on c.tenant_id = l.tenant_id"
                + " and c.id = l.contact_id where l.deleted_at is null and c.deleted_at is null and l.origin like 'id:"
                + run + "-%'";
        JsonNode first = sales.imported(file);
        JsonNode undone = undo(first);
        assertThat(house.count(living)).isZero();

        JsonNode again = sales.imported(file);

        ImportHouse.assertCounts(
                again,
                5,
                first.at("/counts/created").asInt(),
                0,
                first.at("/counts/refused").asInt());
        assertThat(house.count(living)).isEqualTo(first.at("/counts/created").asLong());

        JsonNode kept = ImportClient.json(
                sales.post("/api/change-sets/" + undone.path("change_set").asString() + "/undo", Map.of())
                        .expectStatus()
                        .isOk());
        assertThat(kept.path("kept").toString()).as(kept.toString()).contains("Gruber");

        undo(again);
        assertThat(house.count(living)).isZero();
        assertThat(house.count("select count(*) from contact where deleted_at is null and email like '%." + run
                        + "@mail.example'"))
                .isZero();
    }

    @Test
    void a_deal_that_was_taken_back_comes_in_again_and_one_that_was_merged_does_not() {
        String file = "Nr,Titel,Wert\n%1$s-1,Fräse %1$s,1\n%1$s-2,Bank %1$s,2\n".formatted(run);
        undo(sales.imported(file));
        JsonNode again = sales.imported(file);
        ImportHouse.assertCounts(again, 2, 2, 0, 0);

        house.write("update deal set deleted_at = now(), merged_into = (select id from deal where deleted_at is null"
                + " and title = 'Bank " + run + "') where deleted_at is null and title = 'Fräse " + run + "'");

        ImportHouse.assertCounts(sales.imported(file), 2, 0, 2, 0);
    }

    @Test
    void what_a_broken_off_import_comes_to_after_it_was_taken_back_is_taken_back_by_itself() {
        String id = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();
        UUID over = changeSet();
        house.write("update change_set set undone_by = '" + changeSet() + "' where id = '" + over + "'");
        house.write("update data_import set state = 'cancelled', change_set = '" + over + "' where id = '" + id + "'");

        JsonNode done = sales.ended(id, false);

        ImportHouse.assertCounts(done, 4, 2, 0, 2);
        assertThat(done.path("change_set").asString()).isNotEqualTo(over.toString());
        undo(done);
        assertThat(house.count("select count(*) from lead where deleted_at is null and email like '%." + run
                        + "@mail.example'"))
                .isZero();
    }

    @Test
    void an_import_that_is_taken_back_while_it_runs_writes_no_more() {
        String id = sales.sent(ImportHouse.leads(run), Map.of()).path("id").asString();
        UUID over = changeSet();
        house.write("update change_set set undone_by = '" + changeSet() + "' where id = '" + over + "'");
        house.write("update data_import set state = 'running', lease = '" + UUID.randomUUID()
                + "', lease_until = now() - interval '1 minute', change_set = '" + over + "' where id = '" + id + "'");

        assertThat(jobs.runNow("imports").block()).isTrue();

        assertThat(sales.end(id).path("state").asString()).isEqualTo("cancelled");
        assertThat(house.count("select count(*) from lead where email like '%." + run + "@mail.example'"))
                .isZero();
    }

    @Test
    void companies_that_an_import_made_and_completed_are_taken_back_whole_and_come_back_whole() {
        String rows = IntStream.range(0, 150)
                .mapToObj(n -> "Werk " + n + " " + run + ",Holz")
                .collect(Collectors.joining("\n", "Firma,Branche\n", "\n"));
        String living = "select count(*) from organisation where deleted_at is null and sector = 'Holz'"
                + " and name like '% " + run + "'";
        JsonNode done = sales.ended(
                sales.sent(rows, Map.of("kind", "organisations")).path("id").asString(), false);
        assertThat(house.count(living)).isEqualTo(150);
        assertThat(house.count("select count(*) from change c join organisation o on o.tenant_id = c.tenant_id"
                        + " and o.id = c.entity_id where c.operation = 'updated' and o.name like '% " + run + "'"))
                .as("each is noted as it was completed")
                .isEqualTo(150);
        house.write("update organisation set version = version + 1, country = 'Österreich' where name = 'Werk 7 " + run
                + "'");

        JsonNode undone = undo(done);

        assertThat(house.count(living)).as(undone.toString()).isEqualTo(1);

        undo(undone);

        assertThat(house.count(living)).isEqualTo(150);
    }

    private JsonNode undo(JsonNode done) {
        return ImportClient.json(
                sales.post("/api/change-sets/" + done.path("change_set").asString() + "/undo", Map.of())
                        .expectStatus()
                        .isOk());
    }

    private UUID changeSet() {
        UUID id = Ids.next();
        house.write("insert into change_set (tenant_id, id, channel, action) values ('"
                + house.tenant().id().value() + "', '" + id + "', 'import', 'records.imported')");
        return id;
    }
}
