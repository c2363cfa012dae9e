package app.henk.booking;

import static app.henk.ApiClient.nobody;
import static app.henk.ApiClient.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.platform.Ids;
import app.henk.platform.Scope;
import app.henk.platform.TenantTransactions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Where is my suit? Told to whom it belongs to, and late is told before it is asked. */
@HenkTest
class OrderTests {

    @Autowired
    WebTestClient http;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    private ApiClient customer;
    private ApiClient staff;
    private UUID account;

    @BeforeEach
    void people() {
        customer = signedIn(http, "customer@henk.example");
        staff = signedIn(http, "sales@henk.example");
        account = UUID.fromString(
                customer.get("/api/auth/me").getResponseBody().path("id").asString());
    }

    @Test
    void the_demo_customer_has_a_past_order_one_in_work_and_an_appointment() {
        JsonNode orders = customer.in("de")
                .get("/api/orders/customer/" + account)
                .getResponseBody()
                .path("orders");

        assertThat(orders.findValuesAsString("number")).contains("2026-0388", "2025-0417");
        assertThat(orders.toString()).contains("geheftet", "übergeben", "Flanell Nebel");
        assertThat(customer.get("/api/appointments").getResponseBody().path("appointments"))
                .isNotEmpty();
    }

    @Test
    void an_order_is_the_customers_own_and_staffs_and_nobody_elses() {
        JsonNode order = placed();
        String one = "/api/orders/" + order.path("id").asString();
        String all = "/api/orders/customer/" + account;

        assertThat(customer.get(one).getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(staff.get(all).getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(nobody(http).get(all).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(customer.get("/api/orders/customer/" + UUID.randomUUID()).getStatus())
                .isEqualTo(HttpStatus.NOT_FOUND);
        for (String other : List.of("customer@works.example", "sales@works.example")) {
            assertThat(signedIn(http, other).get(one).getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(signedIn(http, "customer@works.example").get(all).getStatus())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(customer.send(HttpMethod.PATCH, one, Map.of("version", 1, "step", "ready"))
                        .getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void orders_and_appointments_of_a_contact_that_became_one_with_another_are_found_at_both() {
        String kept = contact();
        String left = contact();
        JsonNode order = placed(left, LocalDate.now());
        String appointment = appointment(left);
        assertThat(staff.send(HttpMethod.POST, "/api/contacts/" + kept + "/merges", Map.of("gone", left))
                        .getStatus())
                .isEqualTo(HttpStatus.OK);

        for (String contact : List.of(kept, left)) {
            assertThat(staff.get("/api/orders/customer/" + contact, 200)
                            .path("orders")
                            .findValuesAsString("id"))
                    .containsExactly(order.path("id").asString());
            assertThat(staff.get("/api/appointments?customer_id=" + contact, 200)
                            .path("appointments")
                            .findValuesAsString("id"))
                    .containsExactly(appointment);
        }
    }

    private String contact() {
        return staff.post("/api/contacts", Map.of("first_name", "Anna", "last_name", "Roth " + Ids.next()), 201)
                .path("id")
                .asString();
    }

    private String appointment(String contact) {
        UUID id = Ids.next();
        transactions
                .in(
                        Scope.system(new app.henk.platform.TenantId(transactionsTenant())),
                        () -> database.sql("""
                                        insert into appointment (tenant_id, id, type, staff, place, starts_at, ends_at,
                                            free_at, status, contact_id, name, language, calendar_key, requested_by,
                                            request_key, request_hash)
                                        select henk.tenant(), :id, 'fitting', 'brandt', 1, t, t + interval '1 hour',
                                               t + interval '1 hour', 'booked', :contact::uuid, 'Anna', 'de', :id::text,
                                               :id, :id::text, '\\x00'
                                          from (values (now() + interval '400 days')) v (t)
                                        """)
                                .bind("id", id)
                                .bind("contact", contact)
                                .then())
                .block();
        return id.toString();
    }

    @Test
    void the_database_shows_a_customer_no_other_customers_order() {
        placed();
        UUID tenant = transactionsTenant();

        Long seen = transactions
                .in(
                        new Scope(new app.henk.platform.TenantId(tenant), Scope.Authority.CUSTOMER, Ids.next()),
                        () -> database.sql("select (select count(*) from customer_order) + (select count(*) from"
                                        + " customer_order_line) + (select count(*) from order_delay) + (select"
                                        + " count(*) from appointment) as seen")
                                .map(row -> row.get("seen", Long.class))
                                .one())
                .block();

        assertThat(seen).isZero();
    }

    @Test
    void staff_bring_an_order_further_and_its_history_says_so() {
        JsonNode order = placed();
        String uri = "/api/orders/" + order.path("id").asString();

        var cut = staff.send(HttpMethod.PATCH, uri, Map.of("version", 1, "step", "cut"));

        assertThat(cut.getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(cut.getResponseBody().path("version").asInt()).isEqualTo(2);
        assertThat(cut.getResponseBody().path("history").findValuesAsString("after"))
                .containsSequence("cut");
        assertThat(staff.send(HttpMethod.PATCH, uri, Map.of("version", 1, "step", "ready"))
                        .getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(staff.send(HttpMethod.PATCH, uri, Map.of("version", 2, "step", "eaten"))
                        .getStatus())
                .isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(staff.send(HttpMethod.PATCH, uri, Map.of("version", 2, "promised", "1999-01-01"))
                        .getStatus())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void an_order_is_late_until_its_first_day_is_made_up_for() {
        // behind the demo's own, which others look for among the latest
        JsonNode order = placed(LocalDate.now().minusYears(2));
        LocalDate promised = LocalDate.parse(order.path("promised").asString());
        assertThat(promises(order, 1, promised.plusDays(9))).isEqualTo(promised.toString());
        talk("Wann ist mein Anzug fertig?");

        assertThat(promises(order, 2, promised.plusDays(4))).isEqualTo(promised.toString());
        assertThat(promises(order, 3, promised.plusDays(6)))
                .isEqualTo(promised.plusDays(4).toString());
        assertThat(promises(order, 4, promised.plusDays(2))).isEqualTo(promised.toString());
        assertThat(promises(order, 5, promised)).isEmpty();
    }

    /** The day that the order is late behind. */
    private String promises(JsonNode order, int version, LocalDate day) {
        return staff.send(
                        HttpMethod.PATCH,
                        "/api/orders/" + order.path("id").asString(),
                        Map.of("version", version, "promised", day.toString()))
                .getResponseBody()
                .path("delayed_from")
                .asString("");
    }

    @Test
    void a_day_that_moves_back_is_told_once_before_it_is_asked_and_by_mail() {
        JsonNode order = placed();
        LocalDate promised = LocalDate.parse(order.path("promised").asString());
        String number = order.path("number").asString();
        talk("Guten Tag");

        var late = staff.send(
                HttpMethod.PATCH,
                "/api/orders/" + order.path("id").asString(),
                Map.of(
                        "version",
                        1,
                        "promised",
                        promised.plusDays(7).toString(),
                        "reason",
                        "Der Oberstoff kam später."));

        assertThat(late.getResponseBody().path("delayed_from").asString()).isEqualTo(promised.toString());
        assertThat(talk("Welche Farben passen zu einem grauen Anzug?")).contains(number, "später fertig als zugesagt");
        assertThat(talk("Und welche Schuhe?")).doesNotContain("später fertig als zugesagt");
        assertThat(mails(order.path("id").asString())).isEqualTo(1);
    }

    @Test
    void two_delays_before_anybody_came_are_told_as_one_and_a_day_made_up_for_not_at_all() {
        talk("Guten Tag");
        JsonNode order = placed();
        String uri = "/api/orders/" + order.path("id").asString();
        LocalDate promised = LocalDate.parse(order.path("promised").asString());
        staff.send(
                HttpMethod.PATCH,
                uri,
                Map.of("version", 1, "promised", promised.plusDays(3).toString()));
        staff.send(
                HttpMethod.PATCH,
                uri,
                Map.of("version", 2, "promised", promised.plusDays(9).toString()));

        String told = talk("Guten Tag");

        assertThat(told.split("später fertig als zugesagt", -1)).hasSize(2);

        JsonNode other = placed();
        String otherUri = "/api/orders/" + other.path("id").asString();
        staff.send(
                HttpMethod.PATCH,
                otherUri,
                Map.of("version", 1, "promised", promised.plusDays(3).toString()));
        staff.send(HttpMethod.PATCH, otherUri, Map.of("version", 2, "promised", promised.toString()));

        assertThat(talk("Guten Abend")).doesNotContain("später fertig als zugesagt");
    }

    private JsonNode placed() {
        return placed(LocalDate.now());
    }

    private JsonNode placed(LocalDate ordered) {
        return placed(account.toString(), ordered);
    }

    private JsonNode placed(String who, LocalDate ordered) {
        var order = Map.of(
                "customer_id",
                who,
                "number",
                "T-" + UUID.randomUUID().toString().substring(0, 8),
                "title",
                "Leinenanzug",
                "ordered_on",
                ordered.toString(),
                "promised",
                LocalDate.now().plusDays(20).toString(),
                "lines",
                List.of(Map.of("name", "Leinen Sand", "price", 1250)));
        var answer = staff.send(HttpMethod.POST, "/api/orders", order);
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.CREATED);
        return answer.getResponseBody();
    }

    private String talk(String message) {
        return http.post()
                .uri("/api/chat")
                .headers(customer.who())
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("message", message))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .toString();
    }

    private UUID transactionsTenant() {
        return database.sql("select id from henk.tenants() where slug = 'henk'")
                .map(row -> row.get("id", UUID.class))
                .one()
                .block();
    }

    private long mails(String order) {
        return transactions
                .in(
                        Scope.system(new app.henk.platform.TenantId(transactionsTenant())),
                        () -> database.sql("select count(*) as mails from mail where key like :key")
                                .bind("key", "order-late:" + order + "%")
                                .map(row -> row.get("mails", Long.class))
                                .one())
                .block();
    }
}
