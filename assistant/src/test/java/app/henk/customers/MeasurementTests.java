package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A customer's measures by REST. */
@HenkTest
class MeasurementTests {

    @Autowired
    WebTestClient http;

    @Test
    void measures_have_a_day_a_history_and_an_age() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        LocalDate old = LocalDate.now().minusYears(6);
        put(anna, Map.of("measurements", Map.of("inseam", 82, "waist", 88), "measured_on", old.toString()));

        put(anna, Map.of("measurements", Map.of("waist", 92.5)));

        JsonNode held = measurements(anna);
        JsonNode waist = held.path(0);
        assertThat(waist.path("kind").asString()).isEqualTo("waist");
        assertThat(waist.path("value").decimalValue()).isEqualByComparingTo("92.5");
        assertThat(waist.path("old").asBoolean()).isFalse();
        assertThat(waist.path("history").path(0).path("value").asInt()).isEqualTo(88);
        assertThat(held.path(1).path("kind").asString()).isEqualTo("inseam");
        assertThat(held.path(1).path("old").asBoolean()).isTrue();
    }

    @Test
    void what_looks_wrong_is_kept_only_when_it_is_confirmed() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");

        JsonNode doubted = put(anna, Map.of("measurements", Map.of("height", 215, "waist", 96)));

        assertThat(doubted.path("kept").path(0).path("kind").asString()).isEqualTo("waist");
        assertThat(doubted.path("doubts").path(0).path("why").asString()).isEqualTo("unusual");
        assertThat(measurements(anna)).hasSize(1);

        put(anna, Map.of("measurements", Map.of("height", 215), "confirmed", true));

        assertThat(measurements(anna)).hasSize(2);
        JsonNode never = put(anna, Map.of("measurements", Map.of("weight", 900), "confirmed", true));
        assertThat(never.path("doubts").path(0).path("can_be_confirmed").asBoolean())
                .isFalse();
        assertThat(measurements(anna)).hasSize(2);
    }

    @Test
    void nobody_sees_or_changes_anothers_measures() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        Person ben = Person.who(http).signsInAfterTalking("Guten Tag");
        put(anna, Map.of("measurements", Map.of("waist", 92)));
        put(ben, Map.of("measurements", Map.of("waist", 80)));

        assertThat(measurements(ben).path(0).path("value").asInt()).isEqualTo(80);
        assertThat(measurements(anna).path(0).path("value").asInt()).isEqualTo(92);
        http.get().uri("/api/me/measurements").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void bad_input_is_refused_and_says_how_to_mend_it() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        for (Object body : java.util.List.of(
                Map.of(),
                Map.of("measurements", Map.of()),
                Map.of("measurements", Map.of("iq", 120)),
                Map.of("measurements", Map.of("waist", -3)),
                Map.of("measurements", Map.of("waist", 1e300)),
                Map.of("measurements", Map.of("waist", "viel")),
                Map.of("measurements", Map.of("waist", 90), "measured_on", "2999-01-01"),
                Map.of("measurements", Map.of("waist", 90), "account_id", anna.account()))) {
            anna.put("/api/me/measurements", body)
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType("application/problem+json");
        }
    }

    private static JsonNode put(Person who, Object body) {
        return who.put("/api/me/measurements", body)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static JsonNode measurements(Person who) {
        return who.get("/api/me/measurements")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("measurements");
    }
}
