package app.henk.booking;

import app.henk.ApiClient;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** What tests of appointments ask for over HTTP. */
final class Bookings {

    private Bookings() {}

    static EntityExchangeResult<JsonNode> book(ApiClient who, Map<String, ?> wish) {
        return who.send(HttpMethod.POST, "/api/appointments", wish);
    }

    /** Free times of a type so many weeks ahead and later, on the clock of the house. */
    static List<String> free(ApiClient who, String type, int weeks) {
        LocalDate from = LocalDate.now().plusWeeks(weeks);
        return who.get("/api/appointments/slots?type=" + type + "&from=" + from + "&to=" + from.plusDays(24), 200)
                .path("slots")
                .valueStream()
                .map(slot -> OffsetDateTime.parse(slot.path("start").asString())
                        .toLocalDateTime()
                        .toString())
                .toList();
    }

    static Map<String, Object> wish(String type, String at) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("type", type);
        wish.put("date", at);
        wish.put("name", "Jonas Petersen");
        wish.put("email", "jonas-" + UUID.randomUUID() + "@mail.example");
        wish.put("consent", true);
        return wish;
    }
}
