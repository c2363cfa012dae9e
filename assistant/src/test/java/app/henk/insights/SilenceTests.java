package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** For how long nobody has spoken with a lead or a contact. */
@HenkTest
class SilenceTests {

    private static final int CREATED = 201;

    @Autowired
    WebTestClient http;

    private final String name = "Stille" + UUID.randomUUID().toString().substring(0, 8);
    private ApiClient sales;

    @BeforeEach
    void signIn() {
        sales = ApiClient.signedIn(http, "sales@henk.example");
    }

    @Test
    void a_lead_is_silent_since_it_was_spoken_with_last_and_not_first() {
        String lead = made("/api/leads");
        called("lead_id", lead, 40);
        assertThat(silent("leads", 10)).isEqualTo(1);

        called("lead_id", lead, 2);

        assertThat(silent("leads", 10)).isZero();
        assertThat(silent("leads", 2)).isEqualTo(1);
    }

    @Test
    void a_note_breaks_no_silence() {
        String lead = made("/api/leads");
        called("lead_id", lead, 40);

        happened("note", "lead_id", lead, 2);

        assertThat(silent("leads", 10)).isEqualTo(1);
    }

    @Test
    void the_calls_of_a_contact_that_became_one_with_another_are_that_ones_too() {
        String kept = made("/api/contacts");
        String gone = made("/api/contacts");
        called("contact_id", kept, 60);
        called("contact_id", gone, 20);

        sales.post("/api/contacts/" + kept + "/merges", Map.of("gone", gone), 200);

        assertThat(silent("contacts", 10)).isEqualTo(1);
        assertThat(silent("contacts", 30)).isZero();
    }

    private String made(String uri) {
        JsonNode made = sales.post(uri, Map.of("last_name", name), CREATED);
        return made.path("id").asString();
    }

    private void called(String whose, String id, int daysAgo) {
        happened("call", whose, id, daysAgo);
    }

    private void happened(String type, String whose, String id, int daysAgo) {
        Instant at = Instant.now().minus(Duration.ofDays(daysAgo)).minusSeconds(60);
        sales.post("/api/activities", Map.of("type", type, "subject", "Maße", whose, id, "at", at.toString()), CREATED);
    }

    private long silent(String entity, int days) {
        return sales.post(
                        "/api/insights/questions",
                        Map.of("query", entity + " where name = \"" + name + "\" and no_contact_days >= " + days),
                        200)
                .path("records")
                .asLong();
    }
}
