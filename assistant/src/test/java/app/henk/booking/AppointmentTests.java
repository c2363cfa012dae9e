package app.henk.booking;

import static app.henk.ApiClient.nobody;
import static app.henk.ApiClient.signedIn;
import static app.henk.ApiClient.visitor;
import static app.henk.booking.Bookings.book;
import static app.henk.booking.Bookings.free;
import static app.henk.booking.Bookings.wish;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Appointments over HTTP, with a real database behind them. Each test has weeks of its own in the calendar. */
@HenkTest
class AppointmentTests {

    @Autowired
    WebTestClient http;

    @Test
    void a_visitor_books_a_free_time_which_then_is_free_no_more() {
        ApiClient visitor = visitor(http);
        String at = free(visitor, "fitting", 3).getFirst();

        var booked = book(visitor.in("de"), wish("fitting", at));

        assertThat(booked.getStatus()).isEqualTo(HttpStatus.CREATED);
        JsonNode appointment = booked.getResponseBody();
        assertThat(appointment.path("type_name").asString()).isEqualTo("Anprobe");
        assertThat(appointment.path("when").asString()).endsWith("Uhr");
        assertThat(appointment.path("place").asString()).contains("Nadeltwiete 12");
        assertThat(appointment.has("staff")).isFalse();
        assertThat(free(visitor, "fitting", 3)).doesNotContain(at);
        assertThat(visitor.get("/api/appointments").getResponseBody().path("appointments"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("id")).isEqualTo(appointment.path("id")));
    }

    @Test
    void fifty_who_want_the_same_time_at_once_get_it_once_and_the_others_the_nearest_free_ones() throws Exception {
        String at = free(nobody(http), "fitting", 6).getFirst();
        List<ApiClient> visitors = java.util.stream.IntStream.range(0, 50)
                .mapToObj(n -> visitor(http))
                .toList();

        List<EntityExchangeResult<JsonNode>> answers;
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = all
                    .invokeAll(visitors.stream()
                            .<Callable<EntityExchangeResult<JsonNode>>>map(v -> () -> book(v, wish("fitting", at)))
                            .toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
        }

        assertThat(answers)
                .filteredOn(answer -> answer.getStatus() == HttpStatus.CREATED)
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.getStatus() == HttpStatus.CONFLICT)
                .hasSize(49)
                .allSatisfy(answer -> {
                    assertThat(answer.getResponseBody().path("type").asString()).endsWith("/slot-taken");
                    assertThat(answer.getResponseBody().path("nearest")).isNotEmpty();
                });
    }

    @Test
    void two_of_a_kind_go_on_at_once_where_there_is_room_for_two() {
        String at = free(nobody(http), "measurement", 9).getFirst();

        assertThat(book(visitor(http), wish("measurement", at)).getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(book(visitor(http), wish("measurement", at)).getStatus()).isEqualTo(HttpStatus.CREATED);
        assertThat(book(visitor(http), wish("measurement", at)).getStatus()).isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void a_time_that_cannot_be_is_refused_with_a_reason_in_the_readers_language() {
        ApiClient visitor = visitor(http).in("de");
        // a week in which the house is open, whatever week this is
        LocalDate tuesday = free(visitor, "fitting", 4).stream()
                .map(at -> LocalDateTime.parse(at).toLocalDate())
                .filter(day -> day.getDayOfWeek() == java.time.DayOfWeek.TUESDAY)
                .findFirst()
                .orElseThrow();
        LocalDate monday = tuesday.minusDays(1);

        assertRefused(
                book(visitor, wish("fitting", LocalDate.now().minusDays(3) + "T12:00")), "slot-past", "hinter uns");
        assertRefused(book(visitor, wish("fitting", monday + "T12:00")), "slot-closed-day", "geschlossen");
        assertRefused(book(visitor, wish("fitting", tuesday + "T08:00")), "slot-outside-hours", "Öffnungszeiten");
        assertRefused(book(visitor, wish("fitting", tuesday + "T12:10")), "slot-no-beginning", "beginnt");
        assertRefused(book(visitor, wish("fitting", LocalDate.now().plusYears(2) + "T12:00")), "slot-too-far", "bis");
        assertRefused(book(visitor, wish("fitting", holiday() + "T12:00")), "slot-holiday", "geschlossen (");
        var wrong = book(visitor, wish("haircut", tuesday + "T12:00"));
        assertThat(wrong.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(wrong.getResponseBody().path("types").toString()).contains("measurement");
        assertThat(book(visitor, wish("fitting", "morgen um drei")).getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void a_time_that_no_clock_of_the_house_will_show_is_refused_as_none() {
        for (String time : List.of(
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59",
                "2026-13-01T10:00+01:00")) {
            var answer = book(visitor(http), wish("fitting", time));

            assertThat(answer.getStatus()).as(time).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getResponseBody().path("type").asString()).endsWith("/wrong-time");
        }
    }

    @Test
    void a_day_that_no_calendar_has_is_refused_wherever_one_is_asked_for() {
        for (String day : List.of("+999999999-12-31", "+300000-01-01", "-999999999-01-01")) {
            for (String asked : List.of(
                    "/api/appointments/slots?type=measurement&from={day}",
                    "/api/appointments/slots?type=measurement&to={day}",
                    "/api/appointments?from={day}")) {
                assertOutside(visitor(http), asked, day);
            }
        }
        ApiClient admin = signedIn(http, "admin@henk.example");
        for (String asked : List.of(
                "/api/leads?created_from={day}",
                "/api/leads/metrics?from={day}",
                "/api/leads/metrics?until={day}",
                "/api/deals?close_to={day}",
                "/api/tasks?until={day}",
                "/api/promises/summary?since={day}")) {
            assertOutside(admin, asked, "+999999999-12-31");
        }
        assertOutside(admin, "/api/pipedrive/changes?since={day}", "+999999999-12-31T00:00:00Z");
        // as a body has it
        admin.post("/api/tasks", Map.of("subject", "Anrufen", "due", "+999999999-12-31"), 400);
        ApiClient visitor = visitor(http);
        visitor.get("/api/appointments?after=-999999999-01-01T00:00:00Z_" + UUID.randomUUID(), 400);
        visitor.get("/api/appointments/slots?type=measurement&from=2199-12-01&to=2199-12-05", 200);
        assertThat(visitor.get("/api/appointments/slots?type=measurement&from=1.4.2027", 400)
                        .toString())
                .contains("a date such as");
    }

    private static void assertOutside(ApiClient who, String asked, String day) {
        var answer = who.http()
                .get()
                .uri(asked, day)
                .headers(who.who())
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
        assertThat(answer.getStatus()).as(asked + " " + day).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseBody().path("type").asString()).endsWith("/wrong-span");
    }

    @Test
    void without_name_address_or_consent_nothing_is_booked() {
        ApiClient visitor = visitor(http);
        String at = free(visitor, "fitting", 12).getFirst();

        var asked = book(visitor, Map.of("type", "fitting", "date", at));

        assertThat(asked.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(asked.getResponseBody().path("missing").toString()).contains("name", "contact", "consent");
        var broken = new HashMap<>(wish("fitting", at));
        broken.put("email", "jonas@petersen");
        assertThat(book(visitor, broken).getResponseBody().path("type").asString())
                .endsWith("/invalid-fields");
        assertThat(free(visitor, "fitting", 12)).contains(at);
    }

    @Test
    void an_address_is_no_name_and_a_number_of_another_country_is_one_all_the_same() {
        ApiClient visitor = visitor(http);
        String at = free(visitor, "fitting", 12).get(10);
        var wish = new HashMap<>(wish("fitting", at));
        wish.put("name", "jonas@mail.example");

        var refused = book(visitor, wish);
        assertThat(refused.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(refused.getResponseBody().path("errors").toString()).contains("\"name\"");
        wish.put("name", "Jonas Petersen");
        wish.remove("email");
        wish.put("phone", "+43 664 1234567");

        assertThat(book(visitor, wish).getStatus()).isEqualTo(HttpStatus.CREATED);
    }

    @Test
    void the_same_request_again_is_the_same_appointment() {
        ApiClient visitor = visitor(http).once("k-" + UUID.randomUUID());
        List<String> free = free(visitor, "fitting", 12);
        var wish = wish("fitting", free.get(4));

        var first = book(visitor, wish).getResponseBody();
        var second = book(visitor, wish).getResponseBody();

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(book(visitor, wish("fitting", free.get(8))).getStatus()).isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void an_appointment_is_moved_and_cancelled_and_its_time_becomes_free() {
        ApiClient visitor = visitor(http);
        List<String> free = free(visitor, "fitting", 15);
        String uri = "/api/appointments/"
                + book(visitor, wish("fitting", free.get(0)))
                        .getResponseBody()
                        .path("id")
                        .asString();

        var moved = visitor.send(HttpMethod.PATCH, uri, Map.of("date", free.get(6), "version", 1));

        assertThat(moved.getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(moved.getResponseBody().path("start").asString()).startsWith(free.get(6));
        assertThat(free(visitor, "fitting", 15)).contains(free.get(0)).doesNotContain(free.get(6));
        assertThat(visitor.send(HttpMethod.PATCH, uri, Map.of("date", free.get(8), "version", 1))
                        .getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
        assertThat(visitor.delete(uri).getResponseBody().path("status").asString())
                .isEqualTo("cancelled");
        assertThat(visitor.delete(uri).getStatus()).as("harmless to repeat").isEqualTo(HttpStatus.OK);
        assertThat(free(visitor, "fitting", 15)).contains(free.get(6));
        assertThat(visitor.send(HttpMethod.PATCH, uri, Map.of("date", free.get(8)))
                        .getStatus())
                .isEqualTo(HttpStatus.CONFLICT);
    }

    @Test
    void somebody_elses_appointment_is_as_if_it_were_not_there() {
        ApiClient visitor = visitor(http);
        String uri = "/api/appointments/"
                + book(visitor, wish("fitting", free(visitor, "fitting", 18).getFirst()))
                        .getResponseBody()
                        .path("id")
                        .asString();

        for (ApiClient other : List.of(
                visitor(http), signedIn(http, "customer@henk.example"), signedIn(http, "admin@works.example"))) {
            assertThat(other.get(uri).getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(other.delete(uri).getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
            assertThat(other.send(HttpMethod.PATCH, uri, Map.of("date", "2026-12-04T14:00"))
                            .getStatus())
                    .isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(nobody(http).get(uri).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(ApiClient.ofSession(http, "hs_" + "A".repeat(43)).get(uri).getStatus())
                .isEqualTo(HttpStatus.NOT_FOUND);
        var colleague = signedIn(http, "sales@henk.example").get(uri);
        assertThat(colleague.getStatus()).isEqualTo(HttpStatus.OK);
        assertThat(colleague.getResponseBody().path("staff").asString()).isNotEmpty();
    }

    @Test
    void one_visitor_has_three_open_appointments_at_most() {
        ApiClient visitor = visitor(http);
        List<String> free = free(visitor, "pick_up", 14);

        for (int n = 0; n < 3; n++) {
            assertThat(book(visitor, wish("pick_up", free.get(n * 2))).getStatus())
                    .isEqualTo(HttpStatus.CREATED);
        }
        var fourth = book(visitor, wish("pick_up", free.get(8)));

        assertThat(fourth.getStatus()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(fourth.getResponseBody().path("type").asString()).endsWith("/slot-too-many");
    }

    @Test
    void five_hundred_requests_of_one_visitor_are_refused_early() {
        ApiClient visitor = visitor(http);
        String past = LocalDate.now().minusDays(1) + "T12:00";

        long refused = java.util.stream.IntStream.range(0, 500)
                .mapToObj(n -> book(visitor, wish("fitting", past)).getStatus())
                .filter(HttpStatus.TOO_MANY_REQUESTS::equals)
                .count();

        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void the_second_tenant_has_its_own_kinds_of_appointment_in_its_own_language() {
        ApiClient staff = signedIn(http, "sales@works.example");

        JsonNode types = staff.get("/api/appointments/types").getResponseBody();

        assertThat(types.toString())
                .contains("site_visit", "machine demonstration")
                .doesNotContain("Anprobe");
        assertThat(free(staff, "site_visit", 3)).isNotEmpty();
    }

    /** The next public holiday, or day of the company's holidays, on which the shop would be open otherwise. */
    private static LocalDate holiday() {
        LocalDate today = LocalDate.now();
        Stream<LocalDate> everybodys = new Holidays()
                        .of(
                                new BookingRules.Calendar("de", "hh"),
                                java.time.Year.from(today),
                                java.time.Year.from(today).plusYears(1))
                        .block()
                        .keySet()
                        .stream();
        return Stream.concat(everybodys, Stream.of(LocalDate.of(2026, 12, 29), LocalDate.of(2027, 7, 27)))
                .filter(day -> day.isAfter(today.plusDays(2)))
                .filter(day ->
                        day.getDayOfWeek().getValue() >= 2 && day.getDayOfWeek().getValue() <= 6)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private static void assertRefused(EntityExchangeResult<JsonNode> answer, String type, String says) {
        assertThat(answer.getStatus()).as(type).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(answer.getResponseBody().path("type").asString()).endsWith("/" + type);
        assertThat(answer.getResponseBody().path("detail").asString()).contains(says);
    }
}
