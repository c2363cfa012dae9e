package app.henk.customers;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.HenkTest;
import app.henk.crm.LeadCapture;
import app.henk.crm.LeadCaptured;
import app.henk.crm.Leads;
import app.henk.identity.Principal;
import app.henk.identity.Tenants;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** "What do you know about me?" by REST: all of it, with sources, corrected and forgotten one by one. */
@HenkTest
class FactTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Environment settings;

    @Autowired
    Leads leads;

    @Autowired
    Tenants tenants;

    @Test
    void everything_that_is_known_is_shown_with_its_source_and_day() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        new Catalogue(settings.getProperty("DATABASE_URL")).plant(anna.traces());

        JsonNode groups = facts(anna, "de");

        assertThat(groups.valueStream().map(group -> group.path("section").asString()))
                .contains("account", "requests", "wishes", "measurements", "wardrobe", "consents");
        for (JsonNode group : groups) {
            assertThat(group.path("title").asString()).startsWith("Ihr");
            for (JsonNode fact : group.path("facts")) {
                assertThat(fact.path("key").asString()).matches("[a-z_]{1,30}-[0-9a-f]{12}");
                assertThat(fact.path("label").asString()).isNotBlank();
                assertThat(fact.path("value").asString()).isNotBlank();
                assertThat(fact.path("source").asString()).isNotBlank();
                assertThat(fact.path("date").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
            }
        }
        assertThat(fact(groups, "Taille").path("value").asString()).isEqualTo("92 cm");
    }

    @Test
    void a_fact_is_corrected_under_its_key_and_keeps_it() {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        String key = fact(facts(anna, "de"), "Budget").path("key").asString();

        anna.patch("/api/me/facts/" + key, Map.of("value", "2500 Euro"))
                .expectStatus()
                .isOk();

        assertThat(one(anna, key).path("value").asString()).isEqualTo("2500 Euro");
    }

    @Test
    void what_no_calendar_and_no_purse_has_is_refused_and_locks_nobody_out() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        var catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        catalogue.execute("insert into memory (tenant_id, conversation_id, key, value, message_id) select tenant_id,"
                + " id, v.key, v.value, gen_random_uuid() from conversation c, (values ('event_date', '2027-02-31'),"
                + " ('notes', '2027-13-45'), ('use', '2027-01-01T99:99Z'), ('budget', '2000 TSD')) v (key, value)"
                + " where c.id = '" + anna.conversation() + "'"
                + " on conflict (tenant_id, conversation_id, key) do update set value = excluded.value");

        JsonNode known = facts(anna, "de");

        assertThat(all(known, "Budget"))
                .extracting(fact -> fact.path("value").asString())
                .contains("2000 TSD");
        assertThat(known.toString()).contains("2027-02-31", "2027-13-45", "2027-01-01T99:99Z");
        String budget = fact(known, "Budget").path("key").asString();
        String day = fact(known, "Termin des Anlasses").path("key").asString();
        for (Map.Entry<String, String> wrong :
                Map.of(budget, "1999 TSD", day, "2027-02-30").entrySet()) {
            assertThat(anna.patch("/api/me/facts/" + wrong.getKey(), Map.of("value", wrong.getValue()))
                            .expectStatus()
                            .isBadRequest()
                            .expectBody(JsonNode.class)
                            .returnResult()
                            .getResponseBody()
                            .path("detail")
                            .asString())
                    .startsWith("There is no such");
        }
        anna.patch("/api/me/facts/" + day, Map.of("value", "2027-06-12"))
                .expectStatus()
                .isOk();
        assertThat(one(anna, day).path("value").asString()).isEqualTo("12. Juni 2027");
    }

    @Test
    void a_wish_is_put_right_and_its_score_and_deal_follow() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        captures(anna);
        var catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        String lead = "from lead where conversation_id = '" + anna.conversation() + "'";
        long before = catalogue.count("select score " + lead);
        JsonNode wish = requests(anna);
        assertThat(fact(wish, "Anlass").path("value").asString()).isEqualTo("Hochzeit");
        assertThat(fact(wish, "Budget").path("value").asString().replace('\u00a0', ' '))
                .isEqualTo("900 €");
        assertThat(fact(wish, "Termin des Anlasses").path("value").asString()).contains(day().getYear() + "");

        corrects(anna, "Anlass", "Gala");
        corrects(anna, "Budget", "2.800 €");
        assertThat(catalogue.count("select score " + lead)).isGreaterThan(before);
        corrects(anna, "Termin des Anlasses", day().plusYears(1).format(DateTimeFormatter.ofPattern("d.M.yyyy")));

        assertThat(catalogue.count("select count(*) " + lead + " and occasion = 'gala' and budget = 2800"
                        + " and event_date = '" + day().plusYears(1) + "'"))
                .isOne();
        assertThat(catalogue.count("select count(*) from deal where value = 2800 and title like 'Abendanzug %"
                        + (day().getYear() + 1) + "' and lead_id in (select id " + lead + ")"))
                .isOne();
        for (String wrong : List.of("viel", "-5", "0")) {
            anna.patch("/api/me/facts/" + key(anna, "Budget"), Map.of("value", wrong))
                    .expectStatus()
                    .isBadRequest();
        }
        anna.patch("/api/me/facts/" + key(anna, "Termin des Anlasses"), Map.of("value", "12.05.1990"))
                .expectStatus()
                .isBadRequest();
    }

    private void captures(Person anna) {
        var customer = new Principal.Customer(
                tenants.all().filter(t -> t.slug().equals("henk")).blockFirst().id(),
                UUID.fromString(anna.account()),
                anna.email(),
                "Anna Muster");
        var wish = new LeadCapture(
                anna.conversation(),
                Optional.of("Anna Muster"),
                Optional.of(anna.email()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("wedding"),
                Optional.of(day()),
                Optional.of(new BigDecimal(900)),
                Optional.empty(),
                List.of(),
                Optional.of(new LeadCapture.Consent("contact-de-1", Instant.now())),
                "de");
        assertThat(leads.capture(customer, wish).block()).isInstanceOf(LeadCaptured.Stored.class);
    }

    private static LocalDate day() {
        return LocalDate.now().plusDays(200);
    }

    private static void corrects(Person anna, String label, String value) {
        anna.patch("/api/me/facts/" + key(anna, label), Map.of("value", value))
                .expectStatus()
                .isOk();
    }

    private static String key(Person anna, String label) {
        return fact(requests(anna), label).path("key").asString();
    }

    private static JsonNode requests(Person anna) {
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(facts(anna, "de")
                        .valueStream()
                        .filter(group -> group.path("section").asString().equals("requests"))
                        .toList());
    }

    @Test
    void what_was_told_in_several_conversations_is_forgotten_in_all_of_them() throws Exception {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        anna.forgetsConversation();
        anna.says("Ich heirate im Juli, Budget 2000 Euro");
        var catalogue = new Catalogue(settings.getProperty("DATABASE_URL"));
        String held = "select count(*) from memory m join conversation c on c.id = m.conversation_id"
                + " where m.key = 'budget' and c.account_id = '" + anna.account() + "'";
        assertThat(catalogue.count(held)).isEqualTo(2);

        for (JsonNode budget : all(facts(anna, "de"), "Budget")) {
            anna.delete("/api/me/facts/" + budget.path("key").asString())
                    .expectStatus()
                    .isNoContent();
        }

        assertThat(catalogue.count(held)).isZero();
        assertThat(all(facts(anna, "de"), "Budget")).isEmpty();
    }

    @Test
    void the_keys_of_one_open_nothing_for_another() {
        Person anna = Person.who(http).signsInAfterTalking("Ich heirate im Juni, Budget 2000 Euro");
        Person ben = Person.who(http).signsInAfterTalking("Budget 900 Euro");
        String key = fact(facts(anna, "de"), "Budget").path("key").asString();

        ben.get("/api/me/facts/" + key).expectStatus().isNotFound();
        ben.patch("/api/me/facts/" + key, Map.of("value", "1")).expectStatus().isNotFound();
        ben.delete("/api/me/facts/" + key).expectStatus().isNotFound();
        http.delete().uri("/api/me/facts/{key}", key).exchange().expectStatus().isUnauthorized();

        assertThat(one(anna, key).path("value").asString()).contains("2.000");
    }

    @Test
    void what_cannot_be_right_and_what_stays_is_refused_in_words() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        anna.put("/api/me/measurements", Map.of("measurements", Map.of("waist", 92)));
        JsonNode groups = facts(anna, "de");
        String email = fact(groups, "E-Mail").path("key").asString();
        String name = fact(groups, "Name").path("key").asString();
        String waist = fact(groups, "Taille").path("key").asString();

        anna.delete("/api/me/facts/" + email).expectStatus().isEqualTo(409);
        anna.patch("/api/me/facts/" + email, Map.of("value", "x@example.com"))
                .expectStatus()
                .isEqualTo(409);
        anna.delete("/api/me/facts/" + name).expectStatus().isEqualTo(409);
        anna.patch("/api/me/facts/" + name, Map.of("value", "Anna https://evil.example"))
                .expectStatus()
                .isBadRequest();
        anna.patch("/api/me/facts/" + name, Map.of()).expectStatus().isBadRequest();
        anna.patch("/api/me/facts/" + waist, Map.of("value", "920"))
                .expectStatus()
                .isEqualTo(409);
        anna.patch("/api/me/facts/" + waist, Map.of("value", "viel"))
                .expectStatus()
                .isBadRequest();
        anna.patch("/api/me/facts/" + waist, Map.of("value", "\u0000"))
                .expectStatus()
                .isBadRequest();

        anna.patch("/api/me/facts/" + waist, Map.of("value", "94,5 cm"))
                .expectStatus()
                .isOk();
        anna.patch("/api/me/facts/" + name, Map.of("value", "Anna Beispiel"))
                .expectStatus()
                .isOk();
        assertThat(one(anna, waist).path("value").asString()).isEqualTo("94,5 cm");
        assertThat(fact(facts(anna, "fr"), "Nom").path("value").asString()).isEqualTo("Anna Beispiel");
    }

    @Test
    void a_forgotten_measure_takes_its_history_along() {
        Person anna = Person.who(http).signsInAfterTalking("Guten Tag");
        anna.put("/api/me/measurements", Map.of("measurements", Map.of("waist", 90), "measured_on", "2024-01-02"));
        anna.put("/api/me/measurements", Map.of("measurements", Map.of("waist", 92)));
        String waist = fact(facts(anna, "de"), "Taille").path("key").asString();

        anna.delete("/api/me/facts/" + waist).expectStatus().isNoContent();

        assertThat(all(facts(anna, "de"), "Taille")).isEmpty();
    }

    private static JsonNode facts(Person who, String language) {
        return who.get("/api/me/facts?language=" + language)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("groups");
    }

    private static JsonNode one(Person who, String key) {
        return who.get("/api/me/facts/" + key)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static JsonNode fact(JsonNode groups, String label) {
        return Optional.of(all(groups, label))
                .filter(found -> !found.isEmpty())
                .orElseThrow()
                .getFirst();
    }

    private static List<JsonNode> all(JsonNode groups, String label) {
        return groups.valueStream()
                .flatMap(group -> group.path("facts").valueStream())
                .filter(fact -> fact.path("label").asString().equals(label))
                .toList();
    }
}
