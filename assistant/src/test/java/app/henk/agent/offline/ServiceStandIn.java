package app.henk.agent.offline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools of the house beside advice, in memory: what they return, without a database. */
final class ServiceStandIn {

    static final Set<String> TOOLS = Set.of(
            Tools.COMPARE,
            Tools.QUOTE,
            Tools.SLOTS,
            Tools.BOOK,
            Tools.CHANGE_VISIT,
            Tools.BOOKINGS,
            Tools.ABOUT_ME,
            Tools.CHANGE_FACT,
            Tools.MEASURES,
            Tools.PRIVACY,
            Tools.ELSEWHERE,
            Tools.LATER,
            Tools.GROUP,
            Tools.PROGRESS,
            Tools.PROMISE);

    private static final JsonMapper JSON = new JsonMapper();

    private final LocalDate today;
    private boolean booked;

    ServiceStandIn(LocalDate today) {
        this.today = today;
    }

    String run(String tool, JsonNode arguments, boolean consent) {
        return JSON.writeValueAsString(
                switch (tool) {
                    case Tools.COMPARE -> Map.of("products", List.of(), "differences", List.of());
                    case Tools.QUOTE -> Map.of("status", "priced", "words", "Zusammen 1.490 €.", "total", "1.490 €");
                    case Tools.SLOTS -> slots(arguments);
                    case Tools.BOOK -> book(arguments, consent);
                    case Tools.CHANGE_VISIT -> change(arguments);
                    case Tools.LATER -> needed(arguments.has("email"), "email", consent, Map.of("status", "kept"));
                    case Tools.BOOKINGS -> Map.of("appointments", List.of(), "orders", List.of());
                    case Tools.PROGRESS -> Map.of("status", "none");
                    default -> Map.of("status", "done");
                });
    }

    private Map<String, Object> slots(JsonNode wanted) {
        LocalDate from =
                wanted.has("from") ? LocalDate.parse(wanted.path("from").asString()) : today.plusDays(1);
        LocalDate to = wanted.has("to") ? LocalDate.parse(wanted.path("to").asString()) : from.plusDays(6);
        List<Integer> hours = switch (wanted.path("part_of_day").asString("")) {
            case "morning" -> List.of(10, 11);
            case "afternoon" -> List.of(13, 14, 15);
            case "evening" -> List.of(17, 18);
            default -> List.of(10, 11, 13, 14, 15, 16);
        };
        List<Map<String, String>> slots = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to) && slots.size() < 12; day = day.plusDays(1)) {
            for (int hour :
                    day.getDayOfWeek().getValue() == 7 || day.getDayOfWeek().getValue() == 1
                            ? List.<Integer>of()
                            : hours) {
                LocalDateTime at = day.atTime(hour, 0);
                slots.add(Map.of("at", at.toString(), "say", words(at)));
            }
        }
        return Map.of("status", "free", "type", wanted.path("type").asString("measurement"), "slots", slots);
    }

    private static String words(LocalDateTime at) {
        return at.toLocalDate() + ", " + at.getHour() + ":00 Uhr";
    }

    private Map<String, Object> book(JsonNode asked, boolean consent) {
        Map<String, Object> done = new LinkedHashMap<>();
        LocalDateTime at = LocalDateTime.parse(asked.path("at").asString());
        if (at.toLocalTime().isBefore(LocalTime.of(10, 0))) {
            return Map.of("status", "refused", "say", "Da haben wir noch geschlossen.", "nearest", List.of());
        }
        done.put("status", "booked");
        done.put("appointment", "a1");
        done.put("at", at.toString());
        done.put("say", words(at));
        Map<String, Object> result =
                needed(asked.has("name") && (asked.has("email") || asked.has("phone")), "name", consent, done);
        booked |= result == done;
        return result;
    }

    private Map<String, Object> change(JsonNode asked) {
        if (!booked) {
            return Map.of("status", "none");
        }
        boolean cancel = asked.path("cancel").asBoolean(false);
        booked = !cancel;
        return Map.of(
                "status",
                cancel ? "cancelled" : "moved",
                "say",
                asked.path("at").asString("dann"));
    }

    private static Map<String, Object> needed(boolean told, String missing, boolean consent, Map<String, Object> done) {
        if (told && consent) {
            return done;
        }
        return Map.of("status", "incomplete", "missing", List.of(told ? "consent" : missing));
    }
}
