package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Leads, contacts, companies, salespeople, the day and the finder as other programs use them. */
@HenkTest
class SalesDoorTests {

    @Autowired
    WebTestClient http;

    private String sales;

    @BeforeEach
    void signIn() {
        sales = ApiClient.token(http, "sales@works.example");
    }

    @Test
    void a_lead_is_made_once_by_its_key_changed_by_its_etag_and_taken_away() {
        String name = "Hopper" + UUID.randomUUID().toString().substring(0, 8);
        String body = "{\"last_name\": \"" + name + "\", \"budget\": 50000, \"industry\": \"tech\"}";
        var made = send(HttpMethod.POST, "/api/leads", body, Map.of("Idempotency-Key", "lead " + name));
        var again = send(HttpMethod.POST, "/api/leads", body, Map.of("Idempotency-Key", "lead " + name));
        assertThat(made.getStatus().value()).isEqualTo(201);
        assertThat(again.getResponseBody().path("id"))
                .isEqualTo(made.getResponseBody().path("id"));
        String uri = made.getResponseHeaders().getFirst("Location");

        var changed = send(HttpMethod.PUT, uri, "{\"status\": \"contacted\"}", Map.of("If-Match", "\"1\""));
        assertThat(changed.getResponseHeaders().getETag()).isEqualTo("\"2\"");
        assertThat(changed.getResponseBody().path("last_name").asString()).isEqualTo(name);
        assertThat(send(HttpMethod.PUT, uri, "{\"status\": \"lost\"}", Map.of("If-Match", "\"1\""))
                        .getStatus()
                        .value())
                .isEqualTo(412);
        assertThat(get("/api/leads?q=" + name).at("/leads/0/score").asInt()).isEqualTo(50);
        assertThat(get("/api/find?kind=LEAD&q=" + name.toUpperCase())
                        .at("/0/closeness")
                        .asString())
                .isEqualTo("SAME");

        var deal = send(HttpMethod.POST, uri + "/deal", "{\"title\": \"Lathe for " + name + "\"}", Map.of());
        assertThat(deal.getStatus().value()).isEqualTo(201);
        String dealId = deal.getResponseBody().path("id").asString();
        assertThat(get("/api/deals/" + dealId + "/next-actions")).hasSize(3);

        assertThat(send(HttpMethod.DELETE, uri, null, Map.of()).getStatus().value())
                .isEqualTo(204);
        assertThat(send(HttpMethod.GET, uri, null, Map.of()).getStatus().value())
                .isEqualTo(404);
    }

    @Test
    void contacts_and_companies_are_made_changed_and_merged() {
        String name = "Hallam" + UUID.randomUUID().toString().substring(0, 8);
        var one = send(
                HttpMethod.POST,
                "/api/contacts",
                "{\"last_name\": \"" + name + "\", \"company\": \"" + name + " Ltd\"}",
                Map.of());
        var two = send(HttpMethod.POST, "/api/contacts", "{\"last_name\": \"" + name + "\"}", Map.of());
        String company = one.getResponseBody().path("organisation").asString();
        assertThat(get("/api/organisations/" + company).path("name").asString()).isEqualTo(name + " Ltd");
        assertThat(send(HttpMethod.PATCH, "/api/organisations/" + company, "{\"employees\": 40}", Map.of())
                        .getResponseBody()
                        .path("employees")
                        .asInt())
                .isEqualTo(40);

        String keep = two.getResponseBody().path("id").asString();
        String gone = one.getResponseBody().path("id").asString();
        var merged =
                send(HttpMethod.POST, "/api/contacts/" + keep + "/merges", "{\"gone\": \"" + gone + "\"}", Map.of());
        assertThat(merged.getResponseBody().path("organisation").asString()).isEqualTo(company);
        assertThat(get("/api/contacts/" + gone).path("id").asString()).isEqualTo(keep);
        assertThat(get("/api/contacts?q=" + name).path("contacts")).hasSize(1);
        send(
                HttpMethod.POST,
                "/api/change-sets/" + merged.getResponseHeaders().getFirst("Change-Set") + "/undo",
                null,
                Map.of());
        assertThat(get("/api/contacts?q=" + name).path("contacts")).hasSize(2);
    }

    @Test
    void two_companies_become_one_and_two_again() {
        String name = "Brandt" + UUID.randomUUID().toString().substring(0, 8);
        String keep = company("{\"name\": \"" + name + "\"}");
        String gone = company("{\"name\": \"" + name + " GmbH\", \"employees\": 40}");

        var merged = send(
                HttpMethod.POST, "/api/organisations/" + keep + "/merges", "{\"gone\": \"" + gone + "\"}", Map.of());
        assertThat(merged.getResponseBody().path("employees").asInt()).isEqualTo(40);
        assertThat(get("/api/organisations?q=" + name).path("organisations")).hasSize(1);

        send(
                HttpMethod.POST,
                "/api/change-sets/" + merged.getResponseHeaders().getFirst("Change-Set") + "/undo",
                null,
                Map.of());
        assertThat(get("/api/organisations?q=" + name).path("organisations")).hasSize(2);
    }

    @Test
    void two_deals_become_one_with_the_history_of_both_and_two_again() {
        String keep = deal("{\"title\": \"Stand\", \"notes\": \"Halle 4\"}");
        String gone = deal("{\"title\": \"Stand 2026\", \"value\": 900, \"notes\": \"Ecke\"}");
        send(
                HttpMethod.POST,
                "/api/activities",
                "{\"type\": \"call\", \"subject\": \"Rang\", \"deal_id\": \"" + gone + "\"}",
                Map.of());

        var merged = send(HttpMethod.POST, "/api/deals/" + keep + "/merges", "{\"gone\": \"" + gone + "\"}", Map.of());
        assertThat(merged.getResponseBody().path("value").asInt()).isEqualTo(900);
        assertThat(merged.getResponseBody().path("notes").asString()).isEqualTo("Halle 4\n\nEcke");
        assertThat(get("/api/deals/" + gone).path("deal").path("id").asString()).isEqualTo(keep);
        assertThat(get("/api/activities/deal/" + keep).path("activities").toString())
                .contains("Rang");
        assertThat(get("/api/deals/" + keep + "/changes").get(0).path("action").asString())
                .isEqualTo("deal.merged");

        send(
                HttpMethod.POST,
                "/api/change-sets/" + merged.getResponseHeaders().getFirst("Change-Set") + "/undo",
                null,
                Map.of());
        assertThat(get("/api/deals/" + gone).path("deal").path("notes").asString())
                .isEqualTo("Ecke");
        assertThat(get("/api/deals/" + keep).path("deal").path("notes").asString())
                .isEqualTo("Halle 4");
    }

    private String deal(String body) {
        return send(HttpMethod.POST, "/api/deals", body, Map.of())
                .getResponseBody()
                .path("id")
                .asString();
    }

    private String company(String body) {
        return send(HttpMethod.POST, "/api/organisations", body, Map.of())
                .getResponseBody()
                .path("id")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/leads {\"budget\": -1, \"last_name\": \"x\"}",
                "POST /api/leads {\"industry\": \"Banken\", \"last_name\": \"x\"}",
                "POST /api/contacts {\"email\": \"nobody\"}",
                "POST /api/contacts {\"mail\": \"x@y.example\"}",
                "POST /api/organisations {\"name\": \"\"}",
                "POST /api/organisations {\"name\": \"x\", \"employees\": -4}",
                "POST /api/leads/assignments {\"leads\": [], \"salesperson\": null}"
            })
    void what_cannot_be_right_is_named_by_field(String request) {
        String[] parts = request.split(" ", 3);

        var answer = send(HttpMethod.valueOf(parts[0]), parts[1], parts[2], Map.of());

        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(answer.getResponseBody().path("errors")).isNotEmpty();
    }

    @Test
    void the_day_says_its_date_and_a_reason_for_everything() {
        JsonNode day = get("/api/my-day");

        assertThat(day.path("date").asString()).isNotEmpty();
        day.path("items")
                .forEach(item -> assertThat(item.path("why").asString()).isNotBlank());
        assertThat(day.path("items").isEmpty()).isEqualTo(!day.path("message").isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/my-day",
                "/api/find?q=x",
                "/api/contacts",
                "/api/organisations",
                "/api/salespeople",
                "/api/scoring-formulas"
            })
    void customers_and_strangers_get_nothing(String uri) {
        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        String customer = ApiClient.token(http, "customer@works.example");
        http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(customer))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private EntityExchangeResult<JsonNode> send(
            HttpMethod method, String uri, String body, Map<String, String> headers) {
        var request = http.method(method).uri(uri).headers(own -> {
            own.setBearerAuth(sales);
            headers.forEach(own::set);
        });
        var sent = body == null
                ? request
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        return sent.exchange().expectBody(JsonNode.class).returnResult();
    }

    private JsonNode get(String uri) {
        var answer = send(HttpMethod.GET, uri, null, Map.of());
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return answer.getResponseBody();
    }
}
