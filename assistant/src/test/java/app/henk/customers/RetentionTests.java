package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.platform.jobs.Jobs;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
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
