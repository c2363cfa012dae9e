package app.henk.insights;

import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.identity.Tenants;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Questions and decisions over HTTP; each test asks about the sector that it made. */
@HenkTest
class InsightsTests {

    @Autowired
    WebTestClient http;

    @Autowired
    Tenants tenants;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private final String sector = "sector " + UUID.randomUUID();
    private app.henk.platform.TenantId tailor;

    @BeforeEach
    void deals() {
        tailor = tenants.all()
                .filter(tenant -> tenant.slug().equals("henk"))
                .blockFirst()
                .id();
        deal("qualified", Optional.of("1000"), 10, 1);
        deal("proposal", Optional.of("3000"), -3, 40);
        deal("proposal", Optional.empty(), 60, 0);
        deal("won", Optional.of("8000"), 0, 0);
        deal("lost", Optional.of("0"), 0, 0);
    }

    @Test
    void a_figure_comes_with_what_was_understood_and_what_was_not_known() {
        JsonNode answer = ask("deals where sector = \"" + sector + "\" and status = open measure avg(value), count");

        assertThat(answer.at("/lines/0/cells/0/value").decimalValue()).isEqualByComparingTo("2000");
        assertThat(answer.at("/lines/0/cells/0/unknown").asLong()).isEqualTo(1);
        assertThat(answer.at("/lines/0/cells/1/text").asString()).isEqualTo("3");
        assertThat(answer.at("/notes/0").asString()).contains("nicht bekannt");
        assertThat(answer.at("/chips/1/text").asString()).isEqualTo("Status: offen");
        assertThat(answer.at("/chips/1/without").asString())
                .isEqualTo("deals where sector = \"" + sector + "\" measure avg(value), count");
        assertThat(answer.path("as_of").asString()).isNotBlank();
    }

    @Test
    void each_line_of_figures_leads_to_the_records_that_it_counts() {
        JsonNode byStage = ask("deals where sector = \"" + sector + "\" by stage measure count, sum(value)");

        assertThat(byStage.path("lines")).hasSize(4);
        assertThat(byStage.at("/lines/0/cells/0/text").asString()).isEqualTo("Qualifiziert");
        assertThat(byStage.at("/totals/cells/1/value").decimalValue()).isEqualByComparingTo("5");
        for (JsonNode line : byStage.path("lines")) {
            JsonNode behind = ask(line.path("behind").asString());
            assertThat(behind.path("records").asLong())
                    .isEqualTo(line.at("/cells/1/value").asLong());
            assertThat(behind.at("/lines/0/id").asString()).isNotBlank();
        }
    }

    @Test
    void a_line_over_time_has_a_place_for_the_days_in_which_there_was_nothing() {
        JsonNode byDay = ask("deals where sector = \"" + sector + "\" by day(created) measure count, avg(value)");

        // 42 where the clocks were changed in between and it is late
        assertThat(byDay.path("lines").size()).isBetween(41, 42);
        assertThat(byDay.at("/lines/20/cells/1/text").asString()).isEqualTo("0");
        assertThat(byDay.at("/lines/20/cells/2/text").asString()).isEqualTo("–");
        assertThat(byDay.at("/totals/cells/1/value").decimalValue()).isEqualByComparingTo("5");
        assertThat(byDay.path("records").asLong()).isEqualTo(5);
    }

    @Test
    void all_records_are_reached_page_by_page_whatever_the_order() {
        for (String order : List.of("", " order value desc", " order value asc", " order expected_close asc")) {
            var ids = new ArrayList<String>();
            String after = "";
            do {
                JsonNode page = post(
                        "/api/insights/questions",
                        after.isEmpty()
                                ? Map.of("query", "deals where sector = \"" + sector + "\"" + order + " limit 2")
                                : Map.of(
                                        "query",
                                        "deals where sector = \"" + sector + "\"" + order + " limit 2",
                                        "after",
                                        after));
                page.path("lines").forEach(line -> ids.add(line.path("id").asString()));
                after = page.path("next").asString("");
            } while (!after.isEmpty());

            assertThat(new HashSet<>(ids)).as(order).hasSize(5);
            assertThat(ids).hasSize(5);
        }
    }

    @Test
    void a_follow_up_refines_the_question_before() {
        JsonNode answer = post(
                "/api/insights/questions",
                Map.of(
                        "refines",
                        "deals where sector = \"" + sector + "\" and status = open",
                        "where",
                        "overdue",
                        "measure",
                        "count"));

        assertThat(answer.at("/lines/0/cells/0/value").asLong()).isEqualTo(1);
    }

    @Test
    void two_periods_are_compared_with_difference_and_percent() {
        JsonNode answer =
                ask("deals where sector = \"" + sector + "\" measure count compare created last_7_days with previous");

        List<Long> figures = new ArrayList<>();
        answer.at("/lines/0/cells")
                .forEach(cell -> figures.add(cell.path("value").asLong()));
        assertThat(figures.subList(0, 3)).containsExactly(4L, 0L, 4L);
        assertThat(answer.at("/lines/0/cells/3/value").isMissingNode()
                        || answer.at("/lines/0/cells/3/value").isNull())
                .isTrue();
    }

    @Test
    void figures_of_customers_and_of_use_are_told_to_staff_alone() {
        JsonNode use = get("/api/insights/kpis/use?period=this_year");

        assertThat(use.at("/figures").findValuesAsString("key")).contains("active_users", "hours_saved");
        assertThat(use.at("/figures/0/definition").asString()).isNotBlank();
        assertThat(statusOfKpis("sales@henk.example", "customers?period=whenever"))
                .isEqualTo(422);
        assertThat(statusOfKpis("sales@henk.example", "nobody")).isEqualTo(404);
        assertThat(statusOfKpis("customer@henk.example", "customers")).isEqualTo(403);
    }

    private int statusOfKpis(String email, String panel) {
        return http.get()
                .uri("/api/insights/kpis/" + panel)
                .headers(headers -> headers.setBearerAuth(token(email)))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    @Test
    void what_does_not_exist_is_refused_with_what_comes_nearest() {
        http.post()
                .uri("/api/insights/questions")
                .headers(headers -> headers.setBearerAuth(token("sales@henk.example")))
                .header("Accept-Language", "fr")
                .bodyValue(Map.of("query", "deals where stage = Proposition2"))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody(JsonNode.class)
                .value(problem -> {
                    assertThat(problem.path("reason").asString()).isEqualTo("unknown_value");
                    assertThat(problem.path("nearest").toString()).contains("proposal");
                    assertThat(problem.path("detail").asString()).contains("n’existe pas");
                });
    }

    @Test
    void the_board_is_held_to_a_condition() {
        JsonNode key = get("/api/insights/board/key_figures?where={where}", "sector = \"" + sector + "\"");
        JsonNode overdue = get("/api/insights/board/overdue?where={where}", "sector = \"" + sector + "\"");
        JsonNode all = get("/api/insights/board");

        assertThat(key.at("/lines/0/cells/1/value").decimalValue()).isEqualByComparingTo("8000");
        assertThat(key.at("/lines/0/cells/3/value").decimalValue()).isEqualByComparingTo("1800");
        assertThat(key.at("/lines/0/cells/4/value").decimalValue()).isEqualByComparingTo("20");
        assertThat(key.at("/lines/0/cells/5/value").decimalValue()).isEqualByComparingTo("50");
        assertThat(overdue.path("records").asLong()).isEqualTo(1);
        for (JsonNode board : all) {
            assertThat(get("/api/insights/board/" + board.path("key").asString())
                            .path("columns"))
                    .isNotEmpty();
        }
    }

    @Test
    void what_if_forecast_and_velocity_are_of_the_same_deals() {
        String where = "sector = \"" + sector + "\"";
        JsonNode whatIf = post("/api/insights/what-if", Map.of("basket_percent", 10, "where", where));
        JsonNode points =
                post("/api/insights/what-if", Map.of("conversion_points", 10, "stage", "Angebot", "where", where));
        JsonNode forecast = get("/api/insights/forecast?period=last_10_days&where={where}", where);
        JsonNode velocity = get("/api/insights/velocity?where={where}", where);

        assertThat(whatIf.path("weighted_before").decimalValue()).isEqualByComparingTo("1800");
        assertThat(whatIf.path("weighted_after").decimalValue()).isEqualByComparingTo("1980");
        assertThat(points.path("difference").decimalValue()).isEqualByComparingTo("300");
        assertThat(forecast.path("won").decimalValue()).isEqualByComparingTo("8000");
        assertThat(forecast.path("hoped").decimalValue()).isEqualByComparingTo("1500");
        assertThat(velocity.path("stages")).hasSize(4);
        assertThat(velocity.at("/stages/2/standing").asLong()).isEqualTo(2);
    }

    @Test
    void customers_and_visitors_see_nothing_of_it() {
        http.get().uri("/api/insights/board").exchange().expectStatus().isUnauthorized();
        http.get()
                .uri("/api/insights/board/key_figures")
                .headers(headers -> headers.setBearerAuth(token("customer@henk.example")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /**
     * @param value empty for not known yet
     * @param closes days from today
     * @param began days ago
     */
    private void deal(String stage, Optional<String> value, int closes, int began) {
        transactions
                .in(
                        Scope.system(tailor),
                        () -> database.sql("""
                                insert into deal (tenant_id, id, title, sector, value, currency, stage_key, status,
                                                  probability, expected_close, created_at, stage_since, closed_at)
                                select henk.tenant(), :id, 'Deal', :sector, :value, 'EUR', key, state, probability,
                                       current_date + :closes, x.began, x.began, case when state <> 'open' then now() end
                                  from stage, (select now() - :began * interval '1 day' as began) x
                                 where tenant_id = henk.tenant() and key = :stage
                                """)
                                .bind("id", Ids.next())
                                .bind("sector", sector)
                                .bind(
                                        "value",
                                        Parameter.fromOrEmpty(
                                                value.map(BigDecimal::new).orElse(null), BigDecimal.class))
                                .bind("closes", closes)
                                .bind("began", began)
                                .bind("stage", stage)
                                .then())
                .block();
    }

    private JsonNode ask(String query) {
        return post("/api/insights/questions", Map.of("query", query));
    }

    private JsonNode post(String uri, Map<String, ?> body) {
        return http.post()
                .uri(uri)
                .headers(headers -> headers.setBearerAuth(token("sales@henk.example")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode get(String uri, Object... values) {
        return http.get()
                .uri(uri, values)
                .headers(headers -> headers.setBearerAuth(token("sales@henk.example")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private String token(String email) {
        return TOKENS.computeIfAbsent(email, who -> ApiClient.token(http, who));
    }

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
}
