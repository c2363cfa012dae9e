package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.jobs.Jobs;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the demo tailor's privacy document promises: 90 days for a talk with nobody, five years for measures. */
@HenkTest
class RetentionTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Autowired
    Jobs jobs;

    private Catalogue catalogue;

    @BeforeEach
    void database() {
        catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
    }

    @Test
    void a_conversation_without_contact_details_goes_after_ninety_days() throws Exception {
        Person gone = lastSpoke(91, Person.who(http));
        Person recent = lastSpoke(89, Person.who(http));
        Person reachable = lastSpoke(91, Person.who(http));
        agreed(reachable);

        jobs.runNow("retention").block();

        assertThat(catalogue.residues(gone.token())).isEmpty();
        assertThat(catalogue.residues(recent.token())).isNotEmpty();
        assertThat(catalogue.residues(reachable.token())).isNotEmpty();
    }

    @Test
    void a_guest_who_agreed_stays_until_the_day_is_as_long_past_as_a_talk_may_be_silent() throws Exception {
        Person awaited = lastSpoke(91, Person.who(http));
        Person lately = lastSpoke(91, Person.who(http));
        Person longPast = lastSpoke(91, Person.who(http));
        Person nobodyYet = lastSpoke(91, Person.who(http));
        guest(awaited, "current_date + 60", "now()");
        guest(lately, "current_date - 30", "now()");
        guest(longPast, "current_date - 100", "now()");
        guest(nobodyYet, "current_date + 60", "null");

        jobs.runNow("retention").block();

        assertThat(catalogue.residues(awaited.token())).containsKeys("message", "party_member");
        assertThat(catalogue.residues(lately.token())).containsKeys("message", "party_member");
        assertThat(catalogue.residues(longPast.token())).doesNotContainKeys("message", "party_member");
        assertThat(catalogue.residues(nobodyYet.token())).doesNotContainKeys("message", "party_member");
    }

    @Test
    void who_is_still_expected_promised_something_or_waits_for_an_answer_stays() throws Exception {
        Person expected = lastSpoke(91, Person.who(http));
        Person hasBeen = lastSpoke(91, Person.who(http));
        appointment(expected, "now() + interval '420 days'");
        appointment(hasBeen, "now() - interval '420 days'");
        Person promised = lastSpoke(91, Person.who(http));
        Person kept = lastSpoke(91, Person.who(http));
        promise(promised, "'open', null");
        promise(kept, "'kept', now()");
        Person waits = lastSpoke(91, Person.who(http));
        Person answered = lastSpoke(91, Person.who(http));
        question(waits, "'open', null");
        question(answered, "'answered', now()");

        jobs.runNow("retention").block();

        for (Person stays : List.of(expected, promised, waits)) {
            assertThat(catalogue.residues(stays.token())).containsKey("message");
        }
        for (Person goes : List.of(hasBeen, kept, answered)) {
            assertThat(catalogue.residues(goes.token())).isEmpty();
        }
    }

    /** @param agreed when, as SQL */
    private void guest(Person person, String day, String agreed) throws Exception {
        change("""
                with talk as (select tenant_id, id from conversation where %1$s),
                organiser as (insert into contact (tenant_id, id, first_name)
                    select tenant_id, gen_random_uuid(), 'Lena' from talk returning *),
                wish as (insert into lead (tenant_id, id, contact_id, currency, source, score, formula_version)
                    select o.tenant_id, gen_random_uuid(), o.id, 'EUR', 'chat', 10, f.version
                      from organiser o join scoring_formula f on f.tenant_id = o.tenant_id and f.active returning *),
                deal as (insert into deal (tenant_id, id, title, contact_id, lead_id, currency, stage_key, probability)
                    select w.tenant_id, gen_random_uuid(), 'Hochzeit', w.contact_id, w.id, 'EUR', s.key, 10
                      from wish w join stage s on s.tenant_id = w.tenant_id and s.position = (select min(position)
                           from stage where tenant_id = w.tenant_id) returning *),
                party as (insert into party (tenant_id, id, kind, name, event_date, size, language,
                        organiser_conversation, organiser_name, lead_id, deal_id, link_key, link_until)
                    select tenant_id, gen_random_uuid(), 'wedding', 'Hochzeit', %2$s, 6, 'de', gen_random_uuid(), 'Lena',
                           lead_id, id, substring(sha256(id::text::bytea) for 18), now() - interval '95 days'
                      from deal returning *)
                insert into party_member (tenant_id, id, party_id, conversation_id, name, email, language, consented_at)
                select t.tenant_id, gen_random_uuid(), p.id, t.id, '%3$s', '%4$s', 'de', %5$s from talk t, party p
                """.formatted(spokenIn(person), day, person.token(), person.email(), agreed));
    }

    private void appointment(Person person, String starts) throws Exception {
        change("""
                with talk as (select tenant_id, id from conversation where %1$s),
                who as (insert into contact (tenant_id, id, first_name)
                    select tenant_id, gen_random_uuid(), 'Jonas' from talk returning *)
                insert into appointment (tenant_id, id, type, staff, place, starts_at, ends_at, free_at, status,
                    contact_id, conversation_id, name, language, calendar_key, requested_by, request_key, request_hash)
                select t.tenant_id, gen_random_uuid(), 'fitting', 'brandt', 1, %2$s, %2$s + interval '1 hour',
                       %2$s + interval '1 hour', 'booked', w.id, t.id, '%3$s', 'de', repeat('k', 22), t.id, '%3$s', '\\x00'
                  from talk t, who w
                """.formatted(spokenIn(person), starts, person.token()));
    }

    /** @param state with when it was closed, as SQL */
    private void promise(Person person, String state) throws Exception {
        change(
                "insert into promise (tenant_id, id, kind, made_by, conversation_id, name, language, due, warn_on, state,"
                        + " closed_at) select tenant_id, gen_random_uuid(), 'samples', 'assistant', id, '"
                        + person.token()
                        + "', 'de', current_date + 5, current_date + 5, " + state + " from conversation where "
                        + spokenIn(person));
    }

    /** @param state with when it was answered, as SQL */
    private void question(Person person, String state) throws Exception {
        change("with asked as (insert into open_question (tenant_id, id, language, text, gist, conversation_id, state,"
                + " answered_at) select tenant_id, gen_random_uuid(), 'de', '" + person.token() + "', '"
                + person.token() + "', id, " + state + " from conversation where " + spokenIn(person)
                + " returning *) insert into question_asker (tenant_id, id, question_id, conversation_id, text, language,"
                + " email) select tenant_id, gen_random_uuid(), id, conversation_id, text, 'de', '" + person.email()
                + "' from asked");
    }

    @Test
    void measures_go_five_years_after_the_last_order() throws Exception {
        Person left = measured(6);
        Person measuredAnew = measured(4);
        Person ordered = measured(6);
        ordersFourYearsAgo(ordered);

        jobs.runNow("retention").block();

        assertThat(measures(left)).isEmpty();
        assertThat(measures(measuredAnew)).hasSize(1);
        assertThat(measures(ordered)).hasSize(1);
    }

    @Test
    void measures_told_in_a_talk_go_as_those_entered_elsewhere() throws Exception {
        Person left = told(6, Person.who(http).signsInAfterTalking("Guten Tag"));
        Person signedInLater = told(6, Person.who(http)).signsInAfterTalking();
        Person reachable = told(6, Person.who(http));
        agreed(reachable);
        Person recent = told(4, Person.who(http));
        agreed(recent);

        jobs.runNow("retention").block();

        assertThat(measures(left)).isEmpty();
        assertThat(measures(signedInLater)).isEmpty();
        assertThat(measuresIn(reachable)).isZero();
        assertThat(catalogue.residues(reachable.token())).isNotEmpty();
        assertThat(measuresIn(recent)).isEqualTo(1);
    }

    @Test
    void measures_told_in_a_talk_stay_with_a_customer_who_ordered_since() throws Exception {
        Person ordered = told(6, Person.who(http).signsInAfterTalking("Guten Tag"));
        ordersFourYearsAgo(ordered);

        jobs.runNow("retention").block();

        assertThat(measures(ordered)).hasSize(1);
    }

    private void agreed(Person person) throws Exception {
        change(
                "insert into consent (tenant_id, id, conversation_id, purpose, text_version, agreed_at) select tenant_id,"
                        + " gen_random_uuid(), id, 'contact', 'contact-de-1', now() from conversation where "
                        + spokenIn(person));
    }

    private void ordersFourYearsAgo(Person person) throws Exception {
        change("with buyer as (insert into contact (tenant_id, id, first_name, account_id) select tenant_id,"
                + " gen_random_uuid(), 'Anna', id from account where email = '" + person.email() + "' returning *)"
                + " insert into customer_order (tenant_id, id, number, contact_id, account_id, title, step, ordered_on,"
                + " promised, currency, language) select tenant_id, gen_random_uuid(), gen_random_uuid(), id, account_id,"
                + " 'Anzug', 'cut', current_date - interval '4 years', current_date, 'EUR', 'de' from buyer");
    }

    /** In the conversation that the person holds. */
    private Person told(int years, Person person) throws Exception {
        person.says("Guten Tag, ich bin " + person.token());
        person.says("Meine Taille ist 88 cm");
        assertThat(measuresIn(person)).isEqualTo(1);
        change("update measurement set measured_on = current_date - interval '" + years
                + " years' where conversation_id = '" + person.conversation() + "'");
        return person;
    }

    private long measuresIn(Person person) throws Exception {
        return catalogue.count(
                "select count(*) from measurement where conversation_id = '" + person.conversation() + "'");
    }

    private Person lastSpoke(int days, Person person) throws Exception {
        person.says("Guten Tag, ich bin " + person.token());
        change("update conversation set last_at = now() - interval '" + days + " days' where " + spokenIn(person));
        return person;
    }

    private Person measured(int years) {
        Person person = Person.who(http).signsInAfterTalking("Guten Tag");
        person.put(
                        "/api/me/measurements",
                        Map.of(
                                "measurements",
                                Map.of("waist", 88),
                                "measured_on",
                                LocalDate.now().minusYears(years).toString()))
                .expectStatus()
                .isOk();
        return person;
    }

    private static JsonNode measures(Person person) {
        return person.get("/api/me/measurements")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("measurements");
    }

    private static String spokenIn(Person person) {
        return "id = (select conversation_id from message where text like '%" + person.token() + "%' limit 1)";
    }

    private void change(String sql) throws Exception {
        try (Connection connection = catalogue.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
