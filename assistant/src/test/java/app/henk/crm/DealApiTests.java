package app.henk.crm;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.platform.Ids;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Deals, activities, tasks and undo as other programs use them. */
@HenkTest
class DealApiTests {

    @Autowired
    WebTestClient http;

    private String sales;

    @BeforeEach
    void signIn() {
        sales = ApiClient.token(http, "sales@works.example");
    }

    @Test
    void a_deal_is_made_read_changed_deleted_and_brought_back() {
        var made = send(
                HttpMethod.POST, "/api/deals", """
                {"title": "Lathe L-20", "company": "Hallam Forge", "value": 12500.50, "stage": "Quotation",
                 "expected_close": "%s", "sector": "forging"}""".formatted(LocalDate.now().plusMonths(3)), Map.of());
        assertThat(made.getStatus().value()).isEqualTo(201);
        String uri = made.getResponseHeaders().getFirst(HttpHeaders.LOCATION);
        assertThat(made.getResponseHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(made.getResponseBody().path("weighted").decimalValue()).isEqualByComparingTo("7500.30");

        JsonNode sheet = get(uri);
        assertThat(sheet.at("/deal/company").asString()).isEqualTo("Hallam Forge");
        assertThat(sheet.at("/deal/health/light").asString()).isEqualTo("green");
        assertThat(sheet.at("/visits/0/stage").asString()).isEqualTo("quotation");

        var moved = send(HttpMethod.PATCH, uri, "{\"stage\": \"negotiation\", \"expected_close\": null}", Map.of());
        assertThat(moved.getResponseBody().path("stage").asString()).isEqualTo("negotiation");
        assertThat(moved.getResponseBody().path("expected_close").isNull()).isTrue();
        assertThat(moved.getResponseBody().path("title").asString()).isEqualTo("Lathe L-20");

        var deleted = send(HttpMethod.DELETE, uri, null, Map.of());
        assertThat(deleted.getStatus().value()).isEqualTo(204);
        assertThat(send(HttpMethod.GET, uri, null, Map.of()).getStatus().value())
                .isEqualTo(404);
        var undone = send(HttpMethod.POST, "/api/change-sets/" + changeSet(deleted) + "/undo", null, Map.of());
        assertThat(undone.getResponseBody().at("/restored/0").asString()).contains("Lathe L-20");
        assertThat(get(uri).at("/deal/stage").asString()).isEqualTo("negotiation");
        assertThat(get(uri + "/changes"))
                .extracting(set -> set.path("action").asString())
                .containsExactly("change.undone", "deal.deleted", "deal.updated", "deal.created");
    }

    @Test
    void a_deal_that_changed_in_the_meantime_is_refused_with_what_it_is_now() {
        String uri = made("Press P-9");
        send(HttpMethod.PATCH, uri, "{\"value\": 900}", Map.of("If-Match", "\"1\""));

        var late = send(HttpMethod.PATCH, uri, "{\"value\": 800}", Map.of("If-Match", "\"1\""));

        assertThat(late.getStatus().value()).isEqualTo(412);
        assertThat(late.getResponseBody().path("version").asInt()).isEqualTo(2);
        assertThat(late.getResponseBody().at("/current/value").decimalValue()).isEqualByComparingTo("900");
        assertThat(send(HttpMethod.DELETE, uri, null, Map.of("If-Match", "\"1\""))
                        .getStatus()
                        .value())
                .isEqualTo(412);
    }

    @Test
    void a_request_that_comes_twice_is_done_once() {
        String body = "{\"title\": \"Twice\", \"company\": \"Twice Ltd\"}";
        var key = Map.of("Idempotency-Key", Ids.next().toString());

        var first = send(HttpMethod.POST, "/api/deals", body, key);
        var second = send(HttpMethod.POST, "/api/deals", body, key);
        var other = send(HttpMethod.POST, "/api/deals", "{\"title\": \"Thrice\"}", key);

        assertThat(second.getResponseBody().path("id"))
                .isEqualTo(first.getResponseBody().path("id"));
        assertThat(changeSet(second)).isEqualTo(changeSet(first));
        assertThat(other.getStatus().value()).isEqualTo(422);
        assertThat(other.getResponseBody().path("type").asString()).endsWith("idempotency-key-reused");
    }

    @Test
    void every_field_that_cannot_be_right_is_named() {
        var wrong = send(HttpMethod.POST, "/api/deals", """
                {"title": 7, "value": "much", "expected_close": "31.02.2027", "contact_id": "me", "colour": "red"}""", Map.of());
        assertThat(wrong.getStatus().value()).isEqualTo(400);
        assertThat(wrong.getResponseBody().path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder("title", "value", "expected_close", "contact_id", "colour");

        var negative = send(HttpMethod.POST, "/api/deals", "{\"title\": \"x\", \"value\": -5}", Map.of());
        assertThat(negative.getResponseBody().at("/errors/0/message").asString())
                .isEqualTo("cannot be negative");
        var nowhere = send(HttpMethod.POST, "/api/deals", "{\"title\": \"x\", \"stage\": \"moon\"}", Map.of());
        assertThat(nowhere.getResponseBody().at("/errors/0/field").asString()).isEqualTo("stage");
        var foreign = send(
                HttpMethod.POST, "/api/deals", "{\"title\": \"x\", \"assignee_id\": \"" + henkId() + "\"}", Map.of());
        assertThat(foreign.getResponseBody().at("/errors/0/field").asString()).isEqualTo("assignee_id");
        var long_ = send(
                HttpMethod.POST,
                "/api/deals",
                "{\"title\": \"x\", \"notes\": \"" + "n".repeat(900_000) + "\"}",
                Map.of());
        assertThat(long_.getResponseBody().at("/errors/0/field").asString()).isEqualTo("notes");
    }

    @Test
    void emoji_and_text_from_right_to_left_stay_as_they_are() {
        String title = "مخرطة 🛠️ Drehbank";
        var made = send(HttpMethod.POST, "/api/deals", "{\"title\": \"" + title + "\"}", Map.of());

        assertThat(made.getResponseBody().path("title").asString()).isEqualTo(title);
    }

    @Test
    void deals_are_found_by_words_of_company_and_title_and_by_all_filters_together() {
        made("Sägewerk Größe 4", "Ärztehaus Müller", 4000);
        made("Bandsaw B-2", "Ärztehaus Müller", 9000);

        assertThat(titles("/api/deals?q=muller sagew")).containsExactly("Sägewerk Größe 4");
        assertThat(titles("/api/deals?q=Ärztehaus&min_value=5000&status=open&stage=initial_contact"))
                .containsExactly("Bandsaw B-2");
        assertThat(titles("/api/deals?q=arztehaus&no_contact_days=1")).isEmpty();
        assertThat(titles("/api/deals?q=arztehaus&max_health=50")).isEmpty();
        assertThat(titles("/api/deals?q=arztehaus&min_health=80&close_to=2000-01-01"))
                .isEmpty();
        assertThat(send(HttpMethod.GET, "/api/deals?limit=1000", null, Map.of())
                        .getStatus()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void pages_follow_each_other() {
        String company = "Paged " + Ids.next();
        for (int n = 0; n < 5; n++) {
            made("Page " + n, company, 10);
        }
        String query = "/api/deals?limit=2&q=" + company;

        JsonNode first = get(query);
        JsonNode second = get(query + "&after=" + first.path("next").asString());
        JsonNode third = get(query + "&after=" + second.path("next").asString());

        assertThat(first.path("deals")).hasSize(2);
        assertThat(second.path("deals")).hasSize(2);
        assertThat(third.path("deals")).hasSize(1);
        assertThat(third.path("next").isNull() || third.path("next").isMissingNode())
                .isTrue();
    }

    @Test
    void a_call_and_a_next_step_stand_with_the_deal() {
        String uri = made("Drill D-1");
        UUID deal = UUID.fromString(uri.substring(uri.lastIndexOf('/') + 1));

        var call = send(
                HttpMethod.POST,
                "/api/activities",
                "{\"type\": \"call\", \"subject\": \"Spoke with the foreman\", \"deal_id\": \"" + deal + "\"}",
                Map.of());
        assertThat(call.getStatus().value()).isEqualTo(201);
        assertThat(get("/api/activities/deal/" + deal)
                        .at("/activities/0/subject")
                        .asString())
                .isEqualTo("Spoke with the foreman");
        var task = send(
                HttpMethod.POST,
                "/api/tasks",
                "{\"subject\": \"Send offer\", \"due\": \"" + LocalDate.now().plusDays(2) + "\", \"deal_id\": \"" + deal
                        + "\"}",
                Map.of());
        assertThat(get(uri).at("/tasks/0/subject").asString()).isEqualTo("Send offer");
        String taskUri = task.getResponseHeaders().getFirst(HttpHeaders.LOCATION);
        send(HttpMethod.PATCH, taskUri, "{\"done\": true}", Map.of());
        assertThat(get(uri).path("tasks")).isEmpty();

        var wrong = send(HttpMethod.POST, "/api/activities", "{\"type\": \"dance\", \"subject\": \"x\"}", Map.of());
        assertThat(wrong.getStatus().value()).isEqualTo(400);
        var nowhere = send(HttpMethod.POST, "/api/activities", "{\"type\": \"note\", \"subject\": \"x\"}", Map.of());
        assertThat(nowhere.getResponseBody().at("/errors/0/field").asString()).isEqualTo("deal");
    }

    @Test
    void the_older_shops_paths_lead_to_the_same() {
        String email = "old" + Ids.next() + "@crm.example";
        var made = send(
                HttpMethod.POST,
                "/api/crm/lead",
                "{\"name\": \"Olive Old\", \"email\": \"" + email
                        + "\", \"phone\": \"0114 4960321\", \"deal_title\": \"Old mill\", \"deal_value\": 2500}",
                Map.of());
        assertThat(made.getStatus().value()).isEqualTo(201);
        String id = made.getResponseBody().path("deal_id").asString();

        JsonNode deals = get("/api/crm/deals?email=" + email);
        assertThat(deals.get(0).path("id").asString()).isEqualTo(id);
        assertThat(deals.get(0).path("contact").asString()).isEqualTo("Olive Old");
        var won = send(
                HttpMethod.PUT,
                "/api/crm/deal/" + id,
                "{\"stage_id\": \"won\", \"value\": 2800, \"status\": \"won\"}",
                Map.of());
        assertThat(won.getResponseBody().path("status").asString()).isEqualTo("won");
        assertThat(won.getResponseBody().path("value").decimalValue()).isEqualByComparingTo("2800");
    }

    @Test
    void customers_and_visitors_and_other_tenants_get_nothing() {
        String uri = made("Secret");
        String customer = ApiClient.token(http, "customer@works.example");
        String other = ApiClient.token(http, "admin@henk.example");

        http.get().uri(uri).exchange().expectStatus().isUnauthorized();
        http.get()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(customer))
                .exchange()
                .expectStatus()
                .isForbidden();
        for (String path : new String[] {uri, "/api/activities/deal/" + uri.substring(uri.lastIndexOf('/') + 1)}) {
            http.get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(other))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    private String made(String title) {
        return made(title, "Made Ltd", 100);
    }

    private String made(String title, String company, int value) {
        return send(
                        HttpMethod.POST,
                        "/api/deals",
                        "{\"title\": \"" + title + "\", \"company\": \"" + company + "\", \"value\": " + value + "}",
                        Map.of())
                .getResponseHeaders()
                .getFirst(HttpHeaders.LOCATION);
    }

    private java.util.List<String> titles(String uri) {
        return get(uri).path("deals")
                .valueStream()
                .map(deal -> deal.path("title").asString())
                .toList();
    }

    private static String changeSet(EntityExchangeResult<JsonNode> answer) {
        return answer.getResponseHeaders().getFirst("Change-Set");
    }

    private String henkId() {
        return http.get()
                .uri("/api/auth/me")
                .headers(headers -> headers.setBearerAuth(ApiClient.token(http, "sales@henk.example")))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asString();
    }

    private JsonNode get(String uri) {
        var answer = send(HttpMethod.GET, uri, null, Map.of());
        assertThat(answer.getStatus().value()).as(uri).isEqualTo(200);
        return answer.getResponseBody();
    }

    private EntityExchangeResult<JsonNode> send(
            HttpMethod method, String uri, String body, Map<String, String> headers) {
        var request = http.method(method)
                .uri(builder -> java.net.URI.create(builder.build()
                        + uri.replace(" ", "%20").replace("Ä", "%C3%84").replace("ä", "%C3%A4")))
                .headers(all -> {
                    all.setBearerAuth(sales);
                    headers.forEach(all::set);
                });
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }
}
