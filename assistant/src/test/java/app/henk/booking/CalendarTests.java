package app.henk.booking;

import static app.henk.ApiClient.nobody;
import static app.henk.ApiClient.visitor;
import static app.henk.booking.Bookings.book;
import static app.henk.booking.Bookings.free;
import static app.henk.booking.Bookings.wish;
import static org.assertj.core.api.Assertions.assertThat;

import app.henk.ApiClient;
import app.henk.HenkTest;
import app.henk.platform.Scope;
import app.henk.platform.TenantId;
import app.henk.platform.TenantTransactions;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Calendar entries, read back as a calendar program reads them. */
@HenkTest
class CalendarTests {

    @Autowired
    WebTestClient http;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    DatabaseClient database;

    @Test
    void the_link_gives_an_entry_that_follows_what_becomes_of_the_appointment() throws Exception {
        ApiClient visitor = visitor(http).in("de");
        List<String> free = free(visitor, "video", 5);
        JsonNode booked = book(visitor, wish("video", free.get(2))).getResponseBody();
        String link = booked.path("calendar").asString();
        String uri = "/api/appointments/" + booked.path("id").asString();

        Calendar first = fetch(link);
        visitor.send(HttpMethod.PATCH, uri, Map.of("date", free.get(5)));
        Calendar moved = fetch(link);
        visitor.delete(uri);
        Calendar cancelled = fetch(link);

        assertThat(value(first, Property.UID))
                .isEqualTo(value(moved, Property.UID))
                .isEqualTo(value(cancelled, Property.UID));
        assertThat(List.of(
                        value(first, Property.SEQUENCE),
                        value(moved, Property.SEQUENCE),
                        value(cancelled, Property.SEQUENCE)))
                .containsExactly("0", "1", "2");
        assertThat(first.getProperty(Property.METHOD).orElseThrow().getValue()).isEqualTo("PUBLISH");
        assertThat(cancelled.getProperty(Property.METHOD).orElseThrow().getValue())
                .isEqualTo("CANCEL");
        assertThat(value(cancelled, Property.STATUS)).isEqualTo("CANCELLED");
        var start = OffsetDateTime.parse(booked.path("start").asString()).toInstant();
        assertThat(value(first, Property.DTSTART)).isEqualTo(start.toString().replaceAll("[-:]", ""));
        assertThat(value(first, Property.SUMMARY)).contains("Videoberatung", "HENK");
        first.validate();
        moved.validate();
        cancelled.validate();
    }

    @Test
    void the_mail_invites_and_names_both_sides() throws Exception {
        ApiClient visitor = visitor(http);
        var wish = wish("fitting", free(visitor, "fitting", 16).get(10));
        wish.put("name", "Søren \"Tester\"; O'Brien, jr.");
        JsonNode booked = book(visitor, wish).getResponseBody();

        Calendar invitation = new CalendarBuilder()
                .build(new ByteArrayInputStream(
                        attachment("appointment-confirmed:" + booked.path("id").asString() + ":1")));

        assertThat(invitation.getProperty(Property.METHOD).orElseThrow().getValue())
                .isEqualTo("REQUEST");
        assertThat(value(invitation, Property.ATTENDEE)).isEqualTo("mailto:" + wish.get("email"));
        assertThat(value(invitation, Property.ORGANIZER)).isEqualTo("mailto:atelier@henk.example");
        assertThat(value(invitation, Property.LOCATION)).contains("Nadeltwiete 12");
        assertThat(value(invitation, Property.DESCRIPTION)).contains("O'Brien, jr.");
        invitation.validate();
    }

    @Test
    void a_wrong_key_opens_nothing() {
        ApiClient visitor = visitor(http);
        JsonNode booked = book(visitor, wish("video", free(visitor, "video", 7).getLast()))
                .getResponseBody();
        String path = "/api/appointments/" + booked.path("id").asString() + "/calendar";

        for (String key : List.of("guess", "", "A".repeat(24))) {
            assertThat(nobody(http).get(path + "?key=" + key).getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
        }
        assertThat(nobody(http).get(path).getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    private Calendar fetch(String link) throws Exception {
        byte[] body = http.get()
                .uri(link)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Content-Type", "text/calendar;.*")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new CalendarBuilder().build(new ByteArrayInputStream(body));
    }

    private static String value(Calendar calendar, String property) {
        return calendar.getComponents(Component.VEVENT)
                .getFirst()
                .getProperty(property)
                .orElseThrow()
                .getValue();
    }

    private byte[] attachment(String mail) {
        UUID tenant = database.sql("select id from henk.tenants() where slug = 'henk'")
                .map(row -> row.get("id", UUID.class))
                .one()
                .block();
        return transactions
                .in(
                        Scope.system(new TenantId(tenant)),
                        () -> database.sql("select a.content from mail_attachment a join mail m on m.tenant_id ="
                                        + " a.tenant_id and m.id = a.mail_id where m.key = :key")
                                .bind("key", mail)
                                .map(row -> row.get("content", byte[].class))
                                .one())
                .block();
    }
}
