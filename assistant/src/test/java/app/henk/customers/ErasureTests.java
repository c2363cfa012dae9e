package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.identity.PersonalData;
import app.henk.identity.PersonalTable;
import app.henk.platform.jobs.Jobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What is known of a person can be had and be taken back, in every table that there is. */
@HenkTest
class ErasureTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Autowired
    List<PersonalData> modules;

    @Autowired
    Jobs jobs;

    private Catalogue catalogue;

    @BeforeEach
    void database() {
        catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
    }

    @Test
    void every_table_with_text_is_declared_personal_or_named_as_not_personal() throws Exception {
        Set<String> known = new TreeSet<>(Catalogue.lines("not-personal.txt"));
        Set<String> personal = declared().stream().map(PersonalTable::table).collect(Collectors.toSet());
        assertThat(known).as("both personal and not").doesNotContainAnyElementsOf(personal);
        known.addAll(personal);

        assertThat(catalogue.textColumns().keySet())
                .as("a table with text: declare it in its module's PersonalData and plant a person in"
                        + " privacy/plant, or say in privacy/not-personal.txt why nobody can stand in it")
                .allSatisfy(table -> assertThat(known).contains(table));
    }

    @Test
    void every_row_that_names_a_conversation_or_account_is_refused_once_they_are_erased() throws Exception {
        List<String> open = catalogue.rows("""
                        select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                           and a.attname in ('conversation_id', 'account_id') and not a.attisdropped
                           and not exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
                                            where t.tgrelid = c.oid and p.proname = 'refuse_erased')
                           and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
                                and k.confrelid in ('conversation'::regclass, 'run'::regclass))
                        """).stream().map(row -> row[0]).toList();

        // these two belong to a sign-in, and an erased account cannot sign in
        assertThat(open)
                .as("call henk.guard_erased('<table>') in a migration")
                .containsExactlyInAnyOrderElementsOf(Set.of("credential", "refresh_token", "proven_email"));
    }

    @Test
    void an_erased_person_leaves_no_trace_in_any_column_and_a_neighbour_everything() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, das mag meiner Schwester gefallen");
        Person ben = Person.who(http).signsInAfterTalking("Ich suche einen Anzug");
        catalogue.plant(anna.traces());
        catalogue.plant(ben.traces());
        everyColumnIsPlanted(anna);
        Map<String, Long> neighbour = catalogue.residues(ben.token());

        JsonNode receipt = anna.erase();
        theReceiptIsSent(anna);

        assertThat(catalogue.residues(anna.token())).isEmpty();
        assertThat(catalogue.residues(anna.email())).isEmpty();
        assertThat(catalogue.residues("mag meiner Schwester")).isEmpty();
        assertThat(catalogue.residues(ben.token())).isEqualTo(neighbour);
        assertThat(receipt.path("counts").path("lead").asLong()).isEqualTo(1);
        assertThat(receipt.path("counts").path("message").asLong()).isEqualTo(3);
        assertThat(catalogue.count("select count(*) from erasure_receipt where id = '"
                        + receipt.path("id").asString() + "'"))
                .isEqualTo(1);
    }

    @Test
    void an_export_holds_every_trace_but_secrets() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni");
        Person ben = Person.who(http).signsInAfterTalking("Ich suche einen Anzug");
        catalogue.plant(anna.traces());
        catalogue.plant(ben.traces());

        JsonNode held = anna.export().path("held");

        for (PersonalData module : modules) {
            for (PersonalTable table : module.tables()) {
                assertThat(held.path(module.section()).path(table.table()))
                        .as(table.table())
                        .isNotEmpty();
            }
        }
        for (var columns : personalColumns().entrySet()) {
            JsonNode rows = table(held, columns.getKey());
            for (String column : columns.getValue()) {
                assertThat(rows.toString()).as(columns + "." + column).contains("\"" + column + "\"");
            }
        }
        assertThat(held.toString()).contains(anna.token()).doesNotContain(ben.token());
        assertThat(held.toString())
                .doesNotContain("$argon2id$")
                .doesNotContain("token_hash")
                .doesNotContain("key_hash");
    }

    @Test
    void what_was_written_of_a_contact_that_became_one_with_the_persons_is_theirs() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        ofMergedContact(anna);

        JsonNode held = anna.export().path("held");
        for (String table : List.of("customer_order", "appointment", "promise", "pipedrive_record")) {
            assertThat(table(held, table).toString()).as(table).contains(anna.token());
        }
        anna.erase();
        theReceiptIsSent(anna);

        assertThat(catalogue.residues(anna.token())).isEmpty();
    }

    /** A contact without an account that was merged into the person's own, with what stood at it before. */
    private void ofMergedContact(Person person) throws Exception {
        Map<String, String> values = new HashMap<>(person.traces());
        values.put("left", "'" + UUID.randomUUID() + "'");
        catalogue.execute(filled("""
                select set_config('app.tenant', :tenant, false);
                insert into contact (tenant_id, id, first_name, account_id) values (:tenant, :conversation, ':token', :account);
                insert into contact (tenant_id, id, first_name, merged_into, deleted_at)
                    values (:tenant, :left, ':token', :conversation, now());
                insert into customer_order (tenant_id, id, number, contact_id, title, step, ordered_on, promised, currency,
                        language)
                    values (:tenant, :left, ':token', :left, ':token', 'cut', current_date, current_date, 'EUR', 'de');
                insert into appointment (tenant_id, id, type, staff, place, starts_at, ends_at, free_at, status, contact_id,
                        name, language, calendar_key, requested_by, request_key, request_hash)
                    values (:tenant, :left, 'fitting', 'brandt', 1, now() - interval '2 days', now() - interval '47 hours',
                        now() - interval '47 hours', 'cancelled', :left, ':token', 'de', ':token-:token-:token', :left,
                        ':token', '\\x00');
                insert into promise (tenant_id, id, kind, about, made_by, contact_id, name, language, due, warn_on, state,
                        closed_at)
                    values (:tenant, :left, 'other', ':token', 'assistant', :left, ':token', 'de', current_date,
                        current_date, 'kept', now());
                insert into pipedrive_record (tenant_id, entity, id, rank, state, base, sent, detail)
                    values (:tenant, 'contact', :left, 1, 'left', '{}', '{"name": [":token"]}', ':token')
                """, values));
    }

    private static String filled(String sql, Map<String, String> values) {
        String filled = sql;
        for (var value : values.entrySet()) {
            filled = filled.replace(":" + value.getKey(), value.getValue());
        }
        return filled;
    }

    @Test
    void an_erased_account_is_nobody_at_once() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");

        anna.erase();

        anna.get("/api/me/export").expectStatus().isUnauthorized();
        anna.forgetsToken();
        assertThat(anna.signIn().getStatus().value()).isEqualTo(401);
        // the address is free again, for whoever it belongs to
        assertThat(anna.register().getStatus().value()).isEqualTo(201);
    }

    /** It is the one mail that outlives its person, until it has left. */
    private void theReceiptIsSent(Person person) throws Exception {
        catalogue.execute(
                "update mail set state = 'sent', finished_at = now() where address = '" + person.email() + "'");
        jobs.runNow("forget-last-mail").block();
    }

    private void everyColumnIsPlanted(Person person) throws Exception {
        for (var columns : personalColumns().entrySet()) {
            for (String column : columns.getValue()) {
                assertThat(catalogue.holds(columns.getKey(), column, person.token())
                                || catalogue.holds(columns.getKey(), column, person.email()))
                        .as(columns.getKey() + "." + column + " has no trace of the planted person: plant one in"
                                + " privacy/plant, or name it in privacy/program-words.txt")
                        .isTrue();
            }
        }
    }

    /** Columns in which a person's own words may stand, by table. */
    private Map<String, Set<String>> personalColumns() throws Exception {
        Map<String, Set<String>> columns = catalogue.textColumns();
        columns.keySet().removeAll(Catalogue.lines("not-personal.txt"));
        for (String word : Catalogue.lines("program-words.txt")) {
            String[] parts = word.split("\\.");
            columns.getOrDefault(parts[0], new TreeSet<>()).remove(parts[1]);
        }
        for (PersonalTable table : declared()) {
            columns.getOrDefault(table.table(), new TreeSet<>()).removeAll(table.secret());
        }
        return columns;
    }

    private List<PersonalTable> declared() {
        return modules.stream().flatMap(module -> module.tables().stream()).toList();
    }

    private static JsonNode table(JsonNode held, String name) {
        return held.valueStream()
                .filter(section -> section.has(name))
                .findFirst()
                .map(section -> section.path(name))
                .orElseThrow();
    }
}
